"""Hostile files cost little and bring nothing down: each is read by a process that may fall."""

import io
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from files.text.extract import read
from files.text.limits import MOST_COMMANDS, MOST_DEPTH, MOST_PAGES_HELD
from files.text.outcome import DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE, Outcome
from tests.files.conftest import MAKERS, ZIPPED, archive, docx, outcome_apart, pdf

MAIN = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "odp": "content.xml",
    "ods": "content.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "pptx": "ppt/slides/slide1.xml",
}
"""The member of each kind that holds its text."""

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'haha'>{}]><x>&z;</x>".format(
    "".join(
        f"<!ENTITY {name} '{('&' + before + ';') * 10}'>"
        for before, name in zip(
            "abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True
        )
    )
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>"
DECLARED = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><x/>"
WIDE = "<?xml version='1.0' encoding='utf-16'?><x/>"


def outcome_of(kind: str, content: bytes) -> Outcome:
    """What comes of some bytes that claim to be of a kind, read in this process."""
    return read(io.BytesIO(content), kind)


def bomb(name: str, size: int, byte: bytes = b" ", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of a few kilobytes with a member that inflates to so many bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", method) as target,
        target.open(name, "w", force_zip64=True) as member,
    ):
        member.write(b"<x>")
        for _number in range(size // 2**20):
            member.write(byte * 2**20)
        member.write(b"</x>")
    return out.getvalue()


@pytest.mark.parametrize("kind", ZIPPED)
def test_an_archive_that_inflates_without_end_is_refused(kind: str) -> None:
    small = bomb(MAIN[kind], 30 * 2**20)
    assert len(small) < 300_000
    assert outcome_of(kind, small) == Outcome(REFUSED)


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, DECLARED], ids=["laughs", "file", "address"])
@pytest.mark.parametrize("kind", ZIPPED)
def test_xml_that_declares_entities_or_a_document_type_is_refused(kind: str, content: str) -> None:
    assert outcome_of(kind, archive(**{MAIN[kind]: content})) == Outcome(REFUSED)


@pytest.mark.parametrize("kind", ZIPPED)
def test_elements_too_deep_within_each_other_are_refused(kind: str) -> None:
    for depth in (MOST_DEPTH + 1, 100_000):
        deep = "<x>" * depth + "</x>" * depth
        assert outcome_of(kind, archive(**{MAIN[kind]: deep})) == Outcome(REFUSED)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_archives_packed_as_no_office_packs_are_refused(method: int) -> None:
    assert outcome_of("docx", bomb(MAIN["docx"], 2**20, method=method)) == Outcome(REFUSED)


def test_a_member_that_says_it_is_smaller_than_it_is_gives_nothing() -> None:
    content = bytearray(bomb(MAIN["docx"], 8 * 2**20))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert outcome_of("docx", bytes(content)).state in {REFUSED, FAILED}


def test_an_encrypted_archive_has_no_text() -> None:
    whole = bytearray(docx("secret"))
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        whole[whole.index(mark) + flags] |= 1
    assert outcome_of("docx", bytes(whole)) == Outcome(FAILED)


def stream(content: bytes, filters: list[str]) -> StreamObject:
    """A stream of a PDF with bytes that are packed already."""
    made = StreamObject()
    made._data = content
    made[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in filters)
    return made


def pdf_with(contents: StreamObject) -> bytes:
    """A PDF of one page with this stream."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf("x")))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(contents)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_stream_of_a_pdf_that_inflates_without_end_is_refused() -> None:
    packed = zlib.compress(b" " * (200 * 2**20), 9)
    assert outcome_apart("pdf", pdf_with(stream(packed, ["/FlateDecode"]))) == Outcome(REFUSED)


def test_a_stream_packed_many_times_is_refused() -> None:
    packed = zlib.compress(b" " * (100 * 2**20), 9)
    for _time in range(3):
        packed = zlib.compress(packed, 9)
    filters = ["/FlateDecode"] * 4
    assert outcome_of("pdf", pdf_with(stream(packed, filters))) == Outcome(REFUSED)
    many = stream(zlib.compress(b"x"), ["/FlateDecode"] * 1000)
    assert outcome_of("pdf", pdf_with(many)).state in {REFUSED, FAILED}


def test_a_page_with_endless_commands_is_passed_over() -> None:
    commands = zlib.compress(b"BT /F1 1 Tf " + b"(a) Tj " * MOST_COMMANDS + b"ET", 9)
    endless = pdf_with(stream(commands, ["/FlateDecode"]))
    assert outcome_of("pdf", endless) == Outcome(REFUSED)
    writer = PdfWriter(clone_from=io.BytesIO(endless))
    writer.append(io.BytesIO(pdf("forage")))
    out = io.BytesIO()
    writer.write(out)
    assert outcome_of("pdf", out.getvalue()) == Outcome(DONE, "forage")


def test_arrays_too_deep_within_each_other_are_refused() -> None:
    deep = zlib.compress(b"[" * 1_000_000)
    assert outcome_of("pdf", pdf_with(stream(deep, ["/FlateDecode"]))).state in {
        REFUSED, FAILED, NO_TEXT,
    }  # fmt: skip


def page_tree(kids: int, depth: int) -> bytes:
    """A PDF whose tree of pages has, at each level, the same branch so many times."""
    writer = PdfWriter()
    page = writer.add_blank_page(10, 10).indirect_reference
    branch = page
    for _level in range(depth):
        branch = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Pages"),
                    NameObject("/Kids"): ArrayObject([branch] * kids),
                    NameObject("/Count"): NumberObject(10**9),
                }
            )
        )
    writer._root_object[NameObject("/Pages")] = branch  # type: ignore[index, assignment]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_of_a_thousand_million_pages_is_refused() -> None:
    small = page_tree(kids=1000, depth=3)
    assert len(small) < 100_000
    assert outcome_apart("pdf", small) == Outcome(REFUSED)
    assert outcome_apart("pdf", page_tree(kids=1, depth=5000)).state in {REFUSED, FAILED}
    assert outcome_apart("pdf", page_tree(kids=MOST_PAGES_HELD + 1, depth=1)) == Outcome(REFUSED)


def test_of_a_pdf_of_twenty_thousand_pages_the_first_are_read() -> None:
    assert outcome_of("pdf", page_tree(kids=20_000, depth=1)).state == TOO_LARGE


def test_a_pdf_whose_pages_lead_to_themselves_has_no_text() -> None:
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    pages = writer._root_object["/Pages"]
    pages["/Kids"].append(pages.indirect_reference)  # type: ignore[index]
    out = io.BytesIO()
    writer.write(out)
    assert outcome_of("pdf", out.getvalue()).state in {REFUSED, FAILED}


@pytest.mark.parametrize("kind", [kind for kind in MAKERS if kind not in {"txt", "csv", "md"}])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b"<html>not what it says</html>",
        b"%PDF-1.7\ntruncated",
        b"PK\x03\x04truncated",
        archive(other="nothing here"),
        archive(**dict.fromkeys(MAIN.values(), "<unclosed")),
        archive(**dict.fromkeys(MAIN.values(), "\x00\ufffe")),
        archive(**dict.fromkeys(MAIN.values(), WIDE)),
    ],
    ids=["empty", "zeros", "html", "pdf", "zip", "other", "unclosed", "noise", "wide"],
)
def test_a_damaged_file_has_no_text(kind: str, content: bytes) -> None:
    assert outcome_of(kind, content).state == FAILED


@pytest.mark.parametrize("content", [b"", b"\x00" * 1000, b"\xff\xfe", b"\xff\xfe\x00\xd8"])
def test_plain_text_that_is_none_has_no_text(content: bytes) -> None:
    assert outcome_of("txt", content) == Outcome(NO_TEXT)


def test_files_cut_anywhere_break_nothing() -> None:
    for kind, make in MAKERS.items():
        whole = make("Une phrase")
        for length in range(0, len(whole), max(1, len(whole) // 40)):
            assert outcome_of(kind, whole[:length]).state in {DONE, NO_TEXT, FAILED}
