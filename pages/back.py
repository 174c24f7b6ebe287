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
    language = request.LANGUAGE_CODE
    match = SHAPE.fullmatch(request.GET.get(PARAMETER, "")[:LONGEST])
    name = match[1] if match else ""
    query = f"?{match[2]}" if match and match[2] else ""
    if name == "search":
        return Back("", reverse("search") + query + row, is_search=True, asked=True)
    above = {str(page.pk): page for page in rows[1:-1]}
    if target := above.get(name):
        address = page_address(target.url_path, language)
        return Back(target.title, address + query + row, asked=True)
    if name and (target := other_version(int(name), rows, audiences)):
        address = page_address(target.url_path, target.locale.language_code)
        return Back(target.title, address + query + row, asked=True)
    if not above:
        return None
    return Back(rows[-2].title, page_address(rows[-2].url_path, language) + row)


def other_version(page_id: int, rows: list[Page], audiences: tuple[str, ...]) -> Page | None:
    """The list of that id, if it is a translation of one above the page."""
    keys = [page.translation_key for page in rows[1:-1]]
    pages = Page.objects.filter(pk=page_id, translation_key__in=keys)
    return visible_to(pages, audiences).select_related("locale").first()
