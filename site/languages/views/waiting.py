"""The list of what waits for a translator, and how she wishes to be named."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from access.entrance import keep_private
from access.holding import hold, saving
from access.versioned import VersionedForm
from languages.described import described
from languages.errors import errors_waiting_for
from languages.models import CreditName
from languages.waiting import MOST, Desk, languages_of

UNPROCESSABLE = 422


class CreditForm(VersionedForm, forms.ModelForm[CreditName]):
    """How a translator wishes to be named."""

    class Meta:
        model = CreditName
        fields = ("name",)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@saving
def show_waiting(request: HttpRequest) -> HttpResponse:
    """What waits for whoever asks, in one of her languages; a form sent here says her name."""
    person: Any = request.user
    hold(request, person)
    named = CreditName.objects.filter(person=person.pk).first()
    form = CreditForm(
        request.POST if request.method == "POST" else None,
        instance=named or CreditName(person=person, name=str(person)),
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name on translations is saved."))
        return redirect(request.get_full_path())
    codes = languages_of(person)
    wanted = request.GET.get("language", "")
    chosen = wanted if wanted in codes else next(iter(codes), "")
    locale = Locale.objects.filter(language_code=chosen).first()
    context = {
        "codes": codes,
        "chosen": chosen,
        "name_form": form,
        **(lists(request, Desk(person, locale)) if locale else {}),
    }
    status = form.status_code(UNPROCESSABLE)
    return keep_private(
        TemplateResponse(request, "languages/translate.html", context, status=status)
    )


def lists(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """The lists of a desk: reported by readers, begun by her, to review, and all, page by page."""
    mine, unread = desk.begun_by_her(), desk.to_review()
    page = Paginator(desk.waiting, MOST).get_page(request.GET.get("page"))
    rows = described(desk, {*mine, *unread, *page.object_list})
    return {
        "reports": errors_waiting_for(desk.person, [desk.locale.language_code]).select_related(
            "page__made_from__source"
        )[:MOST],
        "mine": [rows[key] for key in mine if key in rows],
        "unread": [rows[key] for key in unread if key in rows],
        "waiting": [rows[key] for key in page.object_list if key in rows],
        "page": page,
    }
