"""A reader says that she would like a page in a language: without account, without script."""

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from access.entrance import keep_private
from access.origin import is_from_here
from access.visibility import audiences_of, visible_to
from languages.wishes import can_be_wished, reader_of_today, wish
from pages.addresses import page_address
from people.once import keeping_page, taken_once


@never_cache
# Readers get no cookie: the form, which held pages have too, is checked by its origin.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@keeping_page
@taken_once
def show_wish(request: HttpRequest, page_id: int) -> HttpResponse:
    """Offer the languages that a page lacks, or count which one is asked for and say thank you.

    Raises:
        Http404: no such page for this reader.
    """
    pages = visible_to(Page.objects.filter(pk=page_id), audiences_of(request.user))
    page = pages.select_related("locale").first()
    if page is None:
        raise Http404
    languages = can_be_wished(page)
    if request.method != "POST":
        thanks = request.GET.get("thanks", "")
        return show(request, page, languages, thanks=thanks if thanks in languages else "")
    language = request.POST.get("language", "")
    if not is_from_here(request):
        refusal = _("This came from another site, and was not counted.")
        return show(request, page, languages, refusal, 403)
    if language not in languages:
        refusal = _("Nothing was counted: choose one of the languages below.")
        return show(request, page, languages, refusal, 400)
    if not ratelimit.consume(request, action="wish"):
        refusal = _("Too many wishes came from where you are: this one was not counted.")
        return show(request, page, languages, refusal, 429)
    wish(page, language, reader_of_today(marks_of(request)))
    return HttpResponseRedirect(f"{request.path}?thanks={language}")


def marks_of(request: HttpRequest) -> list[str]:
    """What tells readers of one day apart: her account, else the line and the browser."""
    if request.user.is_authenticated:
        return ["person", str(request.user.pk)]
    address = get_adapter(request).get_client_ip(request)
    return ["visitor", str(address), request.headers.get("User-Agent", "")]


def show(
    request: HttpRequest,
    page: Page,
    languages: list[str],
    refusal: str = "",
    status: int = 200,
    thanks: str = "",
) -> HttpResponse:
    """The form, or the thanks."""
    source = page.locale.language_code
    context = {
        "wished": page,
        "source_language": source,
        "source_address": page_address(page.url_path, source),
        "languages": languages,
        "refusal": refusal,
        "thanks": thanks,
    }
    return keep_private(render(request, "translations/wish.html", context, status=status))
