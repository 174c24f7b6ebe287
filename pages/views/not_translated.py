"""A page that has no version in the reader's language: say so, and offer those it has."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from access.visibility import audiences_of, visible_to
from pages.addresses import page_address
from pages.context import Alternate, alternates
from people.once import keeping_page


@keeping_page
def show_not_translated(request: HttpRequest, page_id: int) -> HttpResponse:
    """Name the page and its languages; lead on if it has been translated meanwhile.

    Raises:
        Http404: no such page for this reader.
    """
    audiences = audiences_of(request.user)
    page = visible_to(Page.objects.filter(pk=page_id), audiences).select_related("locale").first()
    if page is None:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    versions = alternates(page, audiences)
    for version in versions:
        if version.language == language and version.translated:
            return HttpResponseRedirect(version.url)
    return not_translated(request, page, versions)


def not_translated(request: HttpRequest, page: Page, versions: list[Alternate]) -> HttpResponse:
    """Say that a page has no version in the language of the moment.

    Args:
        request: from the reader.
        page: with its locale.
        versions: the languages of the site, with those that the page has.
    """
    source = page.locale.language_code
    context = {
        "page_title": page.title,
        "source_language": source,
        "source_address": page_address(page.url_path, source),
        "alternates": [
            replace(version, current=version.language == get_language()) for version in versions
        ],
        "page_id": page.pk,
        "languages": [get_language()],
    }
    return render(request, "pages/not_translated.html", context)
