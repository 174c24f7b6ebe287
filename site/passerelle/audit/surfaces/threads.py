"""Notes, discussions and comments, what is new, and letters about them."""

from discussions.models import Follow
from passerelle.audit.answer import Answer, Ask
from passerelle.audit.people import Visitor
from passerelle.audit.surface import found_at, listed_in, looked_for
from passerelle.audit.surfaces.letters import written
from passerelle.audit.things import Thing
from passerelle.audit.world import World

PARTS = {"note": "notes", "discussion": "discussions"}


def base_of(world: World, thing: Thing) -> str:
    """The address of a space in the language of a thing."""
    return f"/{thing.language}/spaces/{world.spaces[thing.place].slug}/"


@found_at("thread", ("note", "discussion"), ("route:space_note", "route:space_discussion"))
def thread(world: World, thing: Thing) -> list[Ask]:
    """A note or discussion by its number."""
    base = f"{base_of(world, thing)}{PARTS[thing.kind]}/{thing.pk}/"
    return [Ask(base, must=(thing.word("title"), thing.word("body")))]


@found_at(
    "thread_acts",
    ("note", "discussion"),
    (
        "route:space_note_edit", "route:space_discussion_edit", "route:thread_follow",
        "route:thread_close", "route:message_edit", "route:message_withdraw",
    ),
    by_example=True,
)  # fmt: skip
def thread_acts(world: World, thing: Thing) -> list[Ask]:
    """What is done with a thread and its messages; nothing is sent that would do it."""
    base, message = base_of(world, thing), thing.facts.get("message", thing.pk)
    return [
        Ask(f"{base}{PARTS[thing.kind]}/{thing.pk}/edit/", lenient=True),
        Ask(f"{base}threads/{thing.pk}/follow/", lenient=True),
        Ask(f"{base}threads/{thing.pk}/close/", lenient=True),
        Ask(f"{base}messages/{message}/edit/", lenient=True),
        Ask(f"{base}messages/{message}/withdraw/", lenient=True),
    ]


@found_at("page_comments", ("below",), ("route:space_page_comments",))
def page_comments(world: World, thing: Thing) -> list[Ask]:
    """What was written below a page."""
    key = thing.facts.get("key", "")
    return [Ask(f"{base_of(world, thing)}pages/{key}/comments/", must=(thing.word("body"),))]


@listed_in(
    "threads",
    ("note", "discussion"),
    (
        "route:space_notes", "route:space_discussions", "route:space_note_new",
        "route:space_discussion_new",
    ),
)  # fmt: skip
def threads(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The notes and discussions of the spaces that things are planted in."""
    places = dict.fromkeys(thing.place for thing in things if thing.kind in PARTS)
    return [
        Ask(f"/{language}/spaces/{world.spaces[place].slug}/{part}/")
        for place in places
        for part in (*PARTS.values(), "notes/new")
    ]


@listed_in("space_events", ("event",), ("route:space_events",))
def space_events(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """The events of the spaces that things are planted in."""
    places = dict.fromkeys(thing.place for thing in things if thing.kind in PARTS)
    return [Ask(f"/{language}/spaces/{world.spaces[place].slug}/events/") for place in places]


@listed_in("new", (), ("route:new",))
def new(world: World, language: str, things: list[Thing]) -> list[Ask]:
    """What is new over all of somebody's spaces."""
    return [Ask(f"/{language}/new/")]


@looked_for("letter_message", ("note", "discussion"), ("letter:message", "letter:mention"))
def letter_message(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A letter about a message, to somebody who follows its thread or is named in it."""
    facts = {name: thing.facts.get(name, 0) for name in ("message", "thread")}
    if visitor.person is not None and thing.row is not None:
        Follow.objects.get_or_create(thread=thing.row, person=visitor.person)
    return [*written("message", facts, visitor), *written("mention", facts, visitor)]
