"""All comments on a page of a space, and the form for one more."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.models import Page

from access.decisions import may
from access.entrance import enter, keep_private, space_context
from access.visibility import audiences_of
from discussions.actions.write import comment
from discussions.forms import MessageForm
from discussions.models import Thread
from discussions.models.thread import PAGE
from discussions.paging import message_address
from discussions.permissions import may_answer
from discussions.views.threads import compose_page, refusal, refuse, thread_context, words_of
from pages.addresses import page_address
from pages.versions import in_language


@compose_page
def show_comments(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """What was written below a page, whatever its language.

    Args:
        request: whose reader asks.
        slug: short name of the space that the page lies in.
        key: the page's translation key.

    Raises:
        Http404: no such page for this reader.
    """
    space = enter(request, slug, part=PAGE.part)
    audiences = audiences_of(request.user)
    pages = Page.objects.filter(translation_key=key, audience_row__audience=space.audience)
    page = in_language(pages, get_language() or "", audiences).get(key)
    if page is None:
        raise Http404
    thread = Thread.objects.filter(space=space, page_key=key).seen_by(audiences).first()
    person = request.user
    decision = may_answer(person, thread) if thread else may(person, "contribute", space)
    form = MessageForm(request.POST or None, request.FILES or None)
    language = page.locale.language_code
    if request.method == "POST":
        if not decision:
            return refuse(request, space, decision, PAGE)
        if form.is_valid():
            return redirect(message_address(comment(space, key, language, person, words_of(form))))
    context = {
        **space_context(request, space),
        **(thread_context(request, thread) if thread else {}),
        "page": page,
        "page_url": page_address(page.url_path, language),
        "form": form if decision else None,
        "refusal": refusal(space, decision),
    }
    return keep_private(TemplateResponse(request, "pages/comments.html", context))
