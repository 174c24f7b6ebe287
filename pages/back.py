"""“Back to the list”: the same filters, page and row, without script and from a cached page.

The links of a list carry where they start from in `back`, which is part of the cache key:
`<id of the list's page>?<its query>`, or `search?<its query>`.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from access.visibility import visible_to
from pages.addresses import page_address

PARAMETER = "back"
LONGEST = 300
SHAPE = re.compile(r"(search|\d{1,12})(?:\?([\w=&%.,:+~-]*))?", re.ASCII)


@dataclass(frozen=True)
class Back:
    """The list that a reader came from, or would expect to come from."""

    title: str
    url: str
    is_search: bool = False
    asked: bool = False


def origin(page_id: int | str, query: str) -> str:
    """The value of `back` in the links of a list: which list, and how it was narrowed."""
    value = f"{page_id}?{query}" if query else str(page_id)
    return urlencode({PARAMETER: value[:LONGEST]})


def back_link(request: HttpRequest, rows: list[Page], audiences: tuple[str, ...]) -> Back | None:
    """Where “back to the list” leads from the last page of a breadcrumb.

    Args:
        request: its `back` parameter is believed only as far as it names a list that the page
            is an item of, or the search.
        rows: the pages from home to the present one.
        audiences: what the reader belongs to.

    Returns:
        The list with its filters and the row of the item, else the plain list above the page;
        None right under the home page.
    """
    row = f"#page-{rows[-1].pk}"
    match = SHAPE.fullmatch(request.GET.get(PARAMETER, "")[:LONGEST])
    if match is None:
        above = rows[1:-1]
        if not above:
            return None
        language = request.LANGUAGE_CODE
        return Back(above[-1].title, page_address(above[-1].url_path, language) + row)
    name, query = match[1], f"?{match[2]}" if match[2] else ""
    if name == "search":
        return Back("", reverse("search") + query + row, is_search=True, asked=True)
    known = {str(page.pk): page for page in rows[1:-1]}
    target = known.get(name) or other_version(int(name), rows, audiences)
    if target is None:
        return None
    language = target.locale.language_code if name not in known else request.LANGUAGE_CODE
    return Back(target.title, page_address(target.url_path, language) + query + row, asked=True)


def other_version(page_id: int, rows: list[Page], audiences: tuple[str, ...]) -> Page | None:
    """The list of that id, if it is a translation of one above the page."""
    keys = [page.translation_key for page in rows[:-1]]
    pages = Page.objects.filter(pk=page_id, translation_key__in=keys)
    return visible_to(pages, audiences).select_related("locale").first()
