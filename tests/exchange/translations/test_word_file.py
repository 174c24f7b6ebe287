"""The .docx of translators: what text programs make of it, and what is read from that."""

import io
import zipfile
from collections.abc import Callable

import pytest

from exchange.translations import word, word_table
from exchange.translations.bundle import Bundle, Line
from tests.exchange.documents.written import Docx, cell, paragraph, run, table

KEY = "1-0123456789abcd"
SOURCE = 'Le <b>puits</b>, <a id="a1">ici</a>'


def written(language: str = "es", target: str = "", source: str = SOURCE) -> str:
    """The text of a file with one line."""
    line = Line(KEY, "", source, target, "Une page", "fr", {"a1": "https://eau.example/"})
    content = word.write(Bundle("fr", language, "2026-11-23T10:00:00+00:00", [line]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def came(*rows: list[str], file: Docx | None = None) -> list[Line]:
    """What is read of a table that a text program saved."""
    file = file or Docx()
    file.body += table([paragraph("français [fr]"), paragraph("español [es]")], *rows)
    return word_table.read(io.BytesIO(file.content())).lines


def row(right: str, code: str = f"[{KEY}]", left: str = "Le puits") -> list[str]:
    """A row: a code and an original, beside XML of paragraphs."""
    return [cell(paragraph(code) + paragraph(left)), f"<w:tc>{right}</w:tc>"]


def test_each_column_says_its_language() -> None:
    text = written("es", "El <b>pozo</b>")
    assert '<w:lang w:val="fr"/>' in text
    assert '<w:lang w:val="es"/>' in text
    assert "<w:bidi/>" not in text


def test_arabic_runs_from_right_to_left_and_begins_so_where_nothing_is_written() -> None:
    for target in ("", "<b>بئر</b>"):
        text = written("ar", target)
        assert "<w:bidi/>" in text
        assert '<w:rtl/><w:lang w:bidi="ar"/>' in text
    assert '<w:b/><w:bCs/><w:rtl/><w:lang w:bidi="ar"/></w:rPr>' in text


def test_looks_are_real_ones_and_links_lead_somewhere() -> None:
    text = written(source="<b>a</b> <i>b</i> <sup>c</sup> x<br/>y")
    for look in ("<w:b/>", "<w:i/>", '<w:vertAlign w:val="superscript"/>', "<w:br/>"):
        assert look in text
    assert '<w:hyperlink r:id="rId2">' in written()


SAVED: dict[str, tuple[str, str]] = {
    "plain words": (paragraph("El pozo"), "El pozo"),
    "split runs": (paragraph(run("El ", "b") + run("po", "b") + run("zo", "b")), "<b>El pozo</b>"),
    "a space that is not bold": (
        paragraph(run("El", "b") + run(" ") + run("pozo", "b")),
        "<b>El pozo</b>",
    ),
    "a look that is switched off": (
        '<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>El</w:t></w:r></w:p>',
        "El",
    ),
    "bold Arabic": (
        "<w:p><w:r><w:rPr><w:bCs/><w:rtl/></w:rPr><w:t>بئر</w:t></w:r></w:p>",
        "<b>بئر</b>",
    ),
    "Arabic bold of Latin letters": (
        "<w:p><w:r><w:rPr><w:bCs/></w:rPr><w:t>El</w:t></w:r></w:p>",
        "El",
    ),
    "lines": (paragraph("El") + paragraph("pozo") + paragraph(" "), "El<br/>pozo"),
    "tracked changes": (
        f"<w:p><w:ins>{run('El')}</w:ins><w:del><w:r><w:delText>La</w:delText></w:r></w:del></w:p>",
        "El",
    ),
    "a control around it": (
        f"<w:sdt><w:sdtContent>{paragraph('El')}</w:sdtContent></w:sdt>",
        "El",
    ),
    "a hyphen that does not break": (
        "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
        "a\u2011b c",
    ),
}


@pytest.mark.parametrize("name", SAVED)
def test_what_text_programs_write_is_read(name: str) -> None:
    xml, html = SAVED[name]
    [line] = came(row(xml))
    assert (line.key, line.was, line.source, line.target) == (KEY, "", "Le puits", html)


def test_links_are_read_with_their_addresses() -> None:
    file = Docx()
    right = paragraph(run("El ") + file.link("pozo", "https://eau.example/?a=1&b=2"))
    [line] = came(row(right), file=file)
    assert line.target == 'El <a href="https://eau.example/?a=1&amp;b=2">pozo</a>'


@pytest.mark.parametrize(
    "xml",
    [
        '<w:hyperlink w:anchor="d"><w:r><w:t>El </w:t></w:r>{}</w:hyperlink>',
        '<w:fldSimple w:instr="HYPERLINK \\l &quot;d&quot;"><w:r><w:t>El </w:t></w:r>{}'
        "</w:fldSimple>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> HYPERLINK \\l &quot;d&quot;</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>El </w:t></w:r>{}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> HYPERLINK \\l &quot;d&quot;</w:instrText></w:r>"
        "<w:r><w:t>El </w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="InternetLink"/></w:rPr>'
        '<w:fldChar w:fldCharType="end"/></w:r>{}',
    ],
)
def test_each_way_to_write_a_link_is_read(xml: str) -> None:
    rest = '<w:r><w:rPr><w:rStyle w:val="InternetLink"/><w:b/></w:rPr><w:t>pozo</w:t></w:r>'
    [line] = came(row(f"<w:p>{xml.format(rest)}{run(' no')}</w:p>"))
    assert line.target == '<a href="#d">El <b>pozo</b></a> no'


ROWS: dict[str, tuple[Callable[[], list[str]], list[tuple[str, str]]]] = {
    "a third column": (
        lambda: [*row(paragraph("El")), cell("a remark")],
        [(KEY, "El")],
    ),
    "the title of a page": (lambda: [cell("Une page", across=2)], []),
    "a code that was damaged": (lambda: row(paragraph("El"), code="[1-0123]"), [("", "El")]),
    "a row of somebody’s own": (lambda: [cell("Le"), cell("El")], [("", "El")]),
    "an empty row": (lambda: [cell(""), cell("")], []),
    "what the file was made with": (
        lambda: row(paragraph("El"), code=f"[{KEY}-01234567] A machine’s."),
        [(KEY, "El")],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_known_by_their_codes(name: str) -> None:
    made, wanted = ROWS[name]
    assert [(line.key, line.target) for line in came(made())] == wanted
