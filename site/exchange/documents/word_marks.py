"""What mammoth passes over in a .docx: noted with its place, or mended before it reads."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from exchange.documents.archive import read_xml
from exchange.documents.reading import Reading
from languages.direction import set_direction

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPES = "urn:schemas-microsoft-com:vml"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PICTURE = f".//{DRAWING}graphicData/{{http://schemas.openxmlformats.org/drawingml/2006/picture}}pic"
CHANGES = {WORD + name for name in ("ins", "del", "moveFrom", "moveTo")}
CONTENTS = re.compile(r"\s*(TOC|INDEX|TOA|BIBLIOGRAPHY)\b")
# Envelopes whose words mammoth would drop; it reads what lies in a smart tag.
ENVELOPES = {WORD + name for name in ("fldSimple", "bdo", "dir", "ruby", "rubyBase")}
WITHOUT_WORDS = {WORD + "rt"}
INSTRUCTIONS = {WORD + "instrText", WORD + "fldSimple"}
OBJECTS = {WORD + "object", WORD + "altChunk"}
FIELDS = {WORD + "ffData", "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"}
OFF = {"0", "false", "off"}


def note_left_out(archive: zipfile.ZipFile, reading: Reading) -> None:
    """Note what the text of a .docx holds beside what mammoth reads.

    Args:
        archive: the opened file.
        reading: gets the notes.

    Raises:
        Exception: of several kinds, for a damaged file.
    """
    names = set(archive.namelist())
    comments = words_by_id(archive) if "word/comments.xml" in names else {}
    Walk(reading, comments).read(read_xml(archive, "word/document.xml"))
    for kind in ("header", "footer"):
        parts = sorted(name for name in names if re.fullmatch(rf"word/{kind}\d*\.xml", name))
        found = {words_in(read_xml(archive, name)) for name in parts}
        for words in sorted(filter(None, found)):
            reading.leave_out(kind, detail=words)


def words_by_id(archive: zipfile.ZipFile) -> dict[str, str]:
    """The words of each comment."""
    comments = read_xml(archive, "word/comments.xml").iter(f"{WORD}comment")
    return {comment.get(f"{WORD}id", ""): words_in(comment) for comment in comments}


def words_in(element: Element) -> str:
    """The words in an element, without those that were struck out."""
    lines = ["".join(text_of(line)) for line in element.iter(f"{WORD}p")]
    return " ".join(filter(None, (line.strip() for line in lines)))


def text_of(element: Element) -> Iterator[str]:
    """The texts in a paragraph, in order."""
    for part in element.iter():
        if part.tag == f"{WORD}t" and part.text:
            yield part.text


class Walk:
    """A walk through the text, which knows the paragraph that it is in."""

    def __init__(self, reading: Reading, comments: dict[str, str]) -> None:
        self.reading = reading
        self.comments = comments
        self.where = ""
        self.has_changes = False

    def read(self, element: Element) -> None:
        """Note what lies in an element."""
        if element.tag == f"{WORD}p":
            self.where = "".join(text_of(element)).strip() or self.where
        self.note(element)
        for child in element:
            # A fallback shows again what its newer form shows.
            if element.tag != f"{ALTERNATIVES}AlternateContent" or child is element[0]:
                self.read(child)

    def note(self, element: Element) -> None:
        """Note an element if mammoth passes over it."""
        tag = element.tag
        if tag in CHANGES and not self.has_changes:
            self.has_changes = True
            self.leave_out("changes")
        elif tag == f"{WORD}commentReference":
            self.leave_out("comment", self.comments.get(element.get(f"{WORD}id", ""), ""))
        elif tag == f"{MATHS}oMath":
            self.leave_out(
                "formula", "".join(part.text or "" for part in element.iter(f"{MATHS}t"))
            )
        elif tag in OBJECTS:
            self.leave_out("object")
        elif tag in FIELDS:
            self.leave_out("field")
        elif tag == f"{DRAWING}graphicData" and is_drawing(element):
            self.leave_out("drawing")
        elif tag in INSTRUCTIONS and CONTENTS.match(
            element.text or element.get(f"{WORD}instr") or ""
        ):
            self.leave_out("contents")

    def leave_out(self, what: str, detail: str = "") -> None:
        """Note it at the present place."""
        self.reading.leave_out(what, self.where, detail)


def is_drawing(graphic: Element) -> bool:
    """Whether what is drawn is neither a picture nor a box of text."""
    if "picture" in graphic.get("uri", ""):
        return False
    return (
        graphic.find(f".//{WORD}txbxContent") is None and graphic.find(f".//{DRAWING}blip") is None
    )


def mend(root: Element) -> None:
    """Change a part so that mammoth reads all its words, and pages show each in its direction."""
    for alternatives in root.iter(f"{ALTERNATIVES}AlternateContent"):
        prefer_drawing(alternatives)
    for element in root.iter():
        if element.tag in ENVELOPES:
            element.tag = f"{WORD}smartTag"
        elif element.tag in WITHOUT_WORDS:
            element.clear()
    for paragraph in root.iter(f"{WORD}p"):
        bidi = paragraph.find(f"{WORD}pPr/{WORD}bidi")
        text = next(paragraph.iter(f"{WORD}t"), None)
        if bidi is not None and bidi.get(f"{WORD}val") not in OFF and text is not None:
            text.text = set_direction(text.text or "", "".join(text_of(paragraph)))


def prefer_drawing(alternatives: Element) -> None:
    """Put a picture's newer form, which alone keeps its description, into the fallback's place.

    The words of a box that has no fallback come in as those of an old box.
    """
    choice = alternatives.find(f"{ALTERNATIVES}Choice")
    fallback = alternatives.find(f"{ALTERNATIVES}Fallback")
    if choice is None:
        return
    if choice.find(PICTURE) is not None:
        if fallback is None:
            fallback = SubElement(alternatives, f"{ALTERNATIVES}Fallback")
        fallback[:] = list(choice)
    elif fallback is None:
        fallback = SubElement(alternatives, f"{ALTERNATIVES}Fallback")
        pict = SubElement(fallback, f"{WORD}pict")
        SubElement(pict, f"{{{SHAPES}}}textbox").extend(choice.iter(f"{WORD}txbxContent"))
