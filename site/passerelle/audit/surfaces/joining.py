"""Who belongs to a space, who asks, who is invited; and the files of a space."""

from passerelle.audit.answer import Answer, Ask
from passerelle.audit.people import Visitor
from passerelle.audit.surface import found_at, listed_in, looked_for
from passerelle.audit.surfaces.letters import written
from passerelle.audit.surfaces.threads import base_of
from passerelle.audit.things import Thing
from passerelle.audit.world import World

DESK = (
    "people/export", "settings", "settings/names",
    "settings/preset", "settings/newcomers", "settings/parts", "settings/state", "journal",
    "organisation", "organisation/audit-organisation", "folder",
)  # fmt: skip
"""What a manager has below the address of a space."""


def spaces_of(world: World, language: str, things: list[Thing]) -> list[str]:
    """The addresses of the spaces that accounts are planted in."""
    places = dict.fromkeys(thing.place for thing in things if thing.place in world.spaces)
    return [f"/{language}/spaces/{world.spaces[place].slug}/" for place in places]


@listed_in("space_people", ("account",), ("route:space_people",))
def space_people(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """Who belongs to a space."""
    return [
        Ask(f"{base}people/{page}")
        for base in spaces_of(world, language, things)
        for page in ("", "?page=2")
    ]


@listed_in(
    "space_desk",
    ("request", "invitation", "translator"),
    (
        "route:space_invitations", "route:space_people_export", "route:space_requests",
        "route:space_settings", "route:space_names", "route:space_preset",
        "route:space_newcomers", "route:space_parts", "route:space_machine", "route:space_status",
        "route:space_journal", "route:space_organizations", "route:space_organization",
        "route:space_new_folder", "route:space_translators",
    ),
)  # fmt: skip
def space_desk(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """What the managers of one space have."""
    return [
        Ask(f"{base}{screen}/")
        for number, base in enumerate(spaces_of(world, language, things))
        for screen in (
            "people/invitations", "people/translators", "requests", *(() if number else DESK)
        )
    ]  # fmt: skip


@found_at("admin_space_owner", ("event",), ("route:space_new",))
def admin_space_owner(world: World, thing: Thing) -> list[Ask]:
    """The form that opens a space for an event: its title is in it."""
    return [Ask(f"/{thing.language}/spaces/new/?for=page:{thing.pk}", must=(thing.word("title"),))]


@found_at("space_request", ("request",), ("route:space_request",))
def space_request(world: World, thing: Thing) -> list[Ask]:
    """A request by its number."""
    base = base_of(world, thing)
    return [Ask(f"{base}requests/{thing.pk}/", must=(thing.word("author"), thing.word("body")))]


@found_at(
    "space_doors",
    ("space",),
    ("route:space_ask", "route:space_leave", "route:space_enter", "route:space_remove_person"),
)
def space_doors(world: World, thing: Thing) -> list[Ask]:
    """The ways into a secret space, and out of it."""
    base = f"/{thing.language}/spaces/{thing.word('slug')}/"
    doors = ("join", "leave", "people/1/remove", "people", "files", "settings")
    return [Ask(f"{base}{door}/", lenient=True) for door in doors]


@looked_for("letter_request", ("request",), ("letter:request_made",))
def letter_request(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """Somebody asks to join: for those who manage the space."""
    return written("request_made", {"request": thing.pk}, visitor)


@listed_in("space_files", ("document", "picture"), ("route:space_files",))
def space_files(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The files of spaces, all and by words."""
    names = [thing.word("title") for thing in things if thing.kind == "document"][:1]
    return [
        Ask(f"{base}files/{query}")
        for base in spaces_of(world, language, things)
        for query in ("", *(f"?q={name}" for name in names))
    ]


@found_at("space_file", ("document", "picture"), ("route:space_file", "route:space_file_remove"))
def space_file(world: World, thing: Thing) -> list[Ask]:
    """The form of one file, and the question before it is removed."""
    if thing.place not in world.spaces:
        return []
    base = f"{base_of(world, thing)}files/{thing.kind}/{thing.pk}/"
    return [Ask(base, lenient=True), Ask(f"{base}remove/", lenient=True)]
