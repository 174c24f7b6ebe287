"""The rows of a page: themes, places, partners, phases, sessions and the like."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import translation
from wagtail.models import TranslatableMixin

from pages.models import (
    ActionSheet,
    ActionSheetPartner,
    ExperienceSheet,
    Network,
    NetworkMember,
    PageTerritory,
    PageTheme,
    Project,
    ProjectPartner,
    ProjectPhase,
    ProjectStep,
    Resource,
    ResourceUser,
    Seminar,
    Workshop,
)
from pages.models.base import BasePage
from passerelle.demo.content import Facts, Item, Text
from passerelle.demo.records import constant_key
from passerelle.demo.world import World

Rows = Iterator[tuple[str, list[Any]]]


def project(page: Project, item: Item, text: Text, world: World) -> Rows:
    """Phases, partners, and the pages that came out of it."""
    language = page.locale.language_code
    yield (
        "phases",
        [
            ProjectPhase(
                starts=world.dates.day(days["starts"]), ends=world.dates.day(days["ends"]), **words
            )
            for days, words in zip(item.facts["phases"], text.front["phases"], strict=True)
        ],
    )
    yield (
        "partners",
        [
            ProjectPartner(organization=world.organization(row["organization"]), role=row["role"])
            for row in item.facts["partners"]
        ],
    )
    yield (
        "steps",
        [
            ProjectStep(kind=kind, target=world.page(item.facts[kind], language))
            for kind in ProjectStep.Kind.values
            if kind in item.facts
        ],
    )


def event(page: Seminar | Workshop, item: Item, text: Text, world: World) -> Rows:
    """Sessions and materials."""
    session, material = page.sessions.model, page.materials.model
    yield (
        "sessions",
        [
            session(
                day=world.dates.day(item.facts["starts"] + facts["day"]),
                starts_at=facts["starts"],
                ends_at=facts["ends"],
                kind=facts["kind"],
                title=words["title"],
                summary=words.get("summary", ""),
                room=words.get("room", ""),
                speakers=speakers(f"{item.name}/{number}", facts, words, world),
            )
            for number, (facts, words) in enumerate(
                zip(item.facts["sessions"], text.front["sessions"], strict=True)
            )
        ],
    )
    language = page.locale.language_code
    yield (
        "materials",
        [material(target=world.page(name, language)) for name in item.facts["materials"]],
    )


def speakers(session: str, facts: Facts, words: Facts, world: World) -> str:
    """The speakers of a session: names and organisations are facts, functions are words."""
    people = zip(facts["speakers"], words.get("speakers", []), strict=True)
    return json.dumps(
        [
            {
                "type": "speaker",
                "id": str(constant_key(f"{session}/speakers/{number}")),
                "value": {
                    "name": person["name"],
                    "function": said["function"],
                    "organization": organization_key(person.get("organization", ""), world),
                },
            }
            for number, (person, said) in enumerate(people)
        ]
    )


def organization_key(key: str, world: World) -> int | None:
    """The primary key of an organisation, if there is one."""
    return world.organization(key).pk if key else None


def network(page: Network, item: Item, text: Text, world: World) -> Rows:
    """Members."""
    yield (
        "members",
        [NetworkMember(organization=world.organization(key)) for key in item.facts["members"]],
    )


def resource(page: Resource, item: Item, text: Text, world: World) -> Rows:
    """Organisations that use it."""
    yield (
        "users",
        [ResourceUser(organization=world.organization(key)) for key in item.facts["used_by"]],
    )


def action_sheet(page: ActionSheet, item: Item, text: Text, world: World) -> Rows:
    """Partners, with what they did in the language of the page."""
    with translation.override(page.locale.language_code):
        yield (
            "partners",
            [
                ActionSheetPartner(
                    organization=world.organization(row["organization"]),
                    role=str(ProjectPartner.Role(row["role"]).label),
                )
                for row in item.facts["partners"]
            ],
        )


ROWS: dict[type[BasePage], Callable[..., Rows]] = {
    Project: project,
    Seminar: event,
    Workshop: event,
    Network: network,
    Resource: resource,
    ActionSheet: action_sheet,
}

NAMED_PAGES = {
    ExperienceSheet: ("answers", "experience-sheets"),
    ActionSheet: ("follows", "action-sheets"),
}
"""Fields that name one other page of the same kind."""


def add_rows(page: BasePage, item: Item, text: Text, world: World) -> None:
    """Give a page its rows; those with words of their own are tied to their translations."""
    relations = dict(ROWS[type(page)](page, item, text, world)) if type(page) in ROWS else {}
    facts = item.facts
    relations["theme_rows"] = [
        PageTheme(concept=world.records.concepts[code]) for code in facts.get("themes", [])
    ]
    relations["territory_rows"] = [
        PageTerritory(territory=world.territory(code)) for code in facts.get("territories", [])
    ]
    for name, rows in relations.items():
        for number, row in enumerate(rows):
            row.sort_order = number
            if isinstance(row, TranslatableMixin):
                row.locale = page.locale
                row.translation_key = constant_key(f"{item.name}/{name}/{number}")
        setattr(page, name, rows)
    if named := NAMED_PAGES.get(type(page)):
        field, kind = named
        if key := facts.get(field):
            setattr(page, field, world.page(f"{kind}/{key}", page.locale.language_code))
    if supporters := facts.get("supporters"):
        page.supporters = [world.organization(key) for key in supporters]
