"""Letters: written to everybody, sent to those who may see what they are about."""

from typing import Any

from django.core import mail
from django.db import transaction

from passerelle.audit.answer import Answer
from passerelle.audit.people import Visitor
from passerelle.audit.surface import looked_for
from passerelle.audit.things import Thing
from passerelle.audit.words import canaries_in
from passerelle.audit.world import World
from people.post.send import send_due
from people.post.write import write


def written(kind: str, facts: dict[str, Any], visitor: Visitor) -> list[Answer]:
    """Write a letter to somebody and send what is due: a 200 that holds it, else a 404."""
    if visitor.person is None:
        return [Answer(404, "", frozenset())]
    mail.outbox = []
    with transaction.atomic():
        write(kind, [visitor.person], facts, key="audit")
        send_due()
        transaction.set_rollback(True)
    hers = [message for message in mail.outbox if message.to == [visitor.person.email]]
    text = "\n".join(f"{message.subject}\n{message.body}" for message in hers)
    return [Answer(200 if hers else 404, text, frozenset(canaries_in(text)))]


def page_letters(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """Letters about a page to those who may edit it."""
    comment, editor = thing.facts.get("comment", 0), world.keeper.pk if world.keeper else 0
    about = {"new": [comment], "replies": [], "resolved": [], "deleted": 0, "editor": editor}
    return written("page_commented", {"page": thing.pk, **about}, visitor)


@looked_for("letter_commented", ("page",), ("letter:page_commented",))
def letter_commented(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A comment on a page."""
    return page_letters(world, visitor, thing)


@looked_for("letter_role", ("space",), ("letter:role_changed",))
def letter_role(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """The role of readers was given: that is true of readers."""
    return written("role_changed", {"space": thing.pk, "role": "reader"}, visitor)


@looked_for("letter_entered", ("space",), ("letter:administrator_entered",))
def letter_entered(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """An administrator entered: for those who manage the space."""
    facts = {"space": thing.pk, "entry": thing.facts.get("entry", 0)}
    return written("administrator_entered", facts, visitor)


@looked_for("letter_handed_in", ("draft",), ("letter:page_handed_in",))
def letter_handed_in(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A page waits for those who may accept it."""
    facts = {"page": thing.pk, "task_state": thing.facts.get("task_state", 0)}
    return written("page_handed_in", facts, visitor)


@looked_for("letter_answered", ("draft",), ("letter:page_accepted", "letter:page_sent_back"))
def letter_answered(world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
    """A page was accepted, or sent back, to the one who wrote it."""
    state = {"task_state": thing.facts.get("task_state", 0)}
    return [
        *written("page_sent_back", {"page": thing.pk, **state}, visitor),
        *written("page_accepted", {"page": thing.pk}, visitor),
    ]
