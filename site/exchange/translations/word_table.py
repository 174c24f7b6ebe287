"""Read the table of a .docx that was made here, whatever text program has saved it since."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from exchange.documents.archive import open_archive, read_xml
from exchange.documents.reading import NotReadable
from exchange.documents.suspects import OFFICE as RELATION
from exchange.documents.suspects import check_members
from exchange.documents.word_marks import ALTERNATIVES, OFF, WORD
from exchange.translations.bundle import Bundle, Line
from exchange.translations.markup import LINE_END, Run, html_of, tidy

MOST_TAGS = 900_000
"""Three times what a file of `word.MOST_TEXTS` has: text programs are wordy."""

REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CODE = re.compile(r"\[(\d{1,9}-[0-9a-f]{14})(?:-([0-9a-f]{8}))?\]")
LANGUAGES = re.compile(
    r"\[([a-z]{2,3}(?:[-_]\w+)?(?: [a-z]{2,3}(?:[-_]\w+)?)*)\]\s*$", re.IGNORECASE
)
MADE = re.compile(r"\[(\d{4}-\d\d-\d\dT[\d:.+Z-]+)\]")
GONE = {WORD + name for name in ("del", "moveFrom")} | {f"{ALTERNATIVES}Fallback"}
SIGNS = {
    f"{WORD}br": LINE_END,
    f"{WORD}cr": LINE_END,
    f"{WORD}tab": " ",
    f"{WORD}noBreakHyphen": "\u2011",
}
LINK = re.compile(r'^\s*HYPERLINK\s+(?:"([^"]*)"\s*)?(?:\\l\s+"([^"]*)")?')
"""LibreOffice writes links with a `#` so."""

STYLES = {
    "Strong": "b",
    "Emphasis": "i",
    "code": "code",
    "abbr": "abbr",
    "acronym": "acronym",
}
LINK_STYLES = {"InternetLink", "Hyperlink"}
HEIGHTS = {"superscript": "sup", "subscript": "sub"}


def read(file: BinaryIO) -> Bundle:
    """The texts of a .docx.

    Raises:
        NotReadable: it is none, means harm, or has no such table.
        Exception: of several kinds, for a damaged file.
    """
    with open_archive(file) as archive:
        if "word/document.xml" not in archive.namelist():
            raise NotReadable("translation_other")
        check_members(archive)
        table = Table(addresses_in(archive))
        return table.read(read_xml(archive, "word/document.xml", MOST_TAGS))


def addresses_in(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where the text leads, by the keys of its relations."""
    name = "word/_rels/document.xml.rels"
    if name not in archive.namelist():
        return {}
    relations = read_xml(archive, name).iter(f"{RELATION}Relationship")
    return {one.get("Id", ""): one.get("Target", "") for one in relations}


@dataclass
class Instruction:
    """That of a field, which stands before what is shown of it."""

    words: str = ""

    @property
    def link(self) -> str:
        """The mark of the link that it is; empty for another field."""
        found = LINK.search(self.words)
        return f"a={found[1] or ''}{'#' if found[2] else ''}{found[2] or ''}" if found else ""


class Table:
    """The rows of a text's tables, read one after the other."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses
        self.fields: list[Instruction] = []
        self.link = ""

    def read(self, root: Element) -> Bundle:
        """All rows that hold a text, and what the head says."""
        bundle = Bundle("", "", "")
        if found := MADE.search(self.words(root)):
            bundle.made = found[1]
        for row in root.iter(f"{WORD}tr"):
            # A third column, and more, is somebody's own.
            cells = list(cells_of(row))[:2]
            if len(cells) < 2:
                continue
            left, right = (list(one.iter(f"{WORD}p")) for one in cells)
            code = CODE.match(self.words(left[0]).strip()) if left else None
            if code:
                line = Line(code[1], code[2] or "", self.html(left[1:]), self.html(right))
                bundle.lines.append(line)
                continue
            heads = [LANGUAGES.search(self.words(one)) for one in cells]
            if not bundle.target_language and all(heads):
                bundle.source_language, bundle.target_language = (head[1] for head in heads if head)
            elif self.words(cells[1]).strip():
                bundle.lines.append(Line("", "", self.html(left), self.html(right)))
        return bundle

    def words(self, element: Element) -> str:
        """The words in an element."""
        return "".join(run.words for run in self.runs(element, ""))

    def html(self, paragraphs: list[Element]) -> str:
        """Paragraphs as one text, each on a line of its own."""
        runs: list[Run] = []
        for number, one in enumerate(paragraphs):
            if number:
                runs.append(Run(LINE_END))
            self.fields, self.link = [], ""
            runs += self.runs(one, "")
        return html_of(tidy(runs))

    def runs(self, element: Element, link: str) -> Iterator[Run]:
        """The runs in an element, without what was struck out.

        Args:
            element: of the text.
            link: the mark of the link that it stands in; empty outside of links.
        """
        for child in element:
            if child.tag == f"{WORD}r":
                words = "".join(self.words_of(child))
                self.link = link or self.link_of(child)
                marks = [mark for mark in (self.link, *marks_of(child)) if mark]
                yield Run(words, tuple(marks))
            elif child.tag == f"{WORD}fldSimple":
                field = Instruction(child.get(f"{WORD}instr", ""))
                yield from self.runs(child, field.link or link)
            elif child.tag == f"{WORD}hyperlink":
                yield from self.runs(child, f"a={self.address_of(child)}")
            elif child.tag not in GONE:
                yield from self.runs(child, link)

    def link_of(self, run: Element) -> str:
        """The mark of the link that a run belongs to by a field, or by its style.

        LibreOffice ends the field of a link where its first look ends; the style goes on.
        """
        for field in reversed(self.fields):
            if field.link:
                return field.link
        return self.link if style_of(run) in LINK_STYLES else ""

    def words_of(self, run: Element) -> Iterator[str]:
        """The words and signs of a run that are shown; the instructions of fields are kept."""
        for part in run:
            kind = part.get(f"{WORD}fldCharType", "")
            if kind == "begin":
                self.fields.append(Instruction())
            elif kind == "end" and self.fields:
                self.fields.pop()
            elif self.fields and part.tag == f"{WORD}instrText":
                self.fields[-1].words += part.text or ""
            elif part.tag == f"{WORD}t":
                yield part.text or ""
            else:
                yield SIGNS.get(part.tag, "")

    def address_of(self, link: Element) -> str:
        """Where a link leads: somewhere else, or within the file."""
        if anchor := link.get(f"{WORD}anchor"):
            return f"{self.addresses.get(link.get(REFERENCE, ''), '')}#{anchor}"
        return self.addresses.get(link.get(REFERENCE, ""), "")


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, without those of tables within them."""
    for child in row:
        if child.tag == f"{WORD}tc":
            yield child
        elif child.tag in (f"{WORD}sdt", f"{WORD}sdtContent"):
            yield from cells_of(child)


def marks_of(run: Element) -> Iterator[str]:
    """The marks of a run's looks."""
    looks = run.find(f"{WORD}rPr")
    if looks is None:
        return
    # Letters from right to left have switches of their own.
    ends = ("", "Cs") if is_on(looks, "rtl") else ("",)
    height = looks.find(f"{WORD}vertAlign")
    marks = [mark for mark in "bi" if any(is_on(looks, mark + end) for end in ends)]
    marks.append(STYLES.get(style_of(run), ""))
    if height is not None:
        marks.append(HEIGHTS.get(height.get(f"{WORD}val", ""), ""))
    yield from dict.fromkeys(filter(None, marks))


def style_of(run: Element) -> str:
    """The name of a run's style."""
    style = run.find(f"{WORD}rPr/{WORD}rStyle")
    return "" if style is None else style.get(f"{WORD}val", "")


def is_on(looks: Element, name: str) -> bool:
    """Whether a switch is on."""
    switch = looks.find(WORD + name)
    return switch is not None and switch.get(f"{WORD}val") not in OFF
