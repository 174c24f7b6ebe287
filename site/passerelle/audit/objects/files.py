"""Documents and pictures in the collection of a place."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from files.models import FileText, Picture, SiteDocument
from files.text.outcome import DONE
from passerelle.audit.things import Thing, planted
from passerelle.audit.world import World

SIDE = 48


def collection_of(world: World, place: str) -> Collection:
    """Where the files of a place lie: one level down, as what is restricted inherits."""
    if place == "public":
        root = Collection.get_first_root_node()
        assert root is not None
        return root
    above = Collection.objects.get(pk=world.spaces[place].collection_id)
    deeper: Collection = above.get_children().filter(name="Deeper").first() or above.add_child(
        name="Deeper"
    )
    return deeper


@planted("document")
def document(world: World, thing: Thing) -> SiteDocument:
    """A text file."""
    row = SiteDocument(
        title=thing.word("title"),
        collection=collection_of(world, thing.place),
        file=ContentFile(thing.word("body").encode(), name=f"{thing.word('file')}.txt"),
    )
    row.save()
    # As if the file had been read: the task that does it is not waited for.
    FileText.objects.filter(document=row).update(state=DONE, text=thing.word("body"))
    row.tags.add(thing.word("tag"))
    return row


@planted("picture")
def picture(world: World, thing: Thing) -> tuple[Picture, dict[str, Any]]:
    """A small picture, with one rendition made already."""
    data = BytesIO()
    colour = tuple(thing.word("body").encode()[:3])
    Image.new("RGB", (SIDE, SIDE), colour).save(data, "PNG")
    row = Picture(
        title=thing.word("title"),
        collection=collection_of(world, thing.place),
        file=ContentFile(data.getvalue(), name=f"{thing.word('file')}.png"),
        width=SIDE,
        height=SIDE,
    )
    row.save()
    row.tags.add(thing.word("tag"))
    rendition = row.get_rendition("width-24|format-webp")
    return row, {"original": row.file.name, "rendition": rendition.file.name, "mark": mark(row)}


def mark(row: Picture) -> str:
    """What the addresses of a picture hold beside its number."""
    from files.pictures import picture_mark

    return picture_mark(row)
