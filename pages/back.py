"""“Back to the list”: the same filters, page and row, without script and from a cached page.

The links of a list carry where they start from in `back`, which is part of the cache key:
`<id of the list's page>?<its query>`, or `search-<language>?<its query>`, or
`territory-<language>.<code>?<its query>`.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from access.visibility import visible_to
from pages.addresses import page_address, territory_address
from search.results import row_anchor
from thesaurus.vocabulary import vocabulary

PARAMETER = "back"
LONGEST = 300
SHAPE = re.compile(
    r"(?:(?:search|territory)-(?P<language>[a-z]{2,3}(?:-\w{2,8})?)(?:\.(?P<territory>[\w-]{1,10}))?"
    r"|(?P<page>\d{1,12}))(?:\?(?P<query>[\w=&%.,:+~-]*))?",
    re.ASCII,
)


@dataclass(frozen=True)
class Back:
    """The list that a reader came from, or would expect to come from."""

    title: str
    url: str
    is_search: bool = False
    asked: bool = False


@dataclass(frozen=True)
class Asked:
    """What an address says of the list that its reader came from."""

    page_id: int = 0
    language: str = ""
    territory: str = ""
    query: str = ""

    @classmethod
    def read(cls, request: HttpRequest) -> "Asked":
        """Read the `back` parameter; anything of another shape says nothing."""
        match = SHAPE.fullmatch(request.GET.get(PARAMETER, "")[:LONGEST])
        if match is None:
            return cls()
        query = f"?{match['query']}" if match["query"] else ""
        language, territory = match["language"] or "", match["territory"] or ""
        if language and language not in dict(settings.LANGUAGES):
            return cls()
        if territory and territory not in vocabulary().places:
            return cls()
        return cls(int(match["page"] or 0), language, territory, query)

    def outside(self, row: str) -> Back | None:
        """The search or the territory that the reader came from, if it is one of these.

        Args:
            row: the item's row in it.
        """
        if not self.language:
            return None
        if self.territory:
            address = territory_address(self.territory, self.language)
            return Back(vocabulary().place(self.territory), address + self.query + row, asked=True)
        return Back("", search_address(self.language) + self.query + row, True, asked=True)


def origin(name: int | str, query: str) -> str:
    """The value of `back` in the links of a list: which list, and how it was narrowed.

    Args:
        name: the id of the list's page, or `search-<language>`, or `territory-<language>.<code>`.
        query: its query, without the question mark.
    """
    value = f"{name}?{query}" if query else str(name)
    return urlencode({PARAMETER: value[:LONGEST]})


def search_address(language: str) -> str:
    """Where the search is in a language."""
    with override(language):
        return reverse("search")


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
    here = request.LANGUAGE_CODE
    asked = Asked.read(request)

    def row(list_language: str) -> str:
        return "#" + row_anchor("page", rows[-1].pk, here, list_language)

    if outside := asked.outside(row(asked.language)):
        return outside
    above = {page.pk: page for page in rows[1:-1]}
    if target := above.get(asked.page_id):
        address = page_address(target.url_path, here)
        return Back(target.title, address + asked.query + row(here), asked=True)
    if asked.page_id and (target := other_version(asked.page_id, rows, audiences)):
        there = target.locale.language_code
        address = page_address(target.url_path, there)
        return Back(target.title, address + asked.query + row(there), asked=True)
    if not above:
        return None
    return Back(rows[-2].title, page_address(rows[-2].url_path, here) + row(here))


def other_version(page_id: int, rows: list[Page], audiences: tuple[str, ...]) -> Page | None:
    """The list of that id, if it is a translation of one above the page."""
    keys = [page.translation_key for page in rows[1:-1]]
    pages = Page.objects.filter(pk=page_id, translation_key__in=keys)
    return visible_to(pages, audiences).select_related("locale").first()
