"""The structures of a text, one to a line: as they were meant, and as they came out."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup, Tag

from languages.direction import MARK, is_right_to_left

HTML = "html.parser"
LOOKS = {"b": "bold", "i": "italic"}


def share_kept(meant: list[str], found: list[str]) -> float:
    """Which share of the structures that were meant came out, in their order."""
    meant = [plain(line) for line in meant]
    blocks = SequenceMatcher(None, meant, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(meant)


def structures_of(blocks: Iterable[dict[str, Any]]) -> list[str]:
    """The structures of a body."""
    return [line for block in blocks for line in lines_of(block["type"], block["value"])]


def lines_of(kind: str, value: Any) -> Iterator[str]:
    """The structures of one block."""
    if kind in ("heading", "subheading"):
        yield directed(kind, value)
    elif kind == "paragraph":
        yield from lines_of_text(BeautifulSoup(value, HTML))
    elif kind == "quote":
        author = f" — {value['author']}" if value["author"] else ""
        yield directed("quote", value["text"].replace("\n", " / ") + author)
    elif kind == "picture":
        yield plain(f"picture {value['alt']} | {value['caption']}")
    elif kind == "table":
        yield from lines_of_table(value)
    elif kind == "notes":
        for note in value:
            yield directed("note", text_of(BeautifulSoup(note["value"], HTML)))


def lines_of_text(parent: Tag, depth: int = 0) -> Iterator[str]:
    """The paragraphs and lists of a rich text, each followed by its looks and links."""
    for tag in parent.find_all(["p", "ul", "ol", "li"], recursive=False):
        if tag.name in ("ul", "ol"):
            yield from lines_of_text(tag, depth + 1)
            continue
        inner = [child.extract() for child in tag.find_all(["ul", "ol"], recursive=False)]
        name = {"ul": "bullet", "ol": "number"}.get(parent.name, "")
        yield directed(f"{name}{depth}" if tag.name == "li" else "p", text_of(tag))
        for part in tag.find_all([*LOOKS, "a"]):
            words = text_of(part)
            yield (
                f"link {words} -> {part['href']}"
                if part.name == "a"
                else (f"{LOOKS[part.name]} {words}")
            )
        for child in inner:
            holder = BeautifulSoup("", HTML)
            holder.append(child)
            yield from lines_of_text(holder, depth)


def lines_of_table(value: dict[str, Any]) -> Iterator[str]:
    """A table, its merged cells and its rows."""
    head = " with a head" if value["first_row_is_table_header"] else ""
    yield f"table {len(value['data'])}x{len(value['data'][0])}{head}"
    for merge in value["mergeCells"]:
        yield f"merged {merge['row']},{merge['col']}: {merge['rowspan']}x{merge['colspan']}"
    for row in value["data"]:
        yield plain("row " + " | ".join(text.replace("\n", " / ") for text in row))


def directed(kind: str, text: str) -> str:
    """A line, with an arrow where the text runs from right to left."""
    return f"{kind}{'←' if is_right_to_left(text) else ''} {plain(text.removeprefix(MARK))}"


def text_of(tag: Tag) -> str:
    """The words of a tag; raised ones behind `^`."""
    for raised in tag.find_all("sup"):
        if not raised.get_text().startswith("^"):
            raised.insert(0, "^")
    for line_break in tag.find_all("br"):
        line_break.replace_with(" / ")
    return plain(tag.get_text())


def plain(text: str) -> str:
    """A text with single spaces, of any kind."""
    return " ".join(text.split())
