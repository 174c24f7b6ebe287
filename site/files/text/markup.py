"""Lines of text out of XML that is never held as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from files.text.limits import MOST_DEPTH
from files.text.outcome import EnoughError, RefusedError

NONE: frozenset[str] = frozenset()
LONGEST_LINE = 64 * 1024


@dataclass(frozen=True)
class Marks:
    """What elements mean, by their names without namespace.

    Attributes:
        text: those whose characters are text.
        lines: those that end a line.
        gaps: those that stand for a space.
        skipped: those that are left with all they hold.
        names: attributes that are a line of their own, by element.
        most: how many of an element are read.
    """

    text: frozenset[str] = NONE
    lines: frozenset[str] = NONE
    gaps: frozenset[str] = NONE
    skipped: frozenset[str] = NONE
    names: dict[str, str] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


class Lines:
    """Hears a parser's events and keeps finished lines, empty ones too, until they are taken."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.line: list[str] = []
        self.finished: list[str] = []
        self.length = self.depth = self.inside = self.skipping = 0
        self.left = dict(marks.most)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins.

        Raises:
            EnoughError: as many of its kind were read.
            RefusedError: it lies too deep.
        """
        name = local(tag)
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise RefusedError("elements lie too deep within each other")
        if self.skipping or name in self.marks.skipped:
            self.skipping += 1
            return
        if name in self.left:
            self.left[name] -= 1
            if self.left[name] < 0:
                raise EnoughError
        if self.line and name in self.marks.lines:  # It stands within another: a note, a frame.
            self.end_line()
        if name in self.marks.text:
            self.inside += 1
        elif name in self.marks.gaps:
            self.line.append(" ")
        if wanted := self.marks.names.get(name):
            self.finished += [text for key, text in attributes.items() if local(key) == wanted]

    def data(self, text: str) -> None:
        """Characters of the element that was begun last, or some of them."""
        if self.inside and not self.skipping:
            self.line.append(text)
            self.length += len(text)
            if self.length > LONGEST_LINE:
                self.end_line()

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        if self.skipping:
            self.skipping -= 1
            return
        name = local(tag)
        if name in self.marks.text:
            self.inside -= 1
        if name in self.marks.lines:
            self.end_line()

    def close(self) -> None:
        """The document ends: nothing is left to do."""

    def end_line(self) -> None:
        """What was heard since the last line is one."""
        self.finished.append("".join(self.line))
        self.line, self.length = [], 0

    def take(self) -> list[str]:
        """The lines that were finished since this was last asked."""
        taken, self.finished = self.finished, []
        return taken


def lines(chunks: Iterable[bytes], heard: Lines) -> Iterator[str]:
    """The lines of an XML document.

    Raises:
        EnoughError: it goes on, after the lines that were given.
        RefusedError: it declares a document type, as bombs do and offices do not.
        ParseError: it is no XML.
    """
    parser = XMLParser(target=heard, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            yield from heard.take()
        parser.close()
    except EnoughError:
        yield from heard.take()
        raise
    except DefusedXmlException as error:
        raise RefusedError("it declares a document type") from error
    yield from heard.take()
