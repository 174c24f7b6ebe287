"""Read an .odt."""

import re
import zipfile
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element

from exchange.documents.archive import read_xml
from exchange.documents.open_marks import LEFT_OUT, note_left_out, note_margins, words_in
from exchange.documents.open_styles import Look, Styles, named
from exchange.documents.reading import Reading
from exchange.documents.suspects import check_open_document
from languages.direction import set_direction

DEEPEST_HEADING = 6
MOST_REPEATED_CELLS = 32
RASTER = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff")
CAPTIONS = {"caption", "légende", "illustration", "figure", "table", "drawing"}
QUOTES = {"quotations", "quote", "intense quote", "citation", "citation intense", "block text"}
TITLES = {"title", "titre"}
HEADING = re.compile(r"(?:heading|titre) (\d+)")
CONTENTS = re.compile(r"(contents|toc|index|table of figures) ?(\d+|heading)?")
PLAIN = Look()
SIGNS = {named("text:s"): " ", named("text:tab"): " ", named("text:line-break"): "<br>"}

IGNORED = {
    named(name)
    for name in (
        "office:forms",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "office:annotation-end",
        "text:ruby-text",
    )
}


def read_open_document(archive: zipfile.ZipFile) -> Reading:
    """The text and the pictures of an .odt.

    Args:
        archive: the opened file.

    Returns:
        HTML with footnotes in mammoth's shape, headings from `h2` on, pictures beside it.

    Raises:
        KeyError: the archive has no content.
        ValueError: a part declares a document type or entities.
        xml.etree.ElementTree.ParseError: a part is no XML.
    """
    styles = Styles()
    reading = Reading()
    for name in ("styles.xml", "content.xml"):
        if name == "content.xml" or name in archive.namelist():
            part = read_xml(archive, name)
            check_open_document(part)
            styles.add(part)
            note_margins(part, reading)
    text = part.find(f"{named('office:body')}/{named('office:text')}")
    if text is None:
        raise KeyError("office:text")
    return TextReader(archive, styles, reading).read(text)


class TextReader:
    """Writes HTML while it walks through an OpenDocument text."""

    def __init__(self, archive: zipfile.ZipFile, styles: Styles, reading: Reading) -> None:
        self.archive = archive
        self.styles = styles
        self.reading = reading
        self.where = ""
        self.notes: list[str] = []

    def read(self, text: Element) -> Reading:
        """The whole text, its notes at the end."""
        html = self.flow(text).replace("</blockquote><blockquote>", "")
        notes = "".join(self.notes)
        self.reading.html = f"{html}<ol>{notes}</ol>" if notes else html
        return self.reading

    def flow(self, parent: Element) -> str:
        """The paragraphs, headings, lists and tables in an element."""
        return "".join(self.block(child) for child in parent)

    def block(self, element: Element) -> str:
        """One of them; an element of another kind is a mere envelope."""
        if self.is_passed_over(element):
            return ""
        writers: dict[str, Callable[[Element], str]] = {
            named("text:h"): self.heading,
            named("text:p"): self.paragraph,
            named("text:list"): self.items,
            named("table:table"): self.table,
            named("draw:frame"): self.frame,
        }
        return writers.get(element.tag, self.flow)(element)

    def is_passed_over(self, element: Element) -> bool:
        """Whether an element stays out; what somebody wrote or drew is noted."""
        what = LEFT_OUT.get(element.tag)
        if what:
            note_left_out(self.reading, what, element, self.where)
        return what is not None or element.tag in IGNORED

    def heading(self, element: Element) -> str:
        """A heading; `h1` is kept for the title of the whole document."""
        self.where = words_in(element) or self.where
        level = int(element.get(named("text:outline-level"), "1")) + 1
        tag = f"h{min(max(level, 2), DEEPEST_HEADING)}"
        return f"<{tag}>{self.inside(element, PLAIN)}</{tag}>"

    def paragraph(self, element: Element) -> str:
        """A paragraph, or what its style makes of it."""
        style = element.get(named("text:style-name"), "")
        names = self.styles.names("paragraph", style)
        if any(map(CONTENTS.fullmatch, names)):
            self.pass_over_contents()
            return ""
        words = words_in(element)
        self.where = words or self.where
        if self.styles.runs_from_right("paragraph", style):
            element.text = set_direction(element.text or "", words)
        if tag := heading_tag(names):
            return f"<{tag}>{self.inside(element, PLAIN)}</{tag}>"
        html = self.inside(element, self.styles.look("paragraph", style, PLAIN))
        if QUOTES.intersection(names):
            return f"<blockquote><p>{html}</p></blockquote>"
        return (
            f'<p class="caption">{html}</p>' if CAPTIONS.intersection(names) else f"<p>{html}</p>"
        )

    def pass_over_contents(self) -> None:
        """Note a line of a table of contents, once for all its lines."""
        if not self.reading.left_out or self.reading.left_out[-1].what != "contents":
            self.reading.leave_out("contents", self.where)

    def items(self, element: Element, style: str = "", level: int = 1) -> str:
        """A list with the lists inside it.

        Args:
            element: the `text:list`.
            style: of the list around it, which holds unless it names its own.
            level: how deep it lies, from 1.
        """
        if element.find(f".//{named('text:h')}") is not None:
            # Numbered headings are written as a list, one for each heading.
            return self.flow(element)
        style = element.get(named("text:style-name")) or style
        tag = "ol" if self.styles.is_ordered(style, level) else "ul"
        written = [
            "".join(
                self.items(child, style, level + 1)
                if child.tag == named("text:list")
                else self.block(child)
                for child in entry
            )
            for entry in element
        ]
        return f"<{tag}>{''.join(f'<li>{entry}</li>' for entry in written)}</{tag}>"

    def table(self, element: Element) -> str:
        """A table; the rows that LibreOffice repeats on each page are its head."""
        head = {
            row
            for group in element.iter(named("table:table-header-rows"))
            for row in group.iter(named("table:table-row"))
        }
        rows = [
            f"<tr>{self.cells(row, 'th' if row in head else 'td')}</tr>" for row in rows_of(element)
        ]
        return f"<table>{''.join(rows)}</table>"

    def cells(self, row: Element, tag: str) -> str:
        """The cells of a row, without those that a merged cell covers."""
        written = []
        for cell in row.findall(named("table:table-cell")):
            spans = "".join(
                f' {name}="{int(cell.get(named(attribute), "1"))}"'
                for name, attribute in (
                    ("colspan", "table:number-columns-spanned"),
                    ("rowspan", "table:number-rows-spanned"),
                )
            )
            html = self.flow(cell)
            repeated = int(cell.get(named("table:number-columns-repeated"), "1"))
            # Only empty cells are repeated: a written one could be made to fill the memory.
            times = 1 if html else min(repeated, MOST_REPEATED_CELLS)
            written.append(f"<{tag}{spans}>{html}</{tag}>" * times)
        return "".join(written)

    def inside(self, element: Element, look: Look) -> str:
        """The words of an element with their styles, links, notes and pictures."""
        html = look.wrap(escape(element.text or "", quote=False))
        for child in element:
            html += self.inline(child, look)
            html += look.wrap(escape(child.tail or "", quote=False))
        return html

    def inline(self, element: Element, look: Look) -> str:
        """One element among words."""
        if self.is_passed_over(element):
            return ""
        if element.tag in SIGNS:
            return SIGNS[element.tag]
        if element.tag == named("text:note"):
            return self.note(element)
        if element.tag == named("draw:frame"):
            return self.frame(element)
        if element.tag == named("text:span"):
            look = self.styles.look("text", element.get(named("text:style-name"), ""), look)
        html = self.inside(element, look)
        if element.tag == named("text:a"):
            html = f'<a href="{escape(element.get(named("xlink:href"), ""))}">{html}</a>'
        return html

    def note(self, element: Element) -> str:
        """The reference to a note, whose text is kept for the end."""
        body = element.find(named("text:note-body"))
        number = len(self.notes) + 1
        self.notes.append("")
        words = self.flow(body) if body is not None else ""
        self.notes[number - 1] = f'<li id="footnote-{number}">{words}</li>'
        return f'<sup><a href="#footnote-{number}">{number}</a></sup>'

    def frame(self, element: Element) -> str:
        """A picture with what it shows in words, or a box of text."""
        drawn = element.find(named("draw:object")), element.find(named("draw:object-ole"))
        if any(found is not None for found in drawn):
            self.reading.leave_out("object", self.where)
            return ""
        if element.find(named("draw:plugin")) is not None:
            self.reading.leave_out("film", self.where)
            return ""
        box = element.find(named("draw:text-box"))
        if box is not None:
            return self.flow(box)
        images = [image.get(named("xlink:href"), "") for image in element.iter(named("draw:image"))]
        if not images:
            return ""
        address = next((href for href in images if href.lower().endswith(RASTER)), images[0])
        alt = element.findtext(named("svg:desc")) or element.findtext(named("svg:title")) or ""
        return f'<img src="{self.picture(address)}" alt="{escape(alt)}">'

    def picture(self, address: str) -> str:
        """Keep a picture of the archive; one that lies elsewhere is never fetched."""
        try:
            return self.reading.keep(self.archive.read(address.removeprefix("./")))
        except KeyError:
            return ""


def heading_tag(names: list[str]) -> str:
    """The tag that the styles of a paragraph make of it, if they make it a title or a heading."""
    if TITLES.intersection(names):
        return "h1"
    levels = [int(found[1]) for name in names if (found := HEADING.fullmatch(name))]
    return f"h{min(levels[0] + 1, DEEPEST_HEADING)}" if levels else ""


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, whatever groups they lie in, without those of tables in its cells."""
    rows = []
    for child in table:
        if child.tag == named("table:table-row"):
            rows.append(child)
        elif child.tag != named("table:table"):
            rows.extend(rows_of(child))
    return rows
