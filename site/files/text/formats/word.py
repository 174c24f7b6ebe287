"""The text of .docx files."""

from collections.abc import Iterator
from typing import BinaryIO

from files.text.archive import Archive
from files.text.markup import Lines, Marks, lines

BODY = r"word/document\d*\.xml"
NOTES = r"word/(foot|end)notes\d*\.xml"
MARKS = Marks(
    text=frozenset({"t"}),
    lines=frozenset({"p"}),
    gaps=frozenset({"br", "cr", "tab", "noBreakHyphen"}),
    skipped=frozenset({"Fallback"}),  # the same once more, for older programs
)


def paragraphs(file: BinaryIO) -> Iterator[str]:
    """Each paragraph, then those of the notes.

    Raises:
        ValueError: there is no text in it as Word keeps it.
    """
    archive = Archive(file)
    body = archive.names(BODY)
    if not body:
        raise ValueError("it has no document")
    for name in [*body, *archive.names(NOTES)]:
        yield from lines(archive.chunks(name), Lines(MARKS))
