"""HTML becomes blocks, whoever wrote it."""

from typing import Any

import markdown
import pytest

from exchange.write_ups.blocks import blocks_from_html
from pages.blocks import BodyBlock


def convert(html: str, link=lambda href: {"href": href}) -> list[tuple[str, Any]]:
    """Blocks as pairs of kind and value; pictures get the length of their address as key."""
    blocks = blocks_from_html(html, lambda source, alt: len(source) or None, link)
    assert all(set(block) == {"type", "value", "id"} for block in blocks)
    return [(block["type"], block["value"]) for block in blocks]


def test_paragraphs_and_lists_that_follow_each_other_are_one_block():
    html = "<p>a</p><ul><li>b<ol><li>c</li></ol></li></ul><p> </p><p>d</p>"
    text = "<p>a</p><ul><li>b<ol><li>c</li></ol></li></ul><p>d</p>"
    assert convert(html) == [("paragraph", text)]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "page.html",
        "http://[",
        "",
    ],
)
def test_links_of_other_schemes_keep_their_words_only(href):
    assert convert(f'<p><a href="{href}">words</a></p>') == [("paragraph", "<p>words</p>")]


@pytest.mark.parametrize("href", ["https://a.org/?b=1&amp;c=2", "mailto:a@b.org", "tel:+331"])
def test_links_of_safe_schemes_stay(href):
    text = f'<p><a href="{href}">words</a></p>'
    assert convert(text) == [("paragraph", text)]


def test_a_link_may_become_a_link_to_a_page():
    found = convert('<p><a href="x">w</a></p>', lambda href: {"linktype": "page", "id": "7"})
    assert found == [("paragraph", '<p><a linktype="page" id="7">w</a></p>')]


def test_scripts_attributes_and_unknown_tags_are_cleaned_away():
    html = '<p onclick="x()">a<script>b</script><span style="c">d</span><u>&lt;e&gt;</u></p>'
    assert convert(html) == [("paragraph", "<p>ad&lt;e&gt;</p>")]


def test_a_picture_inside_a_paragraph_comes_after_it_with_the_caption_that_follows():
    html = '<p>a <img src="xy" alt="b"> c</p><p class="caption">Picture 1</p>'
    assert convert(html) == [
        ("paragraph", "<p>a c</p>"),
        ("picture", {"picture": 2, "alt": "b", "caption": "Picture 1"}),
    ]


def test_a_picture_that_cannot_be_had_leaves_nothing():
    assert convert('<p><img src="" alt="b"></p>') == []


def test_the_last_line_of_a_quote_after_a_dash_is_its_author():
    html = "<blockquote><p>One\ntwo<br>three</p><p>— Ada</p></blockquote>"
    assert convert(html) == [("quote", {"text": "One two\nthree", "author": "Ada"})]


def test_a_heading_that_is_too_long_becomes_a_bold_paragraph():
    assert convert(f"<h2>{'a' * 151}</h2>") == [("paragraph", f"<p><b>{'a' * 151}</b></p>")]


def test_merged_cells_cover_others_and_keep_their_text_in_the_first():
    html = (
        "<table><caption>C</caption><tr><th colspan=2>a</th><th>b</th></tr>"
        "<tr><th rowspan=2>c</th><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></table>"
    )
    assert convert(html) == [
        (
            "table",
            {
                "data": [["a", "", "b"], ["c", "d", "e"], ["", "f", "g"]],
                "cell": [
                    {"row": 0, "col": 1, "hidden": True},
                    {"row": 2, "col": 0, "hidden": True},
                ],
                "mergeCells": [
                    {"row": 0, "col": 0, "rowspan": 1, "colspan": 2},
                    {"row": 1, "col": 0, "rowspan": 2, "colspan": 1},
                ],
                "first_row_is_table_header": True,
                "first_col_is_header": True,
                "table_header_choice": "both",
                "table_caption": "C",
            },
        )
    ]


def test_a_table_of_one_cell_is_a_frame_around_a_text():
    assert convert("<table><tr><td><p>a</p></td></tr></table>") == [("paragraph", "<p>a</p>")]


def test_notes_of_markdown_and_of_mammoth_give_the_same_blocks():
    written = markdown.markdown("One[^1].\n\n[^1]: Note *here*.", extensions=["footnotes"])
    mammoth = (
        '<p>One<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>.</p>'
        '<ol><li id="footnote-1"><p>Note <em>here</em>. '
        '<a href="#footnote-ref-1">↑</a></p></li></ol>'
    )
    for html in (written, mammoth):
        (kind, text), (last, notes) = convert(html)
        assert (kind, text) == ("paragraph", "<p>One<sup>1</sup>.</p>")
        assert last == "notes"
        assert [(note["type"], note["value"]) for note in notes] == [
            ("item", "<p>Note <i>here</i>.</p>")
        ]


def test_a_note_cited_twice_keeps_one_number_and_is_raised_in_a_table():
    source = "One[^a], two[^a].\n\n| A | B |\n|---|---|\n| c[^a] | d |\n\n[^a]: Note."
    found = convert(markdown.markdown(source, extensions=["tables", "footnotes"]))
    assert found[0] == ("paragraph", "<p>One<sup>1</sup>, two<sup>1</sup>.</p>")
    assert found[1][1]["data"][1] == ["c¹", "d"]
    assert len(found[2][1]) == 1


def test_every_kind_of_block_is_understood_by_the_body_of_a_page(db):
    html = (
        "<h2>a</h2><h3>b</h3><p>c<sup><a href='#n'>1</a></sup></p><blockquote>d</blockquote>"
        "<table><tr><td>e</td><td>f</td></tr></table><ol><li id='n'>g</li></ol>"
    )
    blocks = blocks_from_html(html, lambda source, alt: None, lambda href: None)
    body = BodyBlock()
    value = body.clean(body.to_python(blocks))
    assert [child.block_type for child in value] == [
        "heading", "subheading", "paragraph", "quote", "table", "notes",
    ]  # fmt: skip
