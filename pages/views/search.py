"""Search the site: as a page, or as data with `format=json`."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language

from access.visibility import audiences_of
from pages.back import origin, search_address
from pages.context import in_every_language
from pages.filters import SEARCH_FILTERS, Selection, as_json, filter_groups, page_links
from search.query import clean
from search.search import search

LONGEST_ADDRESS = 8000


def show_search(request: HttpRequest) -> HttpResponse:
    """What the words and filters of the address find for this reader.

    An address longer than `LONGEST_ADDRESS` is refused with 400: no reader types that.
    """
    language = get_language() or settings.LANGUAGE_CODE
    audiences = audiences_of(request.user)
    too_long = len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS
    selection = Selection.read(request.GET, SEARCH_FILTERS)
    selection.text = clean(selection.text)
    if too_long:
        selection = Selection({}, 1, "relevance")
    results = search(
        selection.text, audiences, selection.filters, language, selection.page, selection.sort
    )
    status = 400 if too_long else 200
    if request.GET.get("format") == "json":
        data = as_json(selection.text, results, SEARCH_FILTERS, settings.BASE_URL)
        return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    context = {
        "selection": selection,
        "results": results,
        "too_long": too_long,
        "by_relevance": replace(selection, sort="relevance").link(),
        "by_date": replace(selection, sort="date").link(),
        "suggestion_link": replace(selection, text=results.suggestion).link(),
        "chips": selection.chips(),
        "groups": filter_groups(selection, results, SEARCH_FILTERS),
        "page_links": page_links(selection, results),
        "origin": origin(f"search-{language}", selection.query(results.page)),
        "alternates": in_every_language(lambda code: same_search(code, selection), language),
    }
    return TemplateResponse(request, "pages/search.html", context, status=status)


def same_search(language: str, selection: Selection) -> str:
    """The address of the same search in another language."""
    query = selection.query()
    return search_address(language) + (f"?{query}" if query else "")
