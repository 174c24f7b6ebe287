"""Bring files to where the audience of their collection wants them.

Into privacy: the file is copied and the row follows in the transaction; what lay in public goes
once that is committed. Into the open: all of it once the right is committed. So nothing lies in
public before it may, and a process that dies leaves a file too many, never one too few.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.dispatch import Signal
from wagtail.models import Collection

from access.generation import raise_generation
from files.places import PRIVATE_PLACE, place_in, place_of

audience_changed = Signal()
"""Sent with `ids` when files came to another collection or their collection to another audience."""


def settle(files: Iterable[Any]) -> None:
    """Move those of these pictures and documents that lie in the wrong place."""
    for item in files:
        wanted = place_of(item.collection_id)
        if not item.file or place_in(item.file.name) == wanted:
            continue
        for rendition in getattr(item, "renditions", item.__class__.objects.none()).all():
            rendition.delete()
            transaction.on_commit(rendition.purge_from_cache)
        if wanted == PRIVATE_PLACE:
            move(item)
        else:
            transaction.on_commit(partial(move, item))


def move(item: Any) -> None:
    """Copy the file of a picture or document to its place; the old one goes on commit."""
    field, storage, old = item._meta.get_field("file"), item.file.storage, item.file.name
    if not storage.exists(old):
        return
    with storage.open(old) as content:
        place = field.generate_filename(item, old)
        new = storage.save(place, content, max_length=field.max_length)
    if type(item)._base_manager.filter(pk=item.pk, file=old).update(file=new):
        item.file.name = new
        transaction.on_commit(partial(storage.delete, old))
    else:  # Somebody replaced the file meanwhile: hers is in its place already.
        storage.delete(new)


def settle_beneath(*collections: Collection) -> None:
    """Settle all files in these collections and beneath them."""
    from files.models import Picture, SiteDocument

    for collection in collections:
        inside = collection.get_descendants(inclusive=True)
        for model in (Picture, SiteDocument):
            announce(model._base_manager.filter(collection__in=inside))


def announce(files: QuerySet[Any]) -> None:
    """Settle files whose audience may have changed, and tell whoever keeps account of it."""
    found = list(files)
    settle(found)
    model: type[Model] = files.model
    audience_changed.send(model, ids=[item.pk for item in found])


def root_changed(instance: Any, **signal: Any) -> None:
    """An audience begins or ends at a collection: its files follow."""
    settle_beneath(instance.collection)


def let_files_follow_collections() -> None:
    """Have a collection that moves bring its files along.

    Treebeard moves by SQL and sends no signal: this can go when Wagtail sends one for
    collections, as it does for pages.
    """
    plain = Collection.move

    def move_with_files(self: Collection, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            plain(self, *args, **kwargs)
            raise_generation()
            settle_beneath(Collection.objects.get(pk=self.pk))

    Collection.move = move_with_files
