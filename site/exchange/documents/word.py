"""Read a .docx with mammoth."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import tostring

import mammoth
from mammoth import documents

from exchange.documents.archive import is_xml, read_xml
from exchange.documents.reading import Reading
from exchange.documents.word_marks import WORD, mend, note_left_out

DEEPEST_HEADING = 5
LIST_STYLE = re.compile(
    r"(?P<bullet>list bullet|liste à puces)|(?P<number>list number|liste à numéros)", re.IGNORECASE
)

# Parts of the text are h2: h1 is the title of the whole document.
STYLES = {
    "h1:fresh": ["Title", "Titre"],
    "blockquote > p:fresh": [
        "Quote",
        "Intense Quote",
        "Quotations",
        "Block Text",
        "Citation",
        "Citation intense",
    ],
    "p.caption:fresh": ["Caption", "Légende", "Figure", "Illustration", "Table"],
    "!": ["TOC Heading", "Table of figures"],
}
RULES = [
    *(f"p[style-name='{name}'] => {path}" for path, names in STYLES.items() for name in names),
    *(
        f"p[style-name='{word} {level}'] => h{level + 1}:fresh"
        for level in range(1, DEEPEST_HEADING + 1)
        for word in ("Heading", "Titre")
    ),
    "p[style-name^='toc '] => !",
    "p[style-name^='Contents '] => !",
    "p[style-name^='index '] => !",
    "p[style-name^='table of figures'] => !",
    "r[style-name='Emphasis'] => em",
]


def read_word(archive: zipfile.ZipFile) -> Reading:
    """The text and the pictures of a .docx.

    Args:
        archive: the opened file.

    Returns:
        HTML with mammoth's footnotes, headings from `h2` on, pictures beside it.

    Raises:
        Exception: of many kinds, for a damaged file.
    """
    reading = Reading()
    note_left_out(archive, reading)

    def keep(image: Any) -> dict[str, str]:
        try:
            with image.open() as name:
                return {"src": reading.keep(archive.read(name.read().decode()))}
        except (KeyError, OSError, zipfile.BadZipFile):
            return {"src": ""}

    reading.html = mammoth.convert_to_html(
        checked_copy(archive),
        style_map="\n".join(RULES),
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(keep),
        transform_document=mammoth.transforms.paragraph(name_styles(outline_levels(archive))),
    ).value
    return reading


def checked_copy(archive: zipfile.ZipFile) -> io.BytesIO:
    """A copy for mammoth, whose XML parser would follow entities.

    Comments stay out. Of pictures and the like it holds the names, not a second time the bytes.

    Raises:
        ValueError: a part declares a document type or entities.
    """
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for name in archive.namelist():
            if not is_xml(name):
                target.writestr(name, name)
            elif not name.startswith(("customXml/", "docProps/", "word/comments")):
                root = read_xml(archive, name)
                mend(root)
                target.writestr(name, tostring(root, encoding="utf-8"))
    copy.seek(0)
    return copy


def outline_levels(archive: zipfile.ZipFile) -> dict[str, int]:
    """Styles that are headings in any language, by identifier, with their level from 1."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    own: dict[str, int] = {}
    parents: dict[str, str] = {}
    for style in read_xml(archive, "word/styles.xml").iter(f"{WORD}style"):
        identifier = style.get(f"{WORD}styleId", "")
        level = style.find(f"{WORD}pPr/{WORD}outlineLvl")
        parent = style.find(f"{WORD}basedOn")
        if level is not None:
            own[identifier] = int(level.get(f"{WORD}val", "9")) + 1
        elif parent is not None:
            parents[identifier] = parent.get(f"{WORD}val", "")
    levels = dict(own)
    for identifier in parents:
        ancestor, seen = identifier, {""}
        while ancestor not in own and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents.get(ancestor, "")
        if ancestor in own:
            levels[identifier] = own[ancestor]
    return {identifier: level for identifier, level in levels.items() if level <= DEEPEST_HEADING}


def name_styles(levels: dict[str, int]) -> Callable[[Any], Any]:
    """A transformation of paragraphs for mammoth, which knows styles by English names only.

    Args:
        levels: the level of each style that is a heading.

    Returns:
        A function from paragraph to paragraph: headings get their English name, paragraphs of
        list styles their place in a list.
    """

    def name_style(paragraph: Any) -> Any:
        if paragraph.style_id in levels:
            return paragraph.copy(style_name=f"Heading {levels[paragraph.style_id]}")
        style = LIST_STYLE.match(paragraph.style_name or "")
        if style and (paragraph.numbering is None or paragraph.numbering.level_index == "0"):
            depth = re.search(r"[2-5]$", paragraph.style_name)
            level = int(depth[0]) - 1 if depth else 0
            ordered = paragraph.numbering.is_ordered if paragraph.numbering else style["number"]
            return paragraph.copy(numbering=documents.numbering_level(level, ordered))
        return paragraph

    return name_style
