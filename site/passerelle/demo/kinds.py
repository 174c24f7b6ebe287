"""What the fields of each kind of page are filled with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pages.models import (
    ActionSheet,
    Annex,
    Article,
    ExperienceSheet,
    Network,
    Offer,
    Project,
    Resource,
    Seminar,
    Workshop,
)
from pages.models.base import BasePage, Licence
from passerelle.demo.content import Facts, Item, Text
from passerelle.demo.documents import store_document
from passerelle.demo.world import World

Fields = Callable[[Item, Text, str, World], Facts]


def project(item: Item, text: Text, language: str, world: World) -> Facts:
    """A project."""
    facts = item.facts
    return {
        "stage": facts["stage"],
        "starts": world.dates.day(facts["starts"]),
        "ends": world.dates.day(facts["ends"]),
        "budget": facts["budget"],
        "currency": facts["currency"],
        "goals": facts["sdgs"],
        **taken(text, "zone", "publics"),
    }


def event(item: Item, text: Text, language: str, world: World) -> Facts:
    """A seminar or workshop."""
    facts = item.facts
    return {
        "starts_on": world.dates.day(facts["starts"]),
        "starts_at": facts["start_time"],
        "ends_on": world.dates.day(facts["ends"]),
        "ends_at": facts["end_time"],
        "time_zone": facts["time_zone"],
        "city": facts["city"],
        "country": world.territory(facts["country"]),
        "capacity": facts["capacity"],
        "registration": facts.get("registration", "").removeprefix("mailto:"),
        "registration_closes": world.dates.day(facts.get("registration_closes")),
        "written_up_on": world.dates.day(facts.get("written_up")),
        **taken(text, "venue", "place_note"),
    }


def network(item: Item, text: Text, language: str, world: World) -> Facts:
    """A network."""
    return {
        "coordinator": world.organization(item.facts["coordinator"]),
        "founded": world.dates.year(item.facts["founded"]),
        **taken(text, "contact"),
    }


def offer(item: Item, text: Text, language: str, world: World) -> Facts:
    """What a network offers."""
    return {"cost": item.facts["cost"], "sizes": item.facts["sizes"], **taken(text, "price")}


def resource(item: Item, text: Text, language: str, world: World) -> Facts:
    """A resource with its file."""
    facts = item.facts
    extension = facts.get("format", "none")
    file = None
    if extension != "none":
        name = f"{text.front['slug']}.{extension}"
        file = store_document(name, text.front["title"], language, world.collection)
    return {
        "kind": facts["kind"],
        "file": file,
        "link": facts.get("link", ""),
        "step": facts["step"],
        "minutes": facts["duration"],
        "level": facts["level"],
        "published_year": world.dates.year(facts["published_year"]),
        "publisher": world.organization(facts["publisher"]),
        **taken(text, "audience"),
    }


def experience_sheet(item: Item, text: Text, language: str, world: World) -> Facts:
    """An experience sheet; the one that it answers is named later."""
    return {
        "author_organization": world.organization(item.facts["author_organization"]),
        "year": world.dates.year(item.facts["year"]),
        **taken(text, "author", "place"),
    }


def action_sheet(item: Item, text: Text, language: str, world: World) -> Facts:
    """An action sheet; the one that it follows is named later."""
    facts = item.facts
    return {
        "period": world.periods[facts["period"]],
        "objective": world.objectives[facts["objective"]],
        "referent": facts["referent"],
        "pilot": facts["pilot"],
        "amount": facts["amount"],
        "currency": facts["currency"],
    }


def article(item: Item, text: Text, language: str, world: World) -> Facts:
    """An article; a campaign also has its dates."""
    return {
        "kind": item.facts["kind"],
        "author": item.facts["author"],
        "starts": world.dates.day(item.facts.get("starts")),
        "ends": world.dates.day(item.facts.get("ends")),
    }


def annex(item: Item, text: Text, language: str, world: World) -> Facts:
    """A part of a write-up for those who took part."""
    file = None
    if extension := item.facts.get("format"):
        collection = world.spaces[item.space].collection
        name = f"{text.front['slug']}.{extension}"
        file = store_document(name, text.front["title"], language, collection)
        file.created_at = world.dates.moment(item.facts["date"])
        file.save(update_fields=["created_at"])
    return {"event": world.page(item.facts["event"], language), "file": file}


def taken(text: Text, *names: str) -> dict[str, str]:
    """Fields that the front matter gives under their own names."""
    return {name: text.front.get(name, "") for name in names}


@dataclass(frozen=True)
class Kind:
    """A page type and what fills its fields."""

    model: type[BasePage]
    fields: Fields


KINDS: dict[str, Kind] = {
    "projects": Kind(Project, project),
    "seminars": Kind(Seminar, event),
    "workshops": Kind(Workshop, event),
    "networks": Kind(Network, network),
    "offers": Kind(Offer, offer),
    "resources": Kind(Resource, resource),
    "experience-sheets": Kind(ExperienceSheet, experience_sheet),
    "action-sheets": Kind(ActionSheet, action_sheet),
    "articles": Kind(Article, article),
    "annexes": Kind(Annex, annex),
    "": Kind(Article, article),
}


def make_page(item: Item, text: Text, language: str, world: World) -> BasePage:
    """A page without its texts and rows, which may name pages that do not exist yet."""
    kind = KINDS[item.kind]
    values: dict[str, Any] = {
        "title": text.front["title"],
        "slug": text.front["slug"],
        "summary": text.front["summary"],
        "picture_alt": text.front.get("picture_alt", ""),
        "picture_caption": text.front.get("picture_caption", ""),
        **kind.fields(item, text, language, world),
    }
    if item.space:
        values["licence"] = Licence.RESERVED
    if subject := item.facts.get("picture"):
        alt = values["picture_alt"] or text.front["title"]
        values["picture"] = world.pictures.pick(subject, item.name, alt)
    return kind.model(**values)
