"""What a section or the directory lists for a reader."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from access.visibility import audiences_of, visible_to
from pages.addresses import page_address
from pages.back import origin
from pages.context import page_language
from pages.filters import LIST_FILTERS, Selection, filter_groups, page_links
from pages.labels import FILTERS
from pages.map import CountryMap, country_map
from pages.models.directory import Directory
from pages.models.event import EVENT_TYPES
from pages.models.list_page import ListPage
from pages.models.offer import Offers
from pages.models.section import Section
from search.models import SearchDocument
from search.overview import tally
from search.results import Results
from search.search import everything, listing

PARTS = (("type", "offer"),)
NOT_ARCHIVED = (("archived", "yes"),)


def list_results(page: ListPage, request: HttpRequest, selection: Selection) -> Results:
    """The items of a list page, narrowed to a selection.

    Args:
        page: a section, or the directory.
        request: whose person may see what.
        selection: filters and page number.
    """
    audiences = audiences_of(request.user)
    language = page_language(page)
    if page.types:
        return listing(
            audiences,
            {**selection.filters, "type": page.types},
            language,
            selection.page,
            sort="title",
            counted=tuple(name for name in LIST_FILTERS if name != "type"),
        )
    return listing(
        audiences,
        selection.filters,
        language,
        selection.page,
        sort=str(page.order) if isinstance(page, Section) else Section.Order.NEWEST,
        paths=places(page, audiences),
        excluded=left_out_beneath(selection.filters),
        counted=LIST_FILTERS,
    )


def list_documents(
    page: Page, audiences: tuple[str, ...], filters: dict[str, tuple[str, ...]]
) -> QuerySet[SearchDocument]:
    """All items of a section as its list counts them, for its feed and its calendar.

    Args:
        page: the section.
        audiences: what the reader belongs to.
        filters: codes by filter name.
    """
    where = places(page, audiences)
    return everything(audiences, filters, page_language(page), where, left_out_beneath(filters))


def places(page: Page, audiences: tuple[str, ...]) -> tuple[str, ...]:
    """Where the items of a section lie in the tree: below it, in whatever language."""
    versions = Page.objects.filter(translation_key=page.translation_key)
    return tuple(visible_to(versions, audiences).values_list("path", flat=True))


def left_out(filters: dict[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """What a list leaves out: sheets of archived periods, unless a period is asked for."""
    return () if "period" in filters else NOT_ARCHIVED


def left_out_beneath(filters: dict[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """The same of a list by place: also what lies beneath its items, unless that is asked for."""
    return left_out(filters) if "type" in filters else (*left_out(filters), *PARTS)


def list_map(
    page: ListPage, request: HttpRequest, selection: Selection, results: Results
) -> CountryMap | None:
    """The countries of a list whose page asks for a map, narrowed as the list is.

    Beside a country that is chosen stand those that could be chosen instead.
    """
    if not page.with_map:
        return None
    chosen = selection.filters.get("country", ())
    counts = results.facets["country"]
    if chosen:
        audiences, language = audiences_of(request.user), page_language(page)
        filters = {name: codes for name, codes in selection.filters.items() if name != "country"}
        if page.types:
            filters["type"] = page.types
            wider = tally(audiences, filters, language, ("country",))
        else:
            where, without = places(page, audiences), left_out_beneath(filters)
            wider = tally(audiences, filters, language, ("country",), where, without)
        counts = wider.facets["country"]

    def link(code: str) -> str:
        return selection.link(changed={"country": (code,)})

    return country_map(dict(counts), link, chosen)


def feed_addresses(page: ListPage, selection: Selection, results: Results) -> dict[str, str]:
    """Where feed readers and calendars follow a list as it is narrowed; one by type has neither."""
    if page.types:
        return {}
    address = page_address(page.url_path, page_language(page)).rstrip("/")
    query = f"?{selection.query()}" if selection.filters else ""
    types = {value for value, _count in results.facets.get("type", [])}
    has_events = not types.isdisjoint(EVENT_TYPES)
    return {
        "feed_address": f"{address}.atom{query}",
        "calendar_address": f"{address}.ics{query}" if has_events else "",
    }


def list_context(page: ListPage, request: HttpRequest) -> dict[str, Any]:
    """What the template of a list shows."""
    selection = Selection.read(request.GET, LIST_FILTERS)
    results = list_results(page, request, selection)
    return {
        "selection": selection,
        "results": results,
        "chips": selection.chips(),
        "groups": filter_groups(selection, results, LIST_FILTERS, FILTERS | page.filter_labels),
        "page_links": page_links(selection, results),
        "origin": origin(page.pk, selection.query(results.page)),
        "map": list_map(page, request, selection, results),
        "is_directory": isinstance(page, Directory),
        "is_offers": isinstance(page, Offers),
        "show_types": len(results.facets.get("type", [])) > 1,
        **feed_addresses(page, selection, results),
    }
