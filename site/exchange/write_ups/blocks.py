"""Turn HTML into the blocks of a text."""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from uuid import uuid4

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from exchange.documents.rich_text import LISTS, SPACES, Link, bullets, item, line, plain
from exchange.write_ups.notes import take_notes
from exchange.write_ups.table import table_value

Picture = Callable[[str, str], int | None]

HEADINGS = {"h1": "heading", "h2": "heading"} | dict.fromkeys(
    ("h3", "h4", "h5", "h6"), "subheading"
)
CAPTIONS = {"figcaption"}
IGNORED = {"script", "style", "head", "title", "template", "hr", "svg", "input"}
WITHIN_LINES = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "mark", "s", "small",
    "span", "strong", "sub", "sup", "u",
}  # fmt: skip
BREAKING = ["p", "table", "ul", "ol", "blockquote", "figure", *HEADINGS]
DASHES = ("—", "–", "―")
LINE_END = "\v"
BEFORE_DASH = re.compile(r"\n\s*(?=[—–―])")
LONGEST_HEADING = 150
LONGEST_ALT = 200
LONGEST_CAPTION = 250
LONGEST_AUTHOR = 150


def blocks_from_html(html: str, picture: Picture, link: Link) -> list[dict[str, Any]]:
    """The raw data of a stream of body blocks.

    Args:
        html: what mammoth, our reader of .odt or Python-Markdown wrote.
        picture: from the `src` and `alt` of an image, the key of a stored picture, or nothing
            to leave it out.
        link: from the `href` of a link, its attributes in the database, or nothing to keep its
            words only. Addresses pass only with http, https, mailto and tel.

    Returns:
        Blocks as `{"type", "value", "id"}`; notes come last, as one block.
    """
    soup = BeautifulSoup(html, "html.parser")
    notes = take_notes(soup)
    writer = BlockWriter(picture, link)
    writer.read(soup)
    writer.close_text()
    writer.add_notes(notes)
    return writer.blocks


class BlockWriter:
    """Collects blocks while a text is read from its beginning to its end."""

    def __init__(self, picture: Picture, link: Link) -> None:
        self.picture = picture
        self.link = link
        self.blocks: list[dict[str, Any]] = []
        self.text: list[str] = []

    def read(self, parent: Tag) -> None:
        """Read what lies in a tag; loose words between its blocks become paragraphs."""
        loose: list[PageElement] = []
        for child in list(parent.children):
            if isinstance(child, Tag) and child.name not in WITHIN_LINES:
                self.add_paragraph(loose)
                loose = []
                self.read_tag(child)
            else:
                loose.append(child)
        self.add_paragraph(loose)

    def read_tag(self, tag: Tag) -> None:
        """Read one tag that is no part of a line."""
        if tag.name in IGNORED:
            return
        if tag.name in HEADINGS:
            self.add_heading(tag)
        elif tag.name in LISTS:
            self.text.append(bullets(tag, self.link))
            self.add_pictures([tag])
        elif tag.name == "blockquote":
            self.add_quote(tag)
        elif tag.name == "table":
            self.add_table(tag)
        elif tag.name in CAPTIONS or "caption" in tag.get_attribute_list("class"):
            self.add_caption(tag)
        elif tag.name == "p" and not tag.find(BREAKING):
            self.add_paragraph(list(tag.children))
        else:
            self.read(tag)

    def add(self, kind: str, value: Any) -> None:
        """Close the running text and add a block."""
        self.close_text()
        self.blocks.append({"type": kind, "value": value, "id": str(uuid4())})

    def close_text(self) -> None:
        """Make one block of the paragraphs and lists that follow each other."""
        text, self.text = "".join(self.text), []
        if text:
            self.add("paragraph", text)

    def add_paragraph(self, nodes: Iterable[PageElement]) -> None:
        """Add a paragraph to the running text, and the pictures in it after it."""
        nodes = list(nodes)
        if words := line(nodes, self.link):
            self.text.append(f"<p>{words}</p>")
        self.add_pictures(nodes)

    def add_heading(self, tag: Tag) -> None:
        """Add a heading; one that is too long for a heading becomes a bold paragraph."""
        words = plain(tag)
        if len(words) > LONGEST_HEADING:
            self.text.append(f"<p><b>{escape(words, quote=False)}</b></p>")
        elif words:
            self.add(HEADINGS[tag.name], words)
        self.add_pictures([tag])

    def add_pictures(self, nodes: Iterable[PageElement]) -> None:
        """Add the images that lie in nodes."""
        for node in nodes:
            if not isinstance(node, Tag):
                continue
            for image in [node] if node.name == "img" else node.find_all("img"):
                self.add_picture(image)

    def add_picture(self, image: Tag) -> None:
        """Add an image, unless it cannot be had."""
        alt = plain_attribute(image, "alt")
        key = self.picture(str(image.get("src", "")), alt)
        if key is not None:
            caption = plain_attribute(image, "title")[:LONGEST_CAPTION]
            self.add("picture", {"picture": key, "alt": alt[:LONGEST_ALT], "caption": caption})

    def add_caption(self, tag: Tag) -> None:
        """Put a caption under the picture before it; elsewhere it is a paragraph."""
        self.add_pictures([tag])
        last = self.blocks[-1] if self.blocks and not any(self.text) else None
        words = plain(tag)
        if last and last["type"] == "picture" and len(words) <= LONGEST_CAPTION:
            last["value"]["caption"] = last["value"]["caption"] or words
        elif words:
            self.text.append(f"<p>{line(tag.children, self.link)}</p>")

    def add_quote(self, tag: Tag) -> None:
        """Add somebody's words; a last line after a dash says who said them."""
        for line_break in tag.find_all("br"):
            line_break.replace_with(LINE_END)
        lines = [words for part in tag.find_all("p") or [tag] for words in lines_of(part)]
        author = ""
        if len(lines) > 1 and lines[-1].startswith(DASHES):
            author = lines.pop().lstrip("".join(DASHES)).strip()[:LONGEST_AUTHOR]
        if lines:
            self.add("quote", {"text": "\n".join(lines), "author": author})
        self.add_pictures([tag])

    def add_table(self, tag: Tag) -> None:
        """Add a table; a table of one cell is only a frame around a text."""
        cells = tag.find_all(["td", "th"])
        if len(cells) == 1:
            self.read(cells[0])
            return
        if value := table_value(tag):
            self.add("table", value)
        self.add_pictures([tag])

    def add_notes(self, notes: list[Tag]) -> None:
        """Add all notes as one block, each on its own even when it is empty: numbers count."""
        if notes:
            values = [f"<p>{item(note, self.link)}</p>" for note in notes]
            self.add(
                "notes", [{"type": "item", "value": value, "id": str(uuid4())} for value in values]
            )


def plain_attribute(tag: Tag, name: str) -> str:
    """An attribute on one line."""
    return SPACES.sub(" ", str(tag.get(name, ""))).strip()


def lines_of(tag: Tag) -> list[str]:
    """The lines of a tag that have words; a line of the source ends one only before a dash."""
    text = BEFORE_DASH.sub(LINE_END, tag.get_text())
    return [SPACES.sub(" ", words).strip() for words in text.split(LINE_END) if words.strip()]
