"""What people of a space write below its pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from access.borders import page_borders
from access.decisions import space_of_audience
from access.models import PageAudience, Space
from access.visibility import audiences_of
from discussions.models import Thread
from discussions.models.thread import PAGE

LAST = 5


def commented_space(page: Page) -> Space | None:
    """The space whose people comment on a page; none for public pages and managers' pages."""
    if page.pk is None or not any(page.path.startswith(border) for border in page_borders()):
        return None
    row = PageAudience.objects.filter(page=page.pk).first()
    space = space_of_audience(row.audience) if row else None
    if row is None or space is None or row.audience != space.audience:
        return None
    return space if space.has(PAGE.part) else None


def comments_context(page: Page, request: HttpRequest) -> dict[str, Any] | None:
    """The last comments on a page, and where to read and write all; none where nobody comments."""
    space = commented_space(page)
    if space is None:
        return None
    audiences = audiences_of(request.user)
    threads = Thread.objects.filter(space=space, page_key=page.translation_key)
    thread = threads.seen_by(audiences).first()
    last = list(thread.messages.to_show().reverse()[:LAST])[::-1] if thread else []
    return {
        "total": thread.length if thread else 0,
        "last": last,
        "url": reverse(PAGE.thread_name, args=[space.slug, page.translation_key]),
    }
