"""The spaces of the demonstration: opened, peopled, filled."""

from typing import Any

from django.conf import settings

from access.models import JournalEntry, Space
from pages.actions.open_space import open_space, spaces_pages
from pages.models import ManagersHome, SpaceHome
from passerelle.demo.belonging import bring_in
from passerelle.demo.content import Content, Facts, SpaceContent
from passerelle.demo.documents import store_document
from passerelle.demo.joining import write_joining
from passerelle.demo.tree import plant_item
from passerelle.demo.world import World
from passerelle.demo.writing import write_item

HOMES = {"spaces/{}": SpaceHome, "spaces/{}/managers": ManagersHome}
"""How the pages that a space begins with are named."""


def create_spaces(content: Content, world: World) -> None:
    """Open every space, bring its people in, then write what it holds."""
    for entry in content.spaces:
        open_one(entry, world)
    for page in spaces_pages():
        world.pages["spaces", page.locale.language_code] = page
    for entry in content.spaces:
        space = world.spaces[entry.key]
        for item in entry.pages:
            plant_item(item, world)
        for item in [entry.home, *entry.pages]:
            write_item(item, world)
        for facts in entry.facts.get("files", []):
            keep_file(space, facts, world)
        if event := entry.facts.get("event"):
            name_event(space, event, world)


def open_one(entry: SpaceContent, world: World) -> None:
    """A space with its home pages and its people, as old as it says."""
    facts, texts = entry.facts, entry.home.texts
    founder = world.people[next(iter(facts["people"]))]
    space = open_space(
        entry.key,
        {code: text.front["title"] for code, text in texts.items()},
        facts["preset"],
        actor=founder,
        managers=[founder],
        kind=facts["kind"],
        sentences={code: text.front["summary"] for code, text in texts.items()},
        questions=texts[settings.LANGUAGES[0][0]].front.get("questions", []),
        parent=world.spaces.get(facts.get("parent", "")),
    )
    world.spaces[entry.key] = space
    opened = world.dates.moment(facts["opened"])
    Space.objects.filter(pk=space.pk).update(created_at=opened)
    for act in JournalEntry.objects.filter(space=space):
        act.at = opened
        act.sign()
        act.save()
    for name, model in HOMES.items():
        for page in model.objects.filter(space=space).select_related("locale"):
            page.first_published_at = page.last_published_at = opened
            page.save(clean=False)
            world.pages[name.format(entry.key), page.locale.language_code] = page
    for key in facts.get("organizations", []):
        world.organization(key).spaces.add(space)
    bring_in(space, facts["people"], world)
    write_joining(space, entry.talk, world)


def keep_file(space: Space, facts: Facts, world: World) -> None:
    """Put a file among those of a space."""
    document = store_document(facts["file"], facts["title"], facts["language"], space.collection)
    document.uploaded_by_user = world.people[facts["by"]]
    document.created_at = world.dates.moment(facts["day"])
    document.save(update_fields=["uploaded_by_user", "created_at"])


def name_event(space: Space, name: str, world: World) -> None:
    """Tie a space to the public page of its seminar, in every language that has one."""
    pages = (world.pages.get((name, code)) for code in world.locales)
    for page in filter(None, pages):
        named: Any = page
        named.space = space
        type(page).objects.filter(pk=page.pk).update(space=space)
