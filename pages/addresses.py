"""Addresses of pages and organisations, without asking the database for each."""

from django.urls import resolve, reverse
from django.utils.translation import override
from wagtail.models import Page

from access.generation import held
from access.routing import site_root_path
from access.visibility import PUBLIC_ONLY, visible_to
from pages.models.directory import Directory

SERVE_PAGES = frozenset({"wagtail_serve", "space"})
"""Names of the addresses that answer with the page of the tree that lies there."""


def page_address(url_path: str, language: str) -> str:
    """The address of a page, from its `url_path` in the tree of a language."""
    root = site_root_path(language) or "/"
    return f"/{language}/{url_path.removeprefix(root)}"


def has_view_at(parent: Page, slug: str) -> bool:
    """Whether the site itself answers at the address that a page would have below another."""
    language = parent.locale.language_code
    if parent.is_root() or site_root_path(language) is None:
        return False
    address = page_address(f"{parent.url_path}{slug}/", language)
    with override(language):
        return resolve(address).url_name not in SERVE_PAGES


def territory_address(code: str, language: str) -> str:
    """The address of a country or region in a language; that of their index without a code."""
    with override(language):
        return reverse("territory", args=[code]) if code else reverse("territories")


def directory_addresses() -> dict[str, str]:
    """The address of the directory of organisations in each language that has one."""
    return list_addresses(Directory)


@held
def list_addresses(model: type[Page]) -> dict[str, str]:
    """The address of the one list of its type in each language that has one."""
    pages = visible_to(model._default_manager.all(), PUBLIC_ONLY).values_list(
        "locale__language_code", "url_path"
    )
    return {language: page_address(url_path, language) for language, url_path in pages}


def address_of(page: Page) -> str:
    """The address of a page that is at hand, in its own language."""
    return page_address(page.url_path, page.locale.language_code)
