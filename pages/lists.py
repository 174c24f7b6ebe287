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
from pages.models.directory import Directory
from pages.models.event import EVENT_TYPES
from pages.models.section import Section
from search.models import SearchDocument
from search.results import Results
from search.search import everything, listing

NOT_ARCHIVED = (("archived", "yes"),)


def list_results(page: Page, request: HttpRequest, selection: Selection) -> Results:
    """The items of a list page, narrowed to a selection.

    Args:
        page: a section, or the directory.
        request: whose person may see what.
        selection: filters and page number.
    """
    audiences = audiences_of(request.user)
    language = page_language(page)
    if isinstance(page, Directory):
        filters = {**selection.filters, "type": ("organization",)}
        counted = tuple(name for name in LIST_FILTERS if name != "type")
        return listing(audiences, filters, language, selection.page, sort="title", counted=counted)
    order = page.order if isinstance(page, Section) else Section.Order.NEWEST
    return listing(
        audiences,
        selection.filters,
        language,
        selection.page,
        sort=str(order),
        paths=places(page, audiences),
        excluded=left_out(selection.filters),
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
    return everything(audiences, filters, page_language(page), where, left_out(filters))


def places(page: Page, audiences: tuple[str, ...]) -> tuple[str, ...]:
    """Where the items of a section lie in the tree: below it, in whatever language."""
    versions = Page.objects.filter(translation_key=page.translation_key)
    return tuple(visible_to(versions, audiences).values_list("path", flat=True))


def left_out(filters: dict[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """What a list leaves out: sheets of archived periods, unless a period is asked for."""
    return () if "period" in filters else NOT_ARCHIVED


def feed_addresses(page: Page, selection: Selection, results: Results) -> dict[str, str]:
    """Where feed readers and calendars follow a list as it is narrowed; a directory has neither."""
    if isinstance(page, Directory):
        return {}
    address = page_address(page.url_path, page_language(page)).rstrip("/")
    query = f"?{selection.query()}" if selection.filters else ""
    types = {value for value, _count in results.facets.get("type", [])}
    has_events = not types.isdisjoint(EVENT_TYPES)
    return {
        "feed_address": f"{address}.atom{query}",
        "calendar_address": f"{address}.ics{query}" if has_events else "",
    }


def list_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """What the template of a list shows."""
    selection = Selection.read(request.GET, LIST_FILTERS)
    results = list_results(page, request, selection)
    return {
        "selection": selection,
        "results": results,
        "chips": selection.chips(),
        "groups": filter_groups(selection, results, LIST_FILTERS),
        "page_links": page_links(selection, results),
        "origin": origin(page.pk, selection.query(results.page)),
        "is_directory": isinstance(page, Directory),
        "show_types": len(results.facets.get("type", [])) > 1,
        **feed_addresses(page, selection, results),
    }
