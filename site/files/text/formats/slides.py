"""The text of .pptx files."""

from collections.abc import Iterator
from typing import BinaryIO

from files.text.archive import Archive
from files.text.formats.word import MARKS
from files.text.limits import MOST_SLIDES
from files.text.markup import Lines, lines
from files.text.outcome import EnoughError

SLIDES = r"ppt/slides/slide\d+\.xml"
NOTES = r"ppt/notesSlides/notesSlide\d+\.xml"


def slides(file: BinaryIO) -> Iterator[str]:
    """Each paragraph of the slides, then what the speaker noted.

    Raises:
        EnoughError: there are more slides than are read.
        ValueError: there is none.
    """
    archive = Archive(file)
    shown = archive.names(SLIDES)
    if not shown:
        raise ValueError("it has no slides")
    for name in [*shown[:MOST_SLIDES], *archive.names(NOTES)[:MOST_SLIDES]]:
        yield from lines(archive.chunks(name), Lines(MARKS))
    if len(shown) > MOST_SLIDES:
        raise EnoughError
