"""What a page says and shows, read once for all rules: they ask no query of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.functional import Promise

from files.models import Picture, SiteDocument

TAG = re.compile(r"<[^>]*>")
PARAGRAPH_END = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")
NUMBER_OF_NOTE = re.compile(r"<sup>.*?</sup>", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """Where in a page something stands.

    Attributes:
        name: of the block or field, as the editing screen calls it.
        heading: the title of the part that it stands under; empty before the first one.
        target: the selector of the block or field on the editing screen.
    """

    name: str | Promise
    heading: str
    target: str


@dataclass(frozen=True)
class Text:
    """Running text: its paragraphs and items of lists, without tags."""

    place: Place
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A link in a text: the words that one presses."""

    place: Place
    words: str


@dataclass(frozen=True)
class Heading:
    """A title within a text.

    Attributes:
        level: 1 for the title of a part, 2 for one within a part.
        filled: whether anything stands between it and the next title of its level or above.
        first: whether no title stands before it in its text.
        field: the name of the field.
    """

    place: Place
    words: str
    level: int
    filled: bool
    first: bool
    field: str


@dataclass(frozen=True)
class Shown:
    """A picture on the page, and where its description is to be written.

    Attributes:
        picture: the picture as it is stored; none where it was removed.
        weight: its bytes on a phone, as far as they are known.
        alt: what it shows, in words.
        words: where its description is written.
    """

    place: Place
    picture: Picture | None
    weight: int
    alt: str
    words: Place


@dataclass(frozen=True)
class File:
    """A file to take away."""

    place: Place
    document: SiteDocument


@dataclass(frozen=True)
class Blank:
    """A block that was added and left empty."""

    place: Place


@dataclass
class Content:
    """All that the rules look at.

    Attributes:
        language: of the page.
        known_names: names that need no explanation here, such as those of organisations.
        lacks_key_points: where key points are missing beside a text that should have them.
    """

    language: str
    texts: list[Text] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    known_names: frozenset[str] = frozenset()
    lacks_key_points: Place | None = None

    @property
    def words(self) -> str:
        """All running text, one paragraph a line."""
        return "\n".join(part for text in self.texts for part in text.paragraphs)


def paragraphs(html: str) -> tuple[str, ...]:
    """The paragraphs and items of a rich text, without tags and numbers of notes."""
    parts = PARAGRAPH_END.split(NUMBER_OF_NOTE.sub("", html))
    return tuple(text for part in parts if (text := unescape(TAG.sub("", part)).strip()))


LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)


def link_words(html: str) -> Iterator[str]:
    """What one presses, for each link of a rich text."""
    for found in LINK.finditer(html):
        yield unescape(TAG.sub("", found[1])).strip()


def is_blank(value: Any) -> bool:
    """Whether the value of a block holds nothing to read, see or follow."""
    if isinstance(value, str):
        return not unescape(TAG.sub("", value)).strip()
    if isinstance(value, dict):
        return all(is_blank(part) for name, part in value.items() if name not in ("id", "type"))
    if isinstance(value, list):
        return all(is_blank(part) for part in value)
    return value is None
