"""Search the site: as a page, or as data with `format=`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from pages.back import origin, search_address
from pages.context import in_every_language
from pages.filters import SEARCH_FILTERS, SORTS, Choice, as_json, filter_groups, page_links
from pages.originals import offer_originals
from pages.search_selection import SearchSelection
from pages.searches import Search

LONGEST_ADDRESS = 8000

ORDERS = {
    "relevance": _("Best match first"),
    "date": _("Newest first"),
    "title": pgettext_lazy("order", "From A to Z"),
}


Format = Callable[[Search], HttpResponseBase]


def as_data(asked: Search) -> HttpResponse:
    """One page of results as JSON."""
    data = as_json(asked.selection.text, asked.results(), SEARCH_FILTERS, settings.BASE_URL)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


FORMATS: dict[str, Format] = {"json": as_data}
"""Other forms of the results, by what `format=` calls them; rooms above add theirs."""


# For the one script that proposes what is being typed.
@csp_update({"script-src": [SELF]})
@require_safe
def show_search(request: HttpRequest) -> HttpResponseBase:
    """What the words and filters of the address find for this reader.

    An address longer than `LONGEST_ADDRESS` is refused with 400: no reader types that.
    """
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        response = as_page(request, Search.of(request.user, QueryDict()), too_long=True)
        response.status_code = 400
        return response
    asked = Search.of(request.user, request.GET)
    written = FORMATS.get(request.GET.get("format", ""))
    if written is None:
        return as_page(request, asked)
    data = written(asked)
    data["X-Robots-Tag"] = "noindex"
    return data


def as_page(request: HttpRequest, asked: Search, too_long: bool = False) -> HttpResponse:
    """One page of results to be read."""
    selection, results = asked.selection, asked.results()
    offer_originals(results, asked.audiences)
    context: dict[str, Any] = {
        "selection": selection,
        "results": results,
        "space": asked.space,
        "everywhere": replace(selection, space="").link(),
        "too_long": too_long,
        "orders": orders(selection),
        "suggestion_link": replace(selection, text=results.suggestion).link(),
        "chips": selection.chips(),
        "without_filters": replace(selection, filters={}, typed={}).link(),
        "name": asked.name,
        "forms": {name: selection.form(name) for name in FORMATS},
        "groups": filter_groups(selection, results, SEARCH_FILTERS),
        "page_links": page_links(selection, results),
        "origin": origin(f"search-{asked.language}", selection.query(results.page)),
        "alternates": in_every_language(lambda code: same_search(code, selection), asked.language),
    }
    return TemplateResponse(request, "pages/search.html", context)


def orders(selection: SearchSelection) -> list[Choice]:
    """The orders that results can be put in; without words no match is better than another."""
    names = SORTS if selection.text else SORTS[1:]
    present = selection.sort if selection.sort in names else names[0]
    return [
        Choice(name, str(ORDERS[name]), 0, replace(selection, sort=name).link(), name == present)
        for name in names
    ]


def same_search(language: str, selection: SearchSelection) -> str:
    """The address of the same search in another language."""
    query = selection.query()
    return search_address(language) + (f"?{query}" if query else "")
