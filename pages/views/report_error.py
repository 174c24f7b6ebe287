"""A reader reports an error in a translation: without account, without script."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from access.entrance import keep_private
from access.origin import is_from_here
from access.visibility import audiences_of, visible_to
from languages.actions.report import file_report
from languages.models import TranslationLink
from pages.addresses import address_of
from pages.error_form import ErrorForm

UNPROCESSABLE = 422


@never_cache
# Readers get no cookie: the form is checked by its origin, as that of wishes.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_report_error(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form, or keep what is reported and say thank you.

    Raises:
        Http404: no such translation for this reader.
    """
    pages = visible_to(Page.objects.filter(pk=page_id), audiences_of(request.user))
    link = (
        TranslationLink.objects.filter(target__in=pages, kind=TranslationLink.Kind.TRANSLATION)
        .select_related("target__locale", "target__audience_row")
        .first()
    )
    if link is None:
        raise Http404
    language = link.target.locale.language_code
    if request.method != "POST":
        if get_language() != language:
            # Its paragraphs are in the language of the page, and so is all around them.
            with override(language):
                return redirect("report_error", page_id)
        return show(request, link, ErrorForm(link), is_sent="sent" in request.GET)
    form = ErrorForm(link, request.POST)
    if not is_from_here(request):
        form.add_error(None, _("This came from another site, and was not sent."))
        return show(request, link, form, 403)
    if not form.is_valid():
        return show(request, link, form, UNPROCESSABLE)
    if not form.is_trapped():
        if not ratelimit.consume(request, action="report_error"):
            form.add_error(
                None, _("Too many reports came from where you are: nothing was sent. Try later.")
            )
            return show(request, link, form, 429)
        file_report(form.save(commit=False))
    return redirect(f"{request.path}?sent=1")


def show(
    request: HttpRequest,
    link: TranslationLink,
    form: ErrorForm,
    status: int = 200,
    is_sent: bool = False,
) -> HttpResponse:
    """The form, or the thanks."""
    context = {
        "form": form,
        "is_sent": is_sent,
        "target": link.target,
        "target_address": address_of(link.target),
    }
    return keep_private(render(request, "translations/report_error.html", context, status=status))
