"""Classes 40 and 41: tables and files of translations that no program of an office writes."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from exchange.directory.refusals import sentence
from exchange.directory.sheet import MOST_LINES, read_sheet
from exchange.documents.reading import NotReadable
from exchange.translations.extract import read
from exchange.translations.refusals import sentence_of
from tests.bad_input.tally import note

CODES = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1")
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["=cmd|'/c calc'!A0", "+1", "@x", '"', '""', "a;b", "a\tb", "a\nb", "\0", "é"]),
)
rows = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6)


@contextmanager
def read_or_refused(told: Callable[[NotReadable], str]) -> Iterator[None]:
    """Whatever it is, it is read or refused in a sentence."""
    try:
        yield
    except NotReadable as refusal:
        assert told(refusal).endswith((".", "!", "?"))
        assert str(refusal)
        note("refused")
    else:
        note("read")


@given(
    rows=rows,
    code=st.sampled_from(CODES),
    between=st.sampled_from(",;\t|"),
    quotes=st.booleans(),
)
def test_a_table_in_any_code_is_read_or_refused(
    rows: list[list[str]], code: str, between: str, quotes: bool
) -> None:
    around = '"{}"' if quotes else "{}"
    text = "\r\n".join(between.join(around.format(cell) for cell in row) for row in rows)
    with read_or_refused(sentence):
        sheet = read_sheet(io.BytesIO(text.encode(code, "replace")))
        assert len(sheet.rows) <= MOST_LINES
        assert sheet.head
        assert "\0" not in json.dumps(asdict(sheet), ensure_ascii=False)


@given(rows=rows, formula=st.sampled_from(["=1+1", "=cmd|'/c calc'!A0", "=HYPERLINK(A1)", ""]))
def test_a_workbook_with_any_cells_is_read_or_refused(rows: list[list[str]], formula: str) -> None:
    book = Workbook()
    for row in rows:
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell).replace("=", "") for cell in row])
    book.active.append([formula])
    file = io.BytesIO()
    book.save(file)
    with read_or_refused(sentence):
        sheet = read_sheet(io.BytesIO(file.getvalue()))
        assert len(sheet.rows) <= MOST_LINES
        assert sheet.head


def test_a_workbook_whose_first_line_is_a_formula_begins_with_the_next() -> None:
    book = Workbook()
    for row in (["=1/0"], ["name", "city"], ["Les amis", "Thiès"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert read_sheet(io.BytesIO(file.getvalue())).head == ["name", "city"]


@given(content=st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(b"PK\3\4".__add__)))
def test_bytes_that_are_no_table_are_refused(content: bytes) -> None:
    with read_or_refused(sentence):
        assert read_sheet(io.BytesIO(content)).head


HEADS = (b"", b'msgid ""\nmsgstr "Language: en\\n"\n\n', b"\xef\xbb\xbf", b"PK\3\4", b"<xliff ")
LINES = st.sampled_from(
    ['msgid "a"', 'msgstr "b"', 'msgctxt "1-0"', "#, fuzzy", "#~ msgid", '"', "msgstr[9] 2", "\\"]
)


@pytest.mark.parametrize("head", HEADS)
@given(lines=st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=12), tail=st.binary())
def test_bytes_that_are_no_translations_are_refused(
    head: bytes, lines: list[str], tail: bytes
) -> None:
    content = head + "\n".join(lines).encode("utf-8", "replace") + tail
    with read_or_refused(sentence_of):
        assert read(content).target_language
