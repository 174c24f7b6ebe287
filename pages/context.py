"""What every page's template is given beside the page itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from access.decisions import may
from access.generation import held
from access.models import Space
from access.visibility import PUBLIC_ONLY, audiences_of, visible_to
from pages.addresses import directory_addresses, page_address
from pages.back import back_link
from pages.comments import comments_context
from pages.models.owner import SpaceOwner


@dataclass(frozen=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    language: str = ""
    current: bool = False


@dataclass(frozen=True)
class Alternate:
    """A language of the site, and the page's version in it if there is one."""

    language: str
    name: str
    url: str
    translated: bool
    current: bool


def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Breadcrumb, menu, languages and way back of a page."""
    audiences = audiences_of(request.user)
    language = page_language(page)
    rows = breadcrumb_rows(page, request)
    breadcrumb = [Link(row.title, page_address(row.url_path, language)) for row in rows[:-1]]
    return {
        "edit_address": edit_address(page, request),
        "own_space": own_space(page, request),
        "opens_space": opens_space(page, request),
        "language": language,
        "breadcrumb": breadcrumb,
        "menu": menu(language, page.url_path),
        "alternates": alternates(page, audiences),
        "canonical": page_address(page.url_path, language),
        "directory_address": directory_addresses().get(language, ""),
        "back": back_link(request, rows, audiences),
        "comments": comments_context(page, request),
    }


def edit_address(page: Page, request: HttpRequest) -> str:
    """Where the reader can change the page; empty if she may not, or before it is saved."""
    if page.pk is None or not request.user.is_authenticated or not may(request.user, "edit", page):
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def own_space(page: Page, request: HttpRequest) -> Space | None:
    """The space of a project, a network or an event, for those who may know of it."""
    space: Space | None = getattr(page, "space", None)
    return space if space and may(request.user, "card", space) else None


def opens_space(page: Page, request: HttpRequest) -> bool:
    """Whether the reader can open a space for this page."""
    is_free = isinstance(page, SpaceOwner) and page.space_id is None and page.pk is not None
    return is_free and bool(may(request.user, "administer", page))


def page_language(page: Page) -> str:
    """The language code of a page, without a query when its locale is known."""
    return locale_codes()[page.locale_id]


@held
def locale_codes() -> dict[int, str]:
    """Language codes by locale id."""
    from wagtail.models import Locale

    return dict(Locale.objects.values_list("pk", "language_code"))


def breadcrumb_rows(page: Page, request: HttpRequest) -> list[Page]:
    """The page with those above it from the home page down, as routing found them."""
    rows: list[Page] | None = getattr(request, "page_rows", None)
    if rows and rows[-1].pk == page.pk:
        return rows
    return [*page.get_ancestors().filter(depth__gt=1), page]


def menu(language: str, url_path: str) -> list[Link]:
    """The main menu of a language, with the branch of the present page marked."""
    return [
        Link(title, page_address(path, language), current=url_path.startswith(path))
        for title, path in menu_rows(language)
    ]


@held
def menu_rows(language: str) -> tuple[tuple[str, str], ...]:
    """Titles and paths of the pages in the menu of a language."""
    pages = visible_to(
        Page.objects.filter(locale__language_code=language, show_in_menus=True, depth=3),
        PUBLIC_ONLY,
    )
    return tuple(pages.order_by("path").values_list("title", "url_path"))


def alternates(page: Page, audiences: tuple[str, ...]) -> list[Alternate]:
    """Every language of the site, with the page's version where there is one."""
    codes = locale_codes()
    here = page_language(page)
    versions = {here: page.url_path}
    for locale_id, url_path in visible_to(
        Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk), audiences
    ).values_list("locale_id", "url_path"):
        versions[codes[locale_id]] = url_path
    found = []
    for code, _name in settings.LANGUAGES:
        path = versions.get(code)
        url = page_address(path, code) if path else f"/{code}/not-translated/{page.pk}/"
        found.append(Alternate(code, own_name(code), url, path is not None, code == here))
    return found


def in_every_language(
    address: Callable[[str], str], current: str, codes: Iterable[str] | None = None
) -> list[Alternate]:
    """The languages of something that has an address in each of them.

    Args:
        address: gives the address in a language.
        current: the language of the present page.
        codes: the languages; all of the site's unless named.
    """
    return [
        Alternate(code, own_name(code), address(code), True, code == current)
        for code in codes or dict(settings.LANGUAGES)
    ]


def own_name(code: str) -> str:
    """What a language calls itself."""
    from django.utils.translation import get_language_info

    return str(get_language_info(code)["name_local"]).capitalize()
