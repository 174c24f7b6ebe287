"""Addresses as machines need them: whole, and in ASCII."""

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from pages.addresses import page_address
from pages.context import page_language


def absolute(address: str) -> str:
    """An address of the site in full, in ASCII."""
    return str(iri_to_uri(f"{settings.BASE_URL}{address}"))


def absolute_address(page: Page) -> str:
    """The whole address of a page, in ASCII."""
    return absolute(page_address(page.url_path, page_language(page)))
