"""Links to other pages, in the reader's language where there is a version in it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from access.visibility import audiences_of
from pages.addresses import page_address
from pages.context import Link
from pages.versions import in_language


def link_to(page: Page) -> Link:
    """The link to a page whose locale is loaded."""
    language = page.locale.language_code
    return Link(page.title, page_address(page.url_path, language), language)


def related_links(pages: QuerySet[Page], request: HttpRequest, language: str) -> dict[Any, Link]:
    """Links by translation key, in one query.

    Args:
        pages: pages in whatever language.
        request: whose person may see what.
        language: the reader's language.
    """
    found = in_language(pages, language, audiences_of(request.user))
    return {key: link_to(page) for key, page in found.items()}
