"""What writers do in Word and LibreOffice beside what the corpus shows."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exchange.documents.document import read_document
from exchange.documents.open_styles import NAMESPACES
from exchange.documents.reading import NotReadable
from exchange.write_ups.blocks import blocks_from_html

FILES = Path(__file__).parent / "files"
PIXEL = b"pixel"
STYLES = (
    '<office:automatic-styles><style:style style:name="B" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="S" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P" style:family="paragraph">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="2" '
    'style:num-format="1"/></text:list-style></office:automatic-styles>'
)


def read_text(text: str) -> list[tuple[str, Any]]:
    """Blocks of an .odt with a text, as pairs of kind and value."""
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    content = (
        f"<office:document-content {declared}>{STYLES}<office:body><office:text>{text}"
        "</office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        target.writestr("content.xml", content)
        target.writestr("Pictures/a.png", PIXEL)
    return pairs(file)


def pairs(file: io.BytesIO) -> list[tuple[str, Any]]:
    """Blocks of a file, as pairs of kind and value."""
    reading = read_document(file)
    blocks = blocks_from_html(
        reading.html, lambda source, alt: 1 if source in reading.pictures else None, lambda _h: None
    )
    return [(block["type"], block["value"]) for block in blocks]


def test_a_picture_in_a_box_with_its_caption_becomes_a_picture_with_a_caption():
    text = (
        '<text:p>Before<draw:frame><draw:text-box><text:p text:style-name="Illustration">'
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>A dot</svg:title>'
        "</draw:frame>Picture 1: a dot</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert read_text(text) == [
        ("paragraph", "<p>Before</p>"),
        ("picture", {"picture": 1, "alt": "A dot", "caption": "Picture 1: a dot"}),
    ]


def test_a_picture_that_lies_on_the_network_is_refused_and_never_fetched():
    frame = '<draw:frame><draw:image xlink:href="http://127.0.0.1/a.png"/></draw:frame>'
    with pytest.raises(NotReadable, match="elsewhere"):
        read_text(f"<text:p>a{frame}</text:p>")


def test_numbered_headings_are_headings_and_no_list():
    heading = '<text:h text:outline-level="1">Part</text:h>'
    text = f"<text:list><text:list-item>{heading}</text:list-item></text:list>"
    assert read_text(text) == [("heading", "Part")]


def test_a_list_may_be_counted_at_one_level_only():
    inner = "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
    text = (
        '<text:list text:style-name="N"><text:list-item><text:p>a</text:p>'
        f"{inner}</text:list-item></text:list>"
    )
    assert read_text(text) == [("paragraph", "<ul><li>a<ol><li>b</li></ol></li></ul>")]


def test_spaces_tabs_line_breaks_and_raised_letters_are_kept():
    text = (
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>'
        '<text:span text:style-name="B">d</text:span>'
        '<text:span text:style-name="S">e</text:span></text:p>'
    )
    assert read_text(text) == [("paragraph", "<p>a b c<br/><b>d</b><sup>e</sup></p>")]


def test_short_bold_paragraphs_are_headings_of_a_text_without_styles():
    text = '<text:p text:style-name="P">Part</text:p><text:p>Words.</text:p>'
    assert read_text(text) == [("heading", "Part"), ("paragraph", "<p>Words.</p>")]


def test_bold_paragraphs_stay_paragraphs_beside_true_headings():
    heading = '<text:h text:outline-level="2">Part</text:h>'
    text = f'{heading}<text:p text:style-name="P">Not a part</text:p>'
    assert read_text(text) == [("subheading", "Part"), ("paragraph", "<p><b>Not a part</b></p>")]


def test_the_table_of_contents_stays_out():
    assert read_text("<text:table-of-content><text:p>1</text:p></text:table-of-content>") == []


def test_heading_styles_of_any_language_are_headings_in_word():
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(FILES / "word-french-styles.docx") as source,
        zipfile.ZipFile(changed, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "word/styles.xml":
                content = content.replace(b'"heading ', b'"\xc3\x9cberschrift ')
            target.writestr(name, content)
    kinds = [kind for kind, _value in pairs(changed)]
    assert (kinds.count("heading"), kinds.count("subheading")) == (3, 3)
