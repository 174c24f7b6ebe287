"""Make the draft of a write-up from a file or from what was pasted."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Collection, Page, Revision

from access.decisions import space_of
from exchange.documents.apart import Brought
from exchange.documents.reading import LeftOut, NotReadable
from exchange.write_ups.album import Album
from exchange.write_ups.blocks import Picture as PlacePicture
from exchange.write_ups.blocks import blocks_from_html
from exchange.write_ups.changes import Change, changes_between
from files.models import Picture
from pages.models import Seminar, Workshop
from people.models import Person

WORDS_OF_PICTURE = ("alt", "caption")
NEW = 0
"""Stands for the key of a picture that is not stored yet."""


@dataclass(frozen=True)
class Imported:
    """What a file brought into a draft.

    Attributes:
        revision: the draft.
        kept: how many of each kind: `headings`, `paragraphs`, `lists`, `links`, `tables`,
            `quotes`, `pictures`, `notes`; kinds that the file does not have are missing.
        left_out: what could not be kept.
        replaced: whether there was a write-up before.
    """

    revision: Revision
    kept: dict[str, int]
    left_out: list[LeftOut]
    replaced: bool


@dataclass(frozen=True)
class Preview:
    """What a file would bring: as in `Imported`, with the changes to the present draft."""

    changes: list[Change]
    kept: dict[str, int]
    left_out: list[LeftOut]


def preview_write_up(page: Seminar | Workshop, brought: Brought) -> Preview:
    """What a file would change in the write-up; nothing is stored.

    Args:
        page: the event.
        brought: what was read of the file.

    Raises:
        NotReadable: there is no text.
    """
    collection = collection_of(page)
    marks = {one.mark: source for source, one in brought.pictures.items()}
    known = {
        marks[mark]: key
        for mark, key in Picture.objects.filter(
            file_hash__in=marks, collection=collection
        ).values_list("file_hash", "pk")
    }
    blocks = blocks_of(
        brought,
        lambda source, _alt: known.get(source, NEW) if source in brought.pictures else None,
    )
    before = page.get_latest_revision_as_object().write_up.raw_data
    keep_words_of_pictures(before, blocks)
    return Preview(changes_between(before, blocks), count_kinds(blocks), brought.left_out)


def blocks_of(brought: Brought, place: PlacePicture) -> list[dict[str, Any]]:
    """The blocks of a text.

    Raises:
        NotReadable: it has no words, or no office has nested them so.
    """
    try:
        blocks = blocks_from_html(brought.html, place, outward_link)
    except RecursionError as error:
        raise NotReadable("damaged") from error
    if not blocks:
        raise NotReadable("no_text")
    return blocks


def import_write_up(page: Seminar | Workshop, brought: Brought, person: Person) -> Imported:
    """Put the text of a file in place of the write-up, in a new draft.

    The text that was there stays in the history of the page.

    Args:
        page: the event.
        brought: what was read of the file.
        person: who makes the draft.

    Returns:
        The new revision and what it holds.

    Raises:
        NotReadable: there is no text; nothing has changed.
    """
    album = Album(brought.pictures, page.title, person, collection_of(page))
    try:
        with transaction.atomic():
            blocks = blocks_of(brought, album.place)
            draft = page.get_latest_revision_as_object()
            replaced = bool(draft.write_up)
            keep_words_of_pictures(draft.write_up.raw_data, blocks)
            revision = save_draft(draft, blocks, person)
            return Imported(revision, count_kinds(blocks), brought.left_out, replaced)
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


def keep_words_of_pictures(before: Iterable[Any], blocks: list[dict[str, Any]]) -> None:
    """Let pictures that come again keep what was written of them, where the file says nothing."""
    known = {
        block["value"]["picture"]: block["value"] for block in before if block["type"] == "picture"
    }
    for block in blocks:
        if block["type"] == "picture" and (old := known.get(block["value"]["picture"])):
            for name in WORDS_OF_PICTURE:
                block["value"][name] = block["value"][name] or old.get(name, "")


def save_draft(draft: Seminar | Workshop, blocks: list[dict[str, Any]], person: Person) -> Revision:
    """Save blocks as the write-up of a new draft.

    Args:
        draft: the event as it was last saved.
        blocks: raw data of a body.
        person: who saves it.
    """
    draft.write_up = StreamValue(draft.write_up.stream_block, blocks, is_lazy=True)
    # As on the edit screen, a draft may lack what only publication asks for.
    return draft.save_revision(user=person, log_action=True, clean=False)


def count_kinds(blocks: list[dict[str, Any]]) -> dict[str, int]:
    """How many structures of each kind a body has."""
    kinds = [block["type"] for block in blocks]
    texts = [block["value"] for block in blocks if block["type"] == "paragraph"]
    soup = BeautifulSoup("".join(texts), "html.parser")
    counts = {
        "headings": kinds.count("heading") + kinds.count("subheading"),
        "paragraphs": len(soup.find_all("p", recursive=False)),
        "lists": len(soup.find_all(["ul", "ol"], recursive=False)),
        "links": len(soup.find_all("a")),
        "tables": kinds.count("table"),
        "quotes": kinds.count("quote"),
        "pictures": kinds.count("picture"),
        "notes": sum(len(block["value"]) for block in blocks if block["type"] == "notes"),
    }
    return {kind: count for kind, count in counts.items() if count}
