"""Countries and regions: all of them, and what there is in each."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.visibility import audiences_of
from languages.published import home_address
from pages.addresses import territory_address
from pages.back import origin
from pages.context import Link, in_every_language
from pages.filters import LIST_FILTERS, Selection, filter_groups, page_links
from pages.lists import NOT_ARCHIVED, left_out
from pages.map import country_map
from pages.territories import places_of, shelves_of
from people.site_name import site_name
from search.overview import tally
from search.search import listing
from thesaurus.vocabulary import vocabulary

INDEX_FILTERS = ("type", "theme")
UNDATED = {"organization", "offer", "person"}
"""Types whose lists are in the order of titles."""


@require_safe
def show_territories(request: HttpRequest) -> HttpResponse:
    """The countries and regions where there is something, narrowed to what the address says."""
    language = get_language() or ""
    selection = Selection.read(request.GET, INDEX_FILTERS)
    results = tally(
        audiences_of(request.user),
        selection.filters,
        language,
        ("country", *INDEX_FILTERS),
        excluded=NOT_ARCHIVED,
    )
    counts = dict(results.facets["country"])
    context = {
        "places": places_of(counts, vocabulary().places_within.get(None, [])),
        "map": country_map(counts, lambda code: territory_address(code, language)),
        "chips": selection.chips(),
        "groups": filter_groups(selection, results, INDEX_FILTERS),
        "breadcrumb": [Link(site_name(), home_address(language))],
        "canonical": reverse("territories"),
    }
    return TemplateResponse(request, "pages/territories.html", context)


@require_safe
def show_territory(request: HttpRequest, code: str) -> HttpResponse:
    """All that there is in a country or region, or the list of some of it.

    Raises:
        Http404: there is no such territory.
    """
    terms = vocabulary()
    if code not in terms.places:
        raise Http404
    audiences, language = audiences_of(request.user), get_language() or ""
    selection = Selection.read(request.GET, LIST_FILTERS)
    around = terms.place_with_broader(code)[1:]
    context: dict[str, Any] = {
        "code": code,
        "name": terms.place(code),
        "canonical": territory_address(code, language),
        "alternates": in_every_language(partial(territory_address, code), language),
        "breadcrumb": [
            Link(site_name(), home_address(language)),
            Link(_("Countries and regions"), reverse("territories")),
            *(Link(terms.place(one), reverse("territory", args=[one])) for one in around[::-1]),
        ],
    }
    if selection.filters:
        context |= narrowed(code, selection, audiences, language)
        return TemplateResponse(request, "pages/territory_list.html", context)
    if terms.places_within.get(code):
        counts = tally(
            audiences, {"country": (code,)}, language, ("country",), excluded=NOT_ARCHIVED
        )
        within = terms.places_within[code]
        context["places"] = places_of(dict(counts.facets["country"]), within)
    context["shelves"] = shelves_of(code, audiences, language)
    context["origin"] = origin(f"territory-{language}.{code}", "")
    return TemplateResponse(request, "pages/territory.html", context)


def narrowed(
    code: str, selection: Selection, audiences: tuple[str, ...], language: str
) -> dict[str, Any]:
    """The list of some of what there is in a territory, as other lists show theirs."""
    within = selection.filters.get("country", ())
    types = selection.filters.get("type", ())
    results = listing(
        audiences,
        {**selection.filters, "country": (code, *within)},
        language,
        selection.page,
        sort="date" if set(types) - UNDATED or not types else "title",
        excluded=left_out(selection.filters),
        counted=LIST_FILTERS,
    )
    return {
        "results": results,
        "chips": selection.chips(),
        "groups": filter_groups(selection, results, LIST_FILTERS),
        "page_links": page_links(selection, results),
        "origin": origin(f"territory-{language}.{code}", selection.query(results.page)),
        "show_types": len(types) != 1,
        "is_directory": types == ("organization",),
        "is_offers": types == ("offer",),
    }
