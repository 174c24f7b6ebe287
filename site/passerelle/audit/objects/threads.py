"""Notes, discussions, and comments below pages."""

from typing import Any

from discussions.actions.write import Words, begin, comment
from discussions.models import Message
from passerelle.audit.objects.pages import IN_SPACES, beside
from passerelle.audit.things import Thing, planted
from passerelle.audit.world import World


def written(world: World, thing: Thing, kind: str) -> tuple[Any, dict[str, Any]]:
    """A thread of some kind, by the one who founded its space."""
    message = begin(
        world.spaces[thing.place],
        kind,
        world.keeper,
        thing.word("title"),
        thing.language,
        Words(thing.word("body")),
    )
    return message.thread, facts_of(message)


def facts_of(message: Message) -> dict[str, Any]:
    """What addresses and letters need of a message."""
    return {"message": message.pk, "thread": message.thread_id}


@planted("note", places=IN_SPACES)
def note(world: World, thing: Thing) -> tuple[Any, dict[str, Any]]:
    """A note."""
    return written(world, thing, "note")


@planted("discussion", places=IN_SPACES)
def discussion(world: World, thing: Thing) -> tuple[Any, dict[str, Any]]:
    """A discussion."""
    return written(world, thing, "discussion")


@planted("below", places=IN_SPACES, first_language_only=True)
def below(world: World, thing: Thing) -> tuple[Any, dict[str, Any]]:
    """What was written below a page."""
    page = beside(thing, "page")
    words = Words(thing.word("body"))
    space = world.spaces[thing.place]
    message = comment(space, page.translation_key, thing.language, world.keeper, words)
    return message.thread, {**facts_of(message), "key": page.translation_key}
