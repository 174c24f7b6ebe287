"""What a write-up cannot keep is listed with its place."""

import io

import pytest
from django.utils import translation

from exchange.documents.extract import read
from exchange.documents.reading import LeftOut
from exchange.write_ups.left_out import WORDS, described
from tests.exchange.documents.telling import Telling
from tests.exchange.documents.written import cell, paragraph, run, table


def left_out(text: Telling) -> list[tuple[str, str, str]]:
    """What is left out of a text."""
    reading, _prints = read(io.BytesIO(text.content()), "document")
    return [(one.what, one.where, one.detail) for one in reading.left_out]


def test_a_link_in_a_table_or_a_quote_keeps_its_words_only():
    text = Telling()
    linked = paragraph(text.link("the list", "https://a.example/"))
    text.add(
        table([cell(linked), "b"]) + paragraph(text.link("said", "https://b.example/"), "Quote")
    )
    assert left_out(text) == [("cell_link", "the list", "the list"), ("quote_link", "said", "said")]


def test_links_within_the_text_and_to_a_disk_are_listed():
    text = Telling().add(
        '<w:p><w:hyperlink w:anchor="x">' + run("see below") + "</w:hyperlink></w:p>"
    )
    text.add(paragraph(text.link("my notes", "file:///C:/notes.docx")))
    assert left_out(text) == [
        ("inner_link", "see below", "see below"),
        ("local_link", "my notes", "my notes"),
    ]


def test_lists_and_tables_within_a_table_keep_their_words():
    inner = table(["in", "ner"], head=False)
    text = Telling().add(table([f"<w:tc>{inner}{paragraph('after')}</w:tc>", "b"], head=False))
    assert [what for what, _where, _detail in left_out(text)] == ["nested_table"]


def test_a_picture_of_an_unknown_kind_is_listed_near_the_words_before_it():
    text = Telling().says("The plan of the room:")
    text.add(paragraph(text.picture(b"\x01\0\0\0EMF", suffix="emf")))
    assert left_out(text) == [("picture", "The plan of the room:", "")]


def test_objects_charts_and_fields_are_listed():
    drawn = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org'
        '/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    text = Telling().add(paragraph(run("Costs") + drawn + "<w:r><w:object/></w:r>"))
    assert [what for what, _where, _detail in left_out(text)] == ["drawing", "object"]


def test_words_that_were_struck_through_are_listed_since_they_come_unstruck():
    text = Telling().add(paragraph(run("We meet on ") + run("Monday", "strike") + run(" Tuesday")))
    assert left_out(text) == [("struck", "We meet on Monday Tuesday", "Monday")]
    pasted = b"<p>On <span style='text-decoration:line-through'>Monday</span> or <s>Friday</s></p>"
    reading, _prints = read(io.BytesIO(pasted), "pasted")
    assert [one.detail for one in reading.left_out] == ["Monday", "Friday"]


@pytest.mark.parametrize("what", WORDS)
def test_every_kind_has_words_and_a_place(what):
    with translation.override("en"):
        (one,) = described([LeftOut(what, "A long day", "x")])
    assert one["what"].endswith("(“x”)")
    assert one["where"] in ("Near “A long day”", "On every page")
