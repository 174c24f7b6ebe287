"""Search the site: as a page, or as data with `format=`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from access.models import Space
from access.visibility import audiences_of, inside, space_within
from pages.back import origin, search_address
from pages.context import in_every_language
from pages.filters import SEARCH_FILTERS, SORTS, Choice, as_json, filter_groups, page_links
from pages.search_selection import SearchSelection
from search.results import Results
from search.search import search

LONGEST_ADDRESS = 8000

ORDERS = {
    "relevance": _("Best match first"),
    "date": _("Newest first"),
    "title": pgettext_lazy("order", "From A to Z"),
}


@dataclass(frozen=True)
class Search:
    """A search of one reader.

    Attributes:
        selection: what she asked.
        language: hers.
        audiences: whose documents are searched.
        space: the one that it is narrowed to.
    """

    selection: SearchSelection
    language: str
    audiences: tuple[str, ...]
    space: Space | None = None

    @classmethod
    def of(cls, reader: Any, query: QueryDict) -> "Search":
        """What an address asks for; nothing is found in a space that the reader may not see."""
        language = get_language() or settings.LANGUAGE_CODE
        selection = SearchSelection.asked(query)
        audiences = audiences_of(reader)
        if not selection.space:
            return cls(selection, language, audiences)
        space = space_within(selection.space, audiences)
        return cls(selection, language, inside(space, audiences) if space else (), space)

    def results(self, page: int | None = None) -> Results:
        """One page of what is found; by default the one that was asked for."""
        asked = self.selection
        return search(
            asked.text,
            self.audiences,
            asked.filters,
            self.language,
            page or asked.page,
            asked.sort,
            days=asked.days,
        )


Format = Callable[[Search], HttpResponse]


def as_data(asked: Search) -> HttpResponse:
    """One page of results as JSON."""
    data = as_json(asked.selection.text, asked.results(), SEARCH_FILTERS, settings.BASE_URL)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


FORMATS: dict[str, Format] = {"json": as_data}
"""Other forms of the results, by what `format=` calls them; rooms above add theirs."""


def show_search(request: HttpRequest) -> HttpResponse:
    """What the words and filters of the address find for this reader.

    An address longer than `LONGEST_ADDRESS` is refused with 400: no reader types that.
    """
    too_long = len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS
    asked = Search.of(request.user, QueryDict() if too_long else request.GET)
    written = FORMATS.get(request.GET.get("format", ""))
    response = written(asked) if written else as_page(request, asked, too_long)
    if too_long:
        response.status_code = 400
    return response


def as_page(request: HttpRequest, asked: Search, too_long: bool) -> HttpResponse:
    """One page of results to be read."""
    selection, results = asked.selection, asked.results()
    context: dict[str, Any] = {
        "selection": selection,
        "results": results,
        "space": asked.space,
        "everywhere": replace(selection, space="").link(),
        "too_long": too_long,
        "orders": orders(selection),
        "suggestion_link": replace(selection, text=results.suggestion).link(),
        "chips": selection.chips(),
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
