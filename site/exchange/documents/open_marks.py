"""What stays out of an .odt, noted with its place."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from exchange.documents.open_styles import named
from exchange.documents.reading import Reading

LEFT_OUT = {
    named(name): what
    for what, names in {
        "comment": ["office:annotation"],
        "changes": ["text:tracked-changes"],
        "contents": [
            "text:table-of-content",
            "text:alphabetical-index",
            "text:illustration-index",
            "text:object-index",
            "text:user-index",
            "text:table-index",
            "text:bibliography",
        ],
        "field": ["draw:control"],
        "drawing": ["draw:line", "draw:connector", "draw:measure", "draw:polyline"],
    }.items()
    for name in names
}
"""What is left out, by the tag of the element."""

UNSAID = {named("office:annotation"), named("text:note"), named("text:tracked-changes")}
BY_WHOM = {
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://purl.org/dc/elements/1.1/}date",
    named("text:note-citation"),
}
SPACES = {named("text:s"), named("text:tab"), named("text:line-break")}


def note_left_out(reading: Reading, what: str, element: Element, where: str) -> None:
    """Note an element; a list of tracked changes that is empty is none."""
    if what == "changes" and not len(element):
        return
    words = " ".join(map(words_in, element.iter(named("text:p")))) if what == "comment" else ""
    reading.leave_out(what, where, words)


def note_margins(root: Element, reading: Reading) -> None:
    """Note what stands at the head and at the foot of the pages."""
    for what in ("header", "footer"):
        found = {
            " ".join(filter(None, map(words_in, margin.iter(named("text:p")))))
            for margin in root.iter(named(f"style:{what}"))
        }
        for words in sorted(filter(None, found)):
            reading.leave_out(what, detail=words)


def words_in(element: Element) -> str:
    """The words of a paragraph, without its notes and comments."""
    return "".join(texts(element)).strip()


def texts(element: Element) -> Iterator[str]:
    """The texts in an element, in order."""
    yield element.text or ""
    for child in element:
        if child.tag in SPACES:
            yield " "
        elif child.tag not in UNSAID | BY_WHOM:
            yield from texts(child)
        yield child.tail or ""
