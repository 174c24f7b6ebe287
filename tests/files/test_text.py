"""The text of files is read for the search; a damaged one has none, and stops nothing."""

import io
import zipfile

import pytest

from files.text import MOST_CHARACTERS, text_of
from tests.files.conftest import MAKERS, archive, document, docx, odt, pdf

BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><x>&b;</x>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>"


def crossed(kind: str, content: bytes) -> str:
    """The text read from some bytes that claim to be of a kind."""
    return text_of(io.BytesIO(content), kind)


@pytest.mark.parametrize("kind", list(MAKERS))
def test_the_words_of_a_file_are_read(kind: str) -> None:
    assert "Une phrase claire" in crossed(kind, MAKERS[kind]("Une phrase claire"))
    assert "claire" in crossed(kind.upper(), MAKERS[kind]("Une phrase claire"))


@pytest.mark.parametrize("kind", list(MAKERS))
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b"<html>not what it says</html>",
        b"%PDF-1.7\ntruncated",
        b"PK\x03\x04truncated",
        archive(other="nothing here"),
        archive(**{"word/document.xml": "<unclosed", "content.xml": "<unclosed"}),
        archive(**{"word/document.xml": BOMB, "content.xml": BOMB}),
        archive(**{"word/document.xml": OUTSIDE, "content.xml": OUTSIDE}),
    ],
    ids=["empty", "zeros", "html", "pdf", "zip", "other", "xml", "bomb", "outside"],
)
def test_a_damaged_or_hostile_file_has_no_text(kind: str, content: bytes) -> None:
    assert crossed(kind, content) == ""


def test_files_cut_anywhere_break_nothing() -> None:
    for kind, make in MAKERS.items():
        whole = make("Une phrase")
        for length in range(0, len(whole), max(1, len(whole) // 40)):
            assert isinstance(crossed(kind, whole[:length]), str)


def test_a_file_that_inflates_without_end_has_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("files.text.MOST_XML_BYTES", 10_000)
    assert crossed("docx", docx("a" * 20_000)) == ""
    assert crossed("odt", odt("a" * 20_000)) == ""


def test_a_text_is_cut_to_what_the_index_can_hold() -> None:
    assert len(crossed("docx", docx("mot " * MOST_CHARACTERS))) == MOST_CHARACTERS


def test_control_characters_are_left_out() -> None:
    assert "\x00" not in crossed("pdf", pdf("a\\000b\\001c"))


def test_an_encrypted_archive_has_no_text() -> None:
    whole = bytearray(docx("secret"))
    start = whole.index(b"PK\x01\x02")
    whole[start + 8] |= 1
    assert zipfile.is_zipfile(io.BytesIO(bytes(whole)))
    assert crossed("docx", bytes(whole)) == ""


def test_other_kinds_have_no_text() -> None:
    assert crossed("xlsx", docx("mots")) == crossed("", b"mots") == ""


def test_a_damaged_file_can_be_stored(db: None) -> None:
    made = document("note.pdf", b"%PDF-1.7 damaged")
    assert made.pk
    assert made.text == ""
    assert made.file.read() == b"%PDF-1.7 damaged"
