"""What blocks cannot hold of a text: noted with its place, before blocks are made of it."""

from collections.abc import Container
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from exchange.documents.reading import Reading
from exchange.documents.rich_text import LISTS, SAFE_SCHEMES

PLACES = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"]
STRUCK = ("s", "strike")
NOTES = ("#footnote-", "#endnote-", "#fn", "#sdfootnote", "#sdendnote")


def note_losses(reading: Reading, pictures: Container[str]) -> None:
    """Note links, struck words, lists, tables and pictures that will lose something.

    Args:
        reading: gets the notes.
        pictures: the names of those that can be shown.
    """
    soup = BeautifulSoup(reading.html, "html.parser")
    for tag in soup.find_all(["a", "img", "table", *STRUCK, *LISTS]):
        if what := loss_of(tag, pictures):
            words = "" if tag.name in ("img", "table") else tag.get_text()
            reading.leave_out(what, place_of(tag), words)


def loss_of(tag: Tag, pictures: Container[str]) -> str:
    """What is lost of a tag: one of `exchange.write_ups.left_out.WORDS`, or nothing."""
    if tag.name == "img":
        return "" if str(tag.get("src")) in pictures else "picture"
    if tag.name == "a":
        return loss_of_link(tag)
    if tag.name in STRUCK:
        return "struck" if tag.get_text().strip() else ""
    if not is_in_cell(tag):
        return ""
    return "nested_table" if tag.name == "table" else "cell_list"


def loss_of_link(tag: Tag) -> str:
    """What is lost of a link."""
    href = str(tag.get("href", "")).strip()
    if not href or not tag.get_text().strip() or href.startswith(NOTES):
        return ""
    if href.startswith("#"):
        return "inner_link"
    if not is_followed(href):
        return "local_link"
    if is_in_cell(tag):
        return "cell_link"
    return "quote_link" if tag.find_parent("blockquote") else ""


def is_followed(href: str) -> bool:
    """Whether a link may lead readers to an address."""
    try:
        return urlsplit(href).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def is_in_cell(tag: Tag) -> bool:
    """Whether a tag lies in a table of several cells: one of one cell is only a frame."""
    table = tag.find_parent("table")
    return table is not None and len(table.find_all(["td", "th"])) > 1


def place_of(tag: Tag) -> str:
    """The words of the paragraph that a tag lies in, or of the last one before it that has some."""
    place = tag.find_parent(PLACES)
    while place is not None and not place.get_text().strip():
        place = place.find_previous(PLACES)
    if place is None:
        place = next((one for one in tag.find_all_previous(PLACES) if one.get_text().strip()), None)
    return place.get_text() if place is not None else ""
