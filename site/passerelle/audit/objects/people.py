"""Accounts and spaces, which are objects too."""

from typing import Any

from django.core.files.base import ContentFile

from access.actions.membership import give
from access.models import JournalEntry, LanguageRole, Space
from pages.actions.open_space import open_space
from passerelle.audit.places import CLOSED
from passerelle.audit.things import Thing, planted
from passerelle.audit.world import World
from people.actions.invite import invite
from people.actions.invite_translator import invite_translator
from people.actions.join import ask
from people.models import Circle, Invitation, JoinRequest, Person, Profile

INSIDE = {"re": "reader", "co": "contributor", "ma": "manager", "ad": "manager"}
"""The role in closed spaces of each person who belongs there."""


@planted("account", first_language_only=True, places=CLOSED, shown_by="author")
def account(world: World, thing: Thing) -> tuple[Person, dict[str, Any]]:
    """A reader of a space whose name is a canary, shown to the people of her spaces."""
    person = Person.objects.create_user(
        f"{thing.word('email')}@example.org", first_name=thing.word("author")
    )
    give(world.spaces[thing.place], person, "reader", actor=world.keeper)
    shown = {
        "name": thing.word("author"),
        "name_shown": Circle.SPACES,
        "photo": ContentFile(b"photo", name="photo.jpg"),
        "photo_shown": Circle.SPACES,
    }
    profile, _made = Profile.objects.update_or_create(person=person, defaults=shown)
    return person, {"key": profile.key}


@planted(
    "member", first_language_only=True, places=("network",), when_named=True, shown_by="author"
)
def member(world: World, thing: Thing) -> Person:
    """Somebody of the members' area who shows her name and what she offers to members."""
    person = Person.objects.create_user(f"{thing.word('email')}@example.org")
    shown = {"name_shown": Circle.MEMBERS, "offers_shown": Circle.MEMBERS}
    words = {"name": thing.word("author"), "offers": thing.word("body")}
    Profile.objects.update_or_create(person=person, defaults=words | shown)
    return person


@planted(
    "request",
    first_language_only=True,
    places=("members",),
    seen_from="space_desk",
    shown_by="author",
)
def request(world: World, thing: Thing) -> JoinRequest | Invitation:
    """Somebody whose name is a canary asks to join."""
    person = Person.objects.create_user(
        f"{thing.word('email')}@example.org", first_name=thing.word("author")
    )
    return ask(world.spaces[thing.place], person, thing.word("body"), [])


@planted(
    "invitation",
    first_language_only=True,
    places=CLOSED,
    seen_from="space_desk",
    shown_by="email",
)
def invitation(world: World, thing: Thing) -> Invitation:
    """An address that is a canary is invited."""
    address, space = f"{thing.word('email')}@example.org", world.spaces[thing.place]
    invite(space, [address], "reader", world.keeper, thing.language, thing.word("body"))
    return Invitation.objects.get(space=space, address=address)


@planted(
    "translator",
    first_language_only=True,
    places=CLOSED,
    seen_from="space_desk",
    shown_by="email",
)
def translator(world: World, thing: Thing) -> Invitation:
    """An address that is a canary is invited to translate, by a first name that is one."""
    address, space = f"{thing.word('email')}@example.org", world.spaces[thing.place]
    languages, role = [thing.language], LanguageRole.Role.TRANSLATOR
    invite_translator(
        address, languages, role, world.keeper, thing.language, thing.word("author"), space
    )
    return Invitation.objects.get(space=space, address=address)


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
