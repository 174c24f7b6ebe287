"""Say which sections there are, which of them the menu names, and in what order."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from access.generation import raise_generation
from access.models import PUBLIC, SWITCHED_OFF
from pages.actions.switch_section import switch
from pages.models.plain_page import PlainPage
from people.our_site import kept_site, menu_order


@dataclass(frozen=True)
class Place:
    """A page right below the home pages, in all its languages.

    Attributes:
        key: what joins its versions.
        pages: the version in each language, by code.
        is_on: whether it is shown at all.
    """

    key: str
    pages: dict[str, Page]
    is_on: bool

    @property
    def title(self) -> str:
        """Its title in the first language that it is written in."""
        return str(next(iter(self.pages.values())).title)

    @property
    def languages(self) -> list[str]:
        """The languages in which the menu names it."""
        return [code for code, page in self.pages.items() if page.show_in_menus]


@dataclass(frozen=True)
class Arrangement:
    """What is wanted of a place: whether it is shown, and the languages of the menus it is in."""

    place: Place
    is_on: bool
    languages: frozenset[str]


def places() -> list[Place]:
    """What may stand in the menu, in its order: published pages for everybody, or switched off."""
    versions: dict[str, dict[str, Page]] = {}
    off: set[str] = set()
    for page in below_homes():
        key = str(page.translation_key)
        versions.setdefault(key, {})[page.locale.language_code] = page
        if page.audience_row.audience == SWITCHED_OFF:
            off.add(key)
    order = menu_order()
    keys = sorted(versions, key=lambda key: order.get(key, len(order)))
    return [Place(key, versions[key], key not in off) for key in keys]


def below_homes() -> Any:
    """The pages right below the home pages, without those that stand at the foot of every page."""
    return (
        Page.objects.filter(depth=3, live=True, audience_row__audience__in=(PUBLIC, SWITCHED_OFF))
        .exclude(pk__in=PlainPage.objects.values("pk"))
        .select_related("locale", "audience_row")
        .order_by("path")
    )


@transaction.atomic
def arrange(wanted: list[Arrangement], actor: Any) -> None:
    """Keep what is wanted, in this order.

    Args:
        wanted: every place of the menu, in its order.
        actor: who does it.
    """
    for one in wanted:
        first = next(iter(one.place.pages.values()))
        if one.is_on != one.place.is_on:
            switch(first, one.is_on, actor)
        for code, page in one.place.pages.items():
            if page.show_in_menus != (code in one.languages):
                name_in_menu(page, code in one.languages)
    site = kept_site()
    site.menu = [one.place.key for one in wanted]
    site.save()
    raise_generation()


def name_in_menu(page: Page, named: bool) -> None:
    """Let the menu name a page or not, in its newest draft too, which would else bring it back."""
    Page.objects.filter(pk=page.pk).update(show_in_menus=named)
    draft = Revision.objects.filter(pk=page.latest_revision_id).first()
    if draft:
        draft.content["show_in_menus"] = named
        draft.save(update_fields=["content"])
