"""Open a space; change its names, who comes in, its state and its parts."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from wagtail.models import Collection

from access import journal
from access.actions.membership import give
from access.apply import apply
from access.generation import raise_generation
from access.models import SPACES, CollectionRoot, JournalEntry, Membership, Space
from access.presets import PRESETS
from access.roles import MANAGER

SPACES_COLLECTION = "Spaces"

parts_changed = Signal()
"""Sent within the transaction, with `space`, `before` and `after` (lists of part codes) and
`actor`: what lies in a part that is off is struck from indexes by the rooms that know it."""

space_described = Signal()
"""Sent within the transaction, with `space`: its names or sentences are new."""


@transaction.atomic
def open_space(
    slug: str,
    names: dict[str, str],
    preset: str,
    actor: Any,
    managers: Sequence[Any],
    kind: str = Space.Kind.GROUP,
    **fields: Any,
) -> Space:
    """Make a space with its files, its groups and its first managers.

    Its home pages are planted by the room that knows pages, in the same transaction.

    Args:
        slug: short name in addresses, the same in each language.
        names: its name by language code.
        preset: a key of `access.presets.PRESETS`.
        actor: who opens it; None for the system.
        managers: its first managers, at least one.
        kind: one of `Space.Kind`.
        fields: other fields of `Space`.
    """
    if not managers:
        raise ValueError("A space needs somebody who manages it.")
    hold_spaces()
    fields.setdefault("newcomer_role", PRESETS[preset].newcomer)
    space = Space(
        slug=slug, names=names, preset=preset, kind=kind, created_by=actor,
        collection=collection_for(slug), **fields,
    )  # fmt: skip
    space.save()
    CollectionRoot.objects.create(collection=space.collection, audience=space.audience)
    apply(space)
    journal.write(JournalEntry.Verb.SPACE_OPENED, actor, space, preset=preset)
    for person in managers:
        give(space, person, MANAGER, actor, Membership.Way.FOUNDED)
    raise_generation()
    return space


def hold_spaces() -> None:
    """Let whoever else opens a space wait until this transaction is over.

    Two at once would find the same place free: the same short name, the next page and collection.
    """
    Collection.objects.select_for_update(no_key=True).get(depth=1)


def collection_for(slug: str) -> Collection:
    """A new collection for the files of a space, below the one of all spaces."""
    root = Collection.get_first_root_node()
    assert root is not None
    above = root.get_children().filter(audience_root__audience=SPACES).first()
    if above is None:
        above = root.add_child(name=SPACES_COLLECTION)
        CollectionRoot.objects.create(collection=above, audience=SPACES)
    collection: Collection = above.add_child(name=slug)
    return collection


@transaction.atomic
def change_preset(space: Space, preset: str, actor: Any) -> None:
    """Change who comes in; nothing inside is rewritten or indexed again."""
    before, space.preset = space.preset, preset
    space.newcomer_role = PRESETS[preset].newcomer
    space.save(update_fields=["preset", "newcomer_role"])
    journal.write(JournalEntry.Verb.PRESET_CHANGED, actor, space, before=before, after=preset)
    raise_generation()


@transaction.atomic
def change_status(space: Space, status: str, actor: Any) -> None:
    """Put a space to sleep, or wake it: rights to write follow at once."""
    before, space.status = space.status, status
    space.save(update_fields=["status"])
    apply(space)
    journal.write(JournalEntry.Verb.STATUS_CHANGED, actor, space, before=before, after=status)
    raise_generation()


@transaction.atomic
def change_parts(space: Space, parts: Sequence[str], actor: Any) -> None:
    """Switch parts on or off; what they hold is kept.

    Args:
        space: which.
        parts: codes of the parts that are on from now.
        actor: by whom.
    """
    before = space.parts
    space.parts = [code for code in Space.Part.values if code in parts]
    if space.parts == before:
        return
    space.save(update_fields=["parts"])
    journal.write(JournalEntry.Verb.PARTS_CHANGED, actor, space, before=before, after=space.parts)
    parts_changed.send(Space, space=space, before=before, after=space.parts, actor=actor)
    raise_generation()


@transaction.atomic
def change_machine_help(space: Space, is_agreed: bool, actor: Any) -> None:
    """Let a translation service read what lies in a space, or no longer.

    The journal keeps who agreed and when.
    """
    if space.machine_help == is_agreed:
        return
    space.machine_help = is_agreed
    space.save(update_fields=["machine_help"])
    journal.write(
        JournalEntry.Verb.MACHINE_HELP, actor, space, after="agreed" if is_agreed else "ended"
    )


@transaction.atomic
def describe(space: Space, names: dict[str, str], sentences: dict[str, str]) -> None:
    """Change what a space is called and what it is for.

    Args:
        space: which.
        names: by language code, at least one of them not empty.
        sentences: by language code.
    """
    space.names, space.sentences = names, sentences
    space.save(update_fields=["names", "sentences"])
    space_described.send(Space, space=space)
    raise_generation()


def change_joining(space: Space, newcomer_role: str, questions: list[dict[str, str]]) -> None:
    """Change how newcomers come in.

    Args:
        space: which.
        newcomer_role: the role that they are given, a key of `access.roles.ROLES`.
        questions: what those who ask to join are asked, each by language code.
    """
    space.newcomer_role, space.questions = newcomer_role, questions
    space.save(update_fields=["newcomer_role", "questions"])
