"""Tables as spreadsheets write them, and tables that somebody made to do harm."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from exchange.directory.apart import MOST_BYTES, read_apart
from exchange.directory.sheet import MOST_LINES, Sheet
from exchange.documents.reading import NotReadable
from people.models import Organization
from tests.factories import OrganizationFactory

Rows = list[list[Any]]
ROWS = [["name", "city"], ["Été ensemble", "Thiès"], ["Deux\nlignes", "a; b, c"]]


def repacked(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A workbook whose parts somebody changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def reason(content: bytes) -> str:
    """Why a table is refused."""
    with pytest.raises(NotReadable) as refusal:
        read_apart([content])
    return refusal.value.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_a_csv_is_read_in_any_encoding_and_with_any_delimiter(
    as_csv: Callable[..., bytes], delimiter: str, encoding: str
) -> None:
    sheet = read_apart([as_csv(ROWS, delimiter, encoding)])
    assert sheet == Sheet(
        ["name", "city"], [(2, ["Été ensemble", "Thiès"]), (3, ["Deux\nlignes", "a; b, c"])]
    )


def test_lines_are_counted_as_a_reader_of_the_file_counts_them() -> None:
    sheet = read_apart([b'name,city\r\n\r\n"Two\r\nlines",A\r\n,\r\nThree,B\r\n'])
    assert sheet.rows == [(3, ["Two\nlines", "A"]), (6, ["Three", "B"])]


def test_a_workbook_gives_what_one_reads_in_its_cells(
    as_workbook: Callable[[Rows], bytes],
) -> None:
    sheet = read_apart(
        [
            as_workbook(
                [["name", "siret", "founded", "yes"], [" Été ", 73282932000074, 1998.0, True]]
            )
        ]
    )
    assert sheet.rows == [(2, ["Été", "73282932000074", "1998", "1"])]


def test_formulas_and_errors_are_not_read_and_named(as_workbook: Callable[[Rows], bytes]) -> None:
    sheet = read_apart([as_workbook([["name", "city"], ["=1+1", "#N/A"], ["A", "B"]])])
    assert sheet.troubles == [(2, 0, "formula"), (2, 1, "error")]
    assert sheet.rows == [(2, ["", ""]), (3, ["A", "B"])]


def test_a_line_with_more_cells_than_the_first_is_refused(send: Callable[..., Any]) -> None:
    OrganizationFactory(slug="eau-vive", name="Eau vive")
    answer = send(b"slug,city\neau-vive,Thies, Senegal\n")
    [refusal] = answer.context["plan"].lines[0].refusals
    assert refusal.sentence.startswith("This line has more cells than the first")


def test_a_million_empty_lines_are_not_read(as_workbook: Callable[[Rows], bytes]) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["A2"], sheet["A1048576"] = "name", "A", "B"
    sheet["XFD2"] = "far"
    written = io.BytesIO()
    book.save(written)
    read = read_apart([written.getvalue()])
    assert [cells[0] for _number, cells in read.rows] == ["A"]
    assert len(read.rows[0][1]) <= 100
    assert read.notes == ["gap:2"]


def test_only_the_first_sheet_is_read_and_that_is_said() -> None:
    book = Workbook()
    first: Any = book.active
    first.append(["name"])
    book.create_sheet("Other").append(["secret"])
    written = io.BytesIO()
    book.save(written)
    assert read_apart([written.getvalue()]).notes == ["sheets:2"]


def test_a_workbook_that_inflates_without_end_is_refused(
    as_workbook: Callable[[Rows], bytes],
) -> None:
    def swell(parts: dict[str, bytes]) -> None:
        rows = b'<row r="1"/>' * 3_000_000
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", b"<sheetData>" + rows)

    content = repacked(as_workbook(ROWS), swell)
    assert len(content) < 200_000
    assert reason(content) == "bomb"


def test_entities_macros_and_links_to_elsewhere_are_refused(
    as_workbook: Callable[[Rows], bytes],
) -> None:
    def declare(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"]
        head = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        parts["xl/worksheets/sheet1.xml"] = head + sheet

    def program(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"program"

    def link(parts: dict[str, bytes]) -> None:
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="a" Type="http://x/externalLinkPath" TargetMode="External"'
            b' Target="http://elsewhere.example/book.xlsx"/></Relationships>'
        )

    table = as_workbook(ROWS)
    assert reason(repacked(table, declare)) == "table_damaged"
    assert reason(repacked(table, program)) == "macros"
    assert reason(repacked(table, link)) == "outside"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b",,,\n,,,\n", "empty"),
        (b"%PDF-1.7 name", "table_other"),
        (b"<html><table><tr><td>name", "table_other"),
        (b"name\0,city\0", "table_other"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "table_other"),
        (b"PK\x03\x04 not an archive", "table_damaged"),
        (b'name,city\nA,"never closed\nB,C\n', "quotes"),
        (b'name,city\n"A"B,C\n', "quotes"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(content: bytes, why: str) -> None:
    assert reason(content) == why


def test_too_many_lines_or_bytes_are_refused(as_csv: Callable[..., bytes]) -> None:
    lines = [["name"], *([f"Organisation {number}"] for number in range(MOST_LINES + 1))]
    assert reason(as_csv(lines)) == "lines"
    assert len(read_apart([as_csv(lines[:-1])]).rows) == MOST_LINES
    assert reason(b"x" * (MOST_BYTES + 1)) == "too_heavy"


def test_a_refused_file_gets_a_sentence_and_changes_nothing(
    send: Callable[..., Any], as_workbook: Callable[[Rows], bytes]
) -> None:
    OrganizationFactory(slug="eau-vive")
    for content, said in (
        (b"", "This file is empty"),
        (b"%PDF-1.7", "neither a CSV table nor an .xlsx workbook"),
        (b'name\n"open', "On line 2 a quotation mark is not closed"),
        (b"colour,size\nblue,4\n", "No column of the first line is known here"),
        (as_workbook([["x"]])[:-40], "This workbook is damaged"),
    ):
        answer = send(content)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert Organization.objects.count() == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_taken_out_comes_back_unchanged_and_runs_nothing(
    send: Callable[..., Any], keeper: Any, ending: str
) -> None:
    parent = OrganizationFactory(name="Réseau | du Sahel", slug="reseau")
    row = OrganizationFactory(
        name='=HYPERLINK("http://x")', slug="eau-vive", phone="+221 33 111 22 33",
        address="12, rue Canari\r\n« Thiès »", founded=1990, size="under_3", rna="W123456789",
        siret="73282932000074", org_id="FR-RNA-W123456789", website="https://canari.example/",
    )  # fmt: skip
    row.parents.add(parent)
    answer = keeper.get(f"/admin/directory/organisations.{ending}")
    assert answer["Cache-Control"].count("no-store")
    if ending == "csv":
        assert b"'=HYPERLINK" in answer.content
        assert answer.content.startswith(b"\xef\xbb\xbf")
    else:
        cells = [
            cell
            for cells in load_workbook(io.BytesIO(answer.content)).active.rows
            for cell in cells
        ]  # type: ignore[union-attr]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        assert not [cell for cell in cells if str(cell.value).startswith(("=", "+"))]
    shown = send(answer.content, f"table.{ending}")
    assert {line.state for line in shown.context["plan"].lines} == {"unchanged"}
    assert shown.context["plan"].unknown == []
