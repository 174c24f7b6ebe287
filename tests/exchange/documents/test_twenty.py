"""At least 95 % of the structures of twenty texts are kept, and what is not is said."""

import io
from pathlib import Path

import pytest

from exchange.documents.extract import read
from exchange.documents.reading import Reading
from exchange.write_ups.blocks import blocks_from_html
from tests.exchange.documents.structures import share_kept, structures_of
from tests.exchange.documents.twenty import TALES

SAVED = sorted((Path(__file__).parent / "saved").glob("*.txt"))
ENOUGH = 0.95
LEFT_OUT = {
    "tracked_changes": ["changes", "comment"],
    "margins": ["contents", "header", "footer"],
    "boxes_and_formulas": ["formula"],
    "changes.odt": ["changes", "comment"],
    "arabic-and-margins.odt": ["header", "footer", "contents"],
}


def came_out(content: bytes) -> tuple[Reading, list[str]]:
    """What was read of a file, and its structures."""
    reading, prints = read(io.BytesIO(content), "document")
    blocks = blocks_from_html(
        reading.html, lambda source, _alt: 1 if source in prints else None, lambda to: {"href": to}
    )
    return reading, structures_of(blocks)


def texts() -> dict[str, tuple[bytes, list[str]]]:
    """The bytes of each text, and the structures that are meant."""
    told = {name: make() for name, make in TALES.items()}
    written = {name: (one.content(), one.meant) for name, one in told.items()}
    saved = {
        path.stem: (path.with_suffix("").read_bytes(), path.read_text("utf-8").splitlines())
        for path in SAVED
    }
    return {**written, **saved}


def test_there_are_twelve_written_and_eight_saved() -> None:
    assert (len(TALES), len(SAVED)) == (12, 8)


@pytest.mark.parametrize("name", [*TALES, *(path.stem for path in SAVED)])
def test_the_structures_of_a_text_are_kept_and_nothing_is_made_up(name: str) -> None:
    content, meant = texts()[name]
    reading, found = came_out(content)
    assert share_kept(meant, found) >= ENOUGH, found
    assert len(found) <= len(meant) / ENOUGH, found
    assert [one.what for one in reading.left_out] == LEFT_OUT.get(name, [])


def test_what_the_checks_compare_is_noticed_when_it_is_lost() -> None:
    content, meant = texts()["tables"]
    _reading, found = came_out(content)
    assert share_kept([*meant, *meant], found) < ENOUGH
    assert share_kept(meant, found[::-1]) < ENOUGH
