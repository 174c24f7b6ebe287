"""Documents from Word and LibreOffice keep their structure."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from exchange.documents.document import read_document
from exchange.write_ups.blocks import blocks_from_html

FILES = Path(__file__).parent / "files"
EXPECTED = json.loads((FILES / "expected.json").read_text())
GOOD = [name for name, document in EXPECTED.items() if "headings" in document]
HTML = "html.parser"


def blocks_of(name: str) -> list[dict[str, Any]]:
    """The blocks of a file of the corpus; every picture gets the key 1."""
    with (FILES / name).open("rb") as file:
        reading = read_document(file)
    return blocks_from_html(
        reading.html,
        lambda source, alt: 1 if source in reading.pictures else None,
        lambda href: {"href": href},
    )


def values(blocks: list[dict[str, Any]], *kinds: str) -> list[Any]:
    """What blocks of some kinds hold, in order."""
    return [block["value"] for block in blocks if block["type"] in kinds]


def text_of(blocks: list[dict[str, Any]]) -> BeautifulSoup:
    """All running text."""
    return BeautifulSoup("".join(values(blocks, "paragraph")), HTML)


def same(text: str) -> str:
    """Text with plain spaces, as comparisons need it."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("name", GOOD)
def test_title_and_headings_come_in_order_with_their_rank(name):
    expected = EXPECTED[name]
    wanted = [("heading", expected["title"])] if expected["title"] else []
    wanted += [
        ("heading" if level == 1 else "subheading", text)
        for level, text in expected["heading_texts"]
    ]
    wanted += [("heading", text) for text in expected.get("bold_paragraphs_used_as_headings", [])]
    found = [
        (block["type"], block["value"])
        for block in blocks_of(name)
        if block["type"] in ("heading", "subheading")
    ]
    assert [(kind, same(text)) for kind, text in found] == [
        (kind, same(text)) for kind, text in wanted
    ]


@pytest.mark.parametrize("name", GOOD)
def test_list_items_keep_their_kind_and_their_depth(name):
    found: dict[str, dict[str, int]] = {"bullet": {}, "number": {}}
    for item in text_of(blocks_of(name)).find_all("li"):
        kind = "number" if item.parent.name == "ol" else "bullet"
        depth = str(len(item.find_parents(["ul", "ol"])))
        found[kind][depth] = found[kind].get(depth, 0) + 1
    expected = EXPECTED[name]["list_items"]
    assert found == {"bullet": expected["bullet"], "number": expected["number"]}


@pytest.mark.parametrize("name", GOOD)
def test_tables_keep_their_size_their_head_and_their_merged_cells(name):
    found = [
        {
            "rows": len(table["data"]),
            "columns": len(table["data"][0]),
            "header_row": table["first_row_is_table_header"],
            "merged": [
                {
                    "text": same(table["data"][merge["row"]][merge["col"]]),
                    "colspan": merge["colspan"],
                    "rowspan": merge["rowspan"],
                }
                for merge in table["mergeCells"]
            ],
        }
        for table in values(blocks_of(name), "table")
    ]
    assert found == EXPECTED[name]["tables"]


@pytest.mark.parametrize("name", GOOD)
def test_links_keep_their_words_and_their_address(name):
    found = [
        {"href": link["href"], "text": same(link.get_text())}
        for link in text_of(blocks_of(name)).find_all("a")
    ]
    assert found == EXPECTED[name]["links"]


@pytest.mark.parametrize("name", GOOD)
def test_notes_come_last_and_are_numbered_in_the_text(name):
    blocks = blocks_of(name)
    notes = [
        same(BeautifulSoup(note["value"], HTML).get_text())
        for note in next(iter(values(blocks, "notes")), [])
    ]
    numbers = [int(mark.get_text()) for mark in text_of(blocks).find_all("sup")]
    assert notes == [same(note) for note in EXPECTED[name]["footnotes"]]
    assert numbers == list(range(1, len(notes) + 1))
    assert not notes or blocks[-1]["type"] == "notes"


@pytest.mark.parametrize("name", GOOD)
def test_pictures_keep_what_they_show_in_words(name):
    alts = [picture["alt"] for picture in values(blocks_of(name), "picture")]
    assert alts == [picture["alt"] for picture in EXPECTED[name]["pictures"]]


@pytest.mark.parametrize("name", GOOD)
def test_quotes_are_blocks_of_their_own(name):
    assert len(values(blocks_of(name), "quote")) == EXPECTED[name]["quotes"]


@pytest.mark.parametrize("name", GOOD)
def test_bold_and_italic_words_stay_bold_and_italic(name):
    text = text_of(blocks_of(name))
    for tag, key in (("b", "bold"), ("i", "italic")):
        assert [same(part.get_text()) for part in text.find_all(tag)] == [
            same(words) for words in EXPECTED[name][key]
        ]


def test_comments_and_deleted_words_stay_out_and_inserted_words_come_in():
    text = text_of(blocks_of("libreoffice-merged-table.odt")).get_text()
    assert "Dix-neuf personnes" in text
    assert "Dix-sept" not in text
    assert "Vérifier le nom" not in text
