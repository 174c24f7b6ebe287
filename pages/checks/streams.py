"""Read the blocks of a text, without building them: their stored form tells all."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import Promise
from wagtail.blocks import StreamBlock

from pages.checks.content import (
    Blank,
    Content,
    Heading,
    Link,
    Place,
    Text,
    is_blank,
    link_words,
    paragraphs,
)
from pages.sections import LEVELS


class StreamReader:
    """Puts what stands in texts into a content.

    Args:
        content: what is read is added to it.

    Attributes:
        pictures: the keys of pictures with their place and description, to be looked up.
        files: the keys of files with their place.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.pictures: list[tuple[Place, int, str]] = []
        self.files: list[tuple[Place, int]] = []

    def read_field(self, text: str, name: str, label: str | Promise) -> None:
        """Read a field of plain text."""
        if text.strip():
            lines = tuple(line.strip() for line in text.splitlines() if line.strip())
            self.content.texts.append(Text(Place(label, "", f"#id_{name}"), lines))

    def read(
        self, kinds: StreamBlock, stored: Iterable[Any], name: str, label: str | Promise
    ) -> None:
        """Read a stream of blocks.

        Args:
            kinds: of blocks that it takes.
            stored: raw data of its blocks.
            name: of the field.
            label: what the editing screen calls it.
        """
        blocks = [block for block in stored if block]
        title = str(label)
        for number, block in enumerate(blocks):
            kind, value = block["type"], block["value"]
            child = kinds.child_blocks.get(kind)
            if child is None:
                continue
            if kind in LEVELS:
                place = Place(child.label, str(label), target(block, name))
                self.add_heading(blocks, number, place, name)
                title = str(value) or title
                continue
            place = Place(child.label, title, target(block, name))
            if is_blank(value["data"] if kind == "table" and value else value):
                self.content.blanks.append(Blank(place))
            elif reader := READERS.get(kind):
                reader(self, place, value)

    def add_heading(self, blocks: list[Any], number: int, place: Place, name: str) -> None:
        """Add the title that stands at a number among blocks."""
        words, level = str(blocks[number]["value"] or ""), LEVELS[blocks[number]["type"]]
        if not words.strip():
            self.content.blanks.append(Blank(place))
            return
        after = blocks[number + 1]["type"] if number + 1 < len(blocks) else "heading"
        first = not any(block["type"] == "heading" for block in blocks[:number])
        filled = LEVELS.get(after, level + 1) > level
        self.content.headings.append(Heading(place, words, level, filled, first, name))

    def read_html(self, place: Place, value: str) -> None:
        """Read a rich text, with its links."""
        self.content.texts.append(Text(place, paragraphs(value)))
        self.content.links += [Link(place, words) for words in link_words(value)]

    def read_notes(self, place: Place, value: list[Any]) -> None:
        """Read the links of notes; they quote, and are as long as what they quote."""
        for note in value:
            html = note["value"] if isinstance(note, dict) else note
            self.content.links += [Link(place, words) for words in link_words(html)]

    def read_plain(self, place: Place, value: dict[str, Any]) -> None:
        """Read the text of a moment."""
        self.content.texts.append(Text(place, (str(value["text"]),)))

    def read_picture(self, place: Place, value: dict[str, Any]) -> None:
        """Note a picture."""
        if value.get("picture"):
            self.pictures.append((place, value["picture"], value.get("alt") or ""))

    def read_file(self, place: Place, value: int) -> None:
        """Note a file."""
        self.files.append((place, value))


Reader = Callable[[StreamReader, Place, Any], None]

READERS: dict[str, Reader] = {
    "paragraph": StreamReader.read_html,
    "point": StreamReader.read_html,
    "notes": StreamReader.read_notes,
    "moment": StreamReader.read_plain,
    "picture": StreamReader.read_picture,
    "file": StreamReader.read_file,
}
"""How each kind of block is read. Quotes, tables and films are not: nobody rewrites them."""


def target(block: Any, name: str) -> str:
    """The selector of a block on the editing screen; of its field before it has a mark."""
    return f"#block-{block['id']}-section" if block.get("id") else f"[data-contentpath='{name}']"
