"""Make the draft of a write-up from a file."""

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Collection, Page, Revision

from access.decisions import space_of
from exchange.album import Album
from exchange.blocks import blocks_from_html
from exchange.document import read_document
from exchange.reading import NotReadable
from pages.models import Seminar, Workshop
from people.models import Person


@dataclass(frozen=True)
class Imported:
    """What a file brought into a draft."""

    revision: Revision
    headings: int
    lists: int
    tables: int
    pictures: int
    notes: int
    dropped_pictures: int
    replaced: bool


def import_write_up(page: Seminar | Workshop, upload: UploadedFile, person: Person) -> Imported:
    """Put the text of a file in place of the write-up, in a new draft.

    The text that was there stays in the history of the page.

    Args:
        page: the event.
        upload: a .docx or .odt.
        person: who makes the draft.

    Returns:
        The new revision and what it holds.

    Raises:
        NotReadable: with a sentence for the person; nothing has changed.
    """
    reading = read_document(cast(BinaryIO, upload), upload.name or "")
    album = Album(reading.pictures, page.title, person, collection_of(page))
    try:
        with transaction.atomic():
            blocks = blocks_from_html(reading.html, album.place, outward_link)
            if not blocks:
                raise NotReadable(_("This file holds no text."))
            return save_draft(page, blocks, person, album.dropped)
    except BaseException:
        album.discard()
        raise


def collection_of(page: Page) -> Collection:
    """Where the pictures of a page are stored: with the files of its space, if it is in one."""
    space = space_of(page)
    root = Collection.get_first_root_node()
    assert root is not None
    return space.collection if space else root


def outward_link(address: str) -> dict[str, str]:
    """The attributes of a link to an address outside the site."""
    return {"href": address}


def save_draft(
    page: Seminar | Workshop, blocks: list[dict[str, Any]], person: Person, dropped: int
) -> Imported:
    """Save blocks as the write-up of a new draft."""
    draft = page.get_latest_revision_as_object()
    replaced = bool(draft.write_up)
    draft.write_up = StreamValue(draft.write_up.stream_block, blocks, is_lazy=True)
    # As on the edit screen, a draft may lack what only publication asks for.
    revision = draft.save_revision(user=person, log_action=True, clean=False)
    kinds = [block["type"] for block in blocks]
    return Imported(
        revision=revision,
        headings=kinds.count("heading") + kinds.count("subheading"),
        lists=sum(count_lists(block["value"]) for block in blocks if block["type"] == "paragraph"),
        tables=kinds.count("table"),
        pictures=kinds.count("picture"),
        notes=sum(len(block["value"]) for block in blocks if block["type"] == "notes"),
        dropped_pictures=dropped,
        replaced=replaced,
    )


def count_lists(text: str) -> int:
    """How many lists a text holds; those inside others do not count."""
    return len(BeautifulSoup(text, "html.parser").find_all(["ul", "ol"], recursive=False))
