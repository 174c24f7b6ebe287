"""What every page's template is given beside the page itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from access.decisions import may
from access.generation import held
from access.into import Into
from access.models import Space
from access.prepared import prepared
from access.visibility import PUBLIC_ONLY, audiences_of, visible_to
from languages.addresses import translate_address
from languages.models.link import is_whole
from languages.published import published_languages
from pages.addresses import directory_addresses, page_address
from pages.back import back_link
from pages.comments import comments_context
from pages.made_from import MadeFrom, Ties, ties_of
from pages.models.owner import SpaceOwner
from pages.models.plain_page import PlainPage
from pages.sharing import sharing_of
from pages.taken_away import forms_of
from people.our_site import menu_order

LINK = ("made_from__kind", "made_from__state", "made_from__complete")
"""Of a page, what tells whether it is whole."""


@dataclass(frozen=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    language: str = ""
    current: bool = False


@dataclass(frozen=True)
class Alternate:
    """A language of the site, and the page's version in it if there is one.

    A version that is not `whole` is for readers who choose it; search engines are not told of it.
    """

    language: str
    name: str
    url: str
    translated: bool
    current: bool
    whole: bool = True


def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Breadcrumb, menu, languages and way back of a page."""
    audiences = audiences_of(request.user)
    language = page_language(page)
    rows = breadcrumb_rows(page, request)
    breadcrumb = [Link(row.title, page_address(row.url_path, language)) for row in rows[:-1]]
    canonical = page_address(page.url_path, language)
    ties = ties_of(page, audiences)
    return {
        "foreign": ties.foreign,
        "made_from": ties.made_from,
        "adaptations": ties.adaptations,
        "translating_address": translating_address(page, ties, request),
        "edit_address": edit_address(page, request),
        "own_space": own_space(page, request),
        "opens_space": opens_space(page, request),
        "language": language,
        "breadcrumb": breadcrumb,
        "menu": menu(language, page.url_path),
        "alternates": alternates(page, audiences, ties.made_from),
        "canonical": canonical,
        "directory_address": directory_addresses().get(language, ""),
        "back": back_link(request, rows, audiences),
        "comments": comments_context(page, request),
        "sharing": sharing_of(page),
        "taken_away": forms_of(page, canonical, request),
    }


def edit_address(page: Page, request: HttpRequest) -> str:
    """Where the reader can change the page; empty if she may not, or before it is saved."""
    if page.pk is None or not request.user.is_authenticated or not may(request.user, "edit", page):
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def translating_address(page: Page, ties: Ties, request: HttpRequest) -> str:
    """Where the reader can translate what is missing; empty if she may not, or if nothing is."""
    if not ties.foreign.keys or not request.user.is_authenticated:
        return ""
    language = page_language(page)
    source = Page.objects.filter(made_into__target=page.pk).first()
    if source is None or not may(request.user, "translate", Into(source, language)):
        return ""
    return translate_address(source.pk, language)


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
    """Language codes by locale id, also of what the settings no longer name, or not yet."""
    from wagtail.models import Locale

    return dict(Locale.all_objects.values_list("pk", "language_code"))


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
    """Titles and paths of the pages in the menu of a language, in the order of “Our site”."""
    pages = visible_to(
        Page.objects.filter(locale__language_code=language, show_in_menus=True, depth=3),
        PUBLIC_ONLY,
    )
    rows = pages.order_by("path").values_list("translation_key", "title", "url_path")
    place = menu_order()
    ordered = sorted(rows, key=lambda row: place.get(str(row[0]), len(place)))
    return tuple((title, url_path) for _key, title, url_path in ordered)


def foot(language: str) -> list[Link]:
    """What stands at the foot of every page: legal notice, privacy and their like."""
    return [Link(title, page_address(path, language)) for title, path in foot_rows(language)]


@held
def foot_rows(language: str) -> tuple[tuple[str, str], ...]:
    """Titles and paths of the plain pages right below the home page of a language."""
    pages = visible_to(
        PlainPage.objects.filter(locale__language_code=language, depth=3, show_in_menus=False),
        PUBLIC_ONLY,
    )
    return tuple(pages.order_by("path").values_list("title", "url_path"))


def alternates(
    page: Page, audiences: tuple[str, ...], own: MadeFrom | None = None
) -> list[Alternate]:
    """Every language that is published, with the page's version where there is one.

    Args:
        page: the page.
        audiences: those of the reader.
        own: what the page itself was made from, where that matters.
    """
    codes = locale_codes()
    here = page_language(page)
    versions = {here: (page.url_path, own is None or own.is_whole)}
    for locale_id, url_path, *link in versions_of(page.translation_key, audiences):
        if codes[locale_id] != here:
            versions[codes[locale_id]] = (url_path, is_whole(*link))
    found = []
    for code in with_present(here):
        path, whole = versions.get(code, (None, False))
        url = page_address(path, code) if path else f"/{code}/not-translated/{page.pk}/"
        found.append(Alternate(code, own_name(code), url, path is not None, code == here, whole))
    return found


@prepared
def versions_of(key: UUID, audiences: tuple[str, ...]) -> QuerySet[Page, Any]:
    """A page in every language: where it lies, and whether it is whole."""
    pages = visible_to(Page.objects.filter(translation_key=key), audiences)
    return pages.values_list("locale_id", "url_path", *LINK)


def in_every_language(
    address: Callable[[str], str], current: str, codes: Iterable[str] | None = None
) -> list[Alternate]:
    """The languages of something that has an address in each of them.

    Args:
        address: gives the address in a language.
        current: the language of the present page.
        codes: the languages; all that are published unless named.
    """
    return [
        Alternate(code, own_name(code), address(code), True, code == current)
        for code in codes or with_present(current)
    ]


def with_present(current: str) -> list[str]:
    """The codes of the languages that are published, and that of the present page."""
    published = published_languages()
    known = dict(settings.LANGUAGES)
    return [code for code in known if code in published or code == current]


def own_name(code: str) -> str:
    """What a language calls itself."""
    from django.utils.translation import get_language_info

    return str(get_language_info(code)["name_local"]).capitalize()
