"""Accounts and spaces, which are objects too."""

from typing import Any

from access.actions.membership import give
from access.models import JournalEntry, Space
from pages.actions.open_space import open_space
from passerelle.audit.places import CLOSED
from passerelle.audit.things import Thing, planted
from passerelle.audit.world import World
from people.models import Circle, Person, Profile

INSIDE = {"re": "reader", "co": "contributor", "ma": "manager", "ad": "manager"}
"""The role in closed spaces of each person who belongs there."""


@planted("account", first_language_only=True, places=CLOSED)
def account(world: World, thing: Thing) -> tuple[Person, dict[str, Any]]:
    """A reader of a space whose name is a canary, shown to the people of her spaces."""
    person = Person.objects.create_user(
        f"{thing.word('email')}@example.org", first_name=thing.word("author")
    )
    give(world.spaces[thing.place], person, "reader", actor=world.keeper)
    shown = {"name": thing.word("author"), "name_shown": Circle.SPACES}
    profile, _made = Profile.objects.update_or_create(person=person, defaults=shown)
    return person, {"key": profile.key}


@planted("space", first_language_only=True, places=("secret",))
def space(world: World, thing: Thing) -> tuple[Space, dict[str, Any]]:
    """A secret space, whose very name is for its people."""
    names = dict.fromkeys(world.languages, thing.word("title"))
    sentences = dict.fromkeys(world.languages, thing.word("summary"))
    row = open_space(thing.word("slug"), names, "secret", None, [world.keeper], sentences=sentences)
    for role, held in INSIDE.items():
        if person := world.people.get(role):
            give(row, person, held, actor=world.keeper)
    entry = JournalEntry.objects.filter(space=row).latest("pk")
    return row, {"entry": entry.pk}
