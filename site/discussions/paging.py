"""Twenty rows a page, and links to the others."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from discussions.models import Message

PAGE_SIZE = 20


@dataclass(frozen=True)
class PageLink:
    """A link to a page of a list; without an address, what lies between."""

    label: str
    url: str = ""
    current: bool = False


def page_of(request: HttpRequest, rows: Any) -> Page:
    """The page of a list that an address asks for: the last one beyond the end.

    Args:
        request: whose address says `page=2`.
        rows: a queryset in its order.
    """
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def page_links(page: Page) -> list[PageLink]:
    """Links to the pages of a list; none when there is but one."""
    if page.paginator.num_pages < 2:
        return []
    return [
        PageLink(str(number), f"?page={number}", number == page.number)
        if isinstance(number, int)
        else PageLink("…")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]


def message_address(message: Message) -> str:
    """Where a message is read: the page that it is on, and its place there."""
    number = (message.position - 1) // PAGE_SIZE + 1
    query = f"?page={number}" if number > 1 else ""
    return f"{message.thread.address}{query}#{message.anchor}"
