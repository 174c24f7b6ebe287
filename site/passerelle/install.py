"""What an empty site needs before anybody can write: homes, sections, audiences, roles, themes."""

import json
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import markdown
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, Site

from exchange.write_ups.blocks import blocks_from_html
from pages.actions.begin_language import locale_of, plant_home
from pages.actions.open_space import begin
from pages.models import Directory, Home, Objectives, Offers, PlainPage, Section
from pages.models.base import BasePage
from passerelle.demo import content
from passerelle.demo.records import create_concepts, create_territories, label_concepts
from passerelle.demo.texts import share_ids
from passerelle.roles import make_roles
from thesaurus.models import Concept, Territory

STARTING = Path(__file__).parent / "own" / "starting"
ORDERS = {
    "seminars": Section.Order.AGENDA,
    "workshops": Section.Order.AGENDA,
    "networks": Section.Order.TITLE,
    "action-sheets": Section.Order.TITLE,
}
MAPPED = ("networks",)
HOLDERS: dict[str, type[BasePage]] = {
    "directory": Directory,
    "offers": Offers,
    "objectives": Objectives,
}
# Six words and the name fit in one line of the band; “Our site” changes that.
OUT_OF_MENU = frozenset({"workshops", "experience-sheets", "action-sheets", "offers", "objectives"})


def cleared_root() -> Page:
    """Take away the pages below the root, such as Wagtail's welcome; gives the root."""
    root = Page.get_first_root_node()
    assert root is not None
    for welcome in root.get_children():
        welcome.delete()
    return Page.objects.get(pk=root.pk)


def name_site(home: Page, name: str, host: str, port: int) -> None:
    """Let the default site begin at a home page, under a name and at an address."""
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": host, "port": port, "site_name": name, "root_page": home},
    )


@transaction.atomic
def prepare_site(name: str) -> list[Home]:
    """Plant the public pages of each language, fill the thesaurus, and make the roles.

    Args:
        name: what the site is called.

    Returns:
        The home pages; nothing is done, and the list is empty, where there are some already.
    """
    if Home.objects.exists():
        return []
    cleared_root()
    planted: dict[str, list[BasePage]] = {}
    for code, _language in settings.LANGUAGES:
        with override(code):
            plant_tree(name, code, planted)
    homes: list[Any] = planted["home"]
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    name_site(homes[0], name, address.hostname or "localhost", port)
    plant_words()
    with override(settings.LANGUAGE_CODE):
        make_roles([Page.objects.get(pk=home.pk) for home in homes])
    return homes


def plant_words() -> None:
    """Fill the thesaurus with themes and places, unless it holds some.

    Themes of ours that are there get the names that they lack in the languages of the site: those
    of a language that was added.
    """
    table = content.read_table(content.FOLDER / "thesaurus.toml", timezone.localdate())
    if Concept.objects.exists():
        label_concepts(table)
    else:
        create_concepts(table)
    if not Territory.objects.exists():
        create_territories()


def plant_tree(name: str, code: str, planted: dict[str, list[BasePage]]) -> None:
    """Plant the tree of a language: a public home page, sections, pages to fill in.

    Args:
        name: what the site is called.
        code: the language.
        planted: the versions of each page in the languages before, which these join.
    """
    texts = starting_texts(code)
    locale = locale_of(code)

    def plant(key: str, parent: Page, page: BasePage) -> None:
        versions = planted.setdefault(key, [])
        page.locale = locale
        begin(page, is_live=True)
        if versions:
            page.translation_key = versions[0].translation_key
        versions.append(page)
        parent.add_child(instance=page)

    home = Home(title=name, slug=code, **texts["home"])
    begin(home, is_live=True)
    planted.setdefault("home", []).append(plant_home(home, code))
    for key, facts in texts["sections"].items():
        section = HOLDERS.get(key, Section)(**facts, show_in_menus=key not in OUT_OF_MENU)
        if isinstance(section, Section):
            section.order = ORDERS.get(key, Section.Order.NEWEST)
            section.with_map = key in MAPPED
        plant(f"sections/{key}", home, section)
    for key, facts in texts["pages"].items():
        blocks = blocks_from_html(markdown.markdown(facts["body"]), no_picture, no_link)
        for other in planted.get(f"pages/{key}", [])[:1]:
            share_ids(other.body.get_prep_value(), blocks)
        plant(f"pages/{key}", home, PlainPage(**{**facts, "body": json.dumps(blocks)}))


@lru_cache(maxsize=8)
def starting_texts(code: str) -> dict[str, Any]:
    """What a new site says in a language; in English where nobody has written it yet."""
    file = STARTING / f"{code}.toml"
    if not file.exists():
        file = STARTING / "en.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def no_picture(source: str, alt: str) -> None:
    """The starting texts have no pictures."""


def no_link(address: str) -> None:
    """The starting texts have no links."""
