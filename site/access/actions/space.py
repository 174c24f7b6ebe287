"""Open a space; change who comes in, its state and its parts."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Collection

from access import journal
from access.actions.membership import give
from access.apply import apply
from access.generation import raise_generation
from access.models import SPACES, CollectionRoot, JournalEntry, Membership, Space
from access.presets import PRESETS
from access.roles import MANAGER

SPACES_COLLECTION = "Spaces"


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
