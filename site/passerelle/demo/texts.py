"""From Markdown to the raw data of streams, and ids that all translations share."""

import re
from typing import Any
from uuid import uuid4

import markdown

from exchange.documents.rich_text import Link
from exchange.write_ups.blocks import Picture, blocks_from_html

Blocks = list[dict[str, Any]]

LISTED = re.compile(r"<li>(.*?)</li>", re.DOTALL)

_markdown = markdown.Markdown(extensions=["tables", "footnotes"])


def to_html(text: str) -> str:
    """Markdown with tables and footnotes as HTML."""
    _markdown.reset()
    return _markdown.convert(text)


def body(text: str, picture: Picture, link: Link) -> Blocks:
    """A running text."""
    return blocks_from_html(to_html(text), picture, link)


def points(text: str, picture: Picture, link: Link) -> Blocks:
    """A list, one block for each of its points."""
    paragraphs = [block["value"] for block in body(text, picture, link)]
    return [block("point", f"<p>{point}</p>") for point in LISTED.findall("".join(paragraphs))]


PARTS = {"key points": points, "decisions": points}
"""How the parts that are no running text are read."""


def stream(part: str, text: str, picture: Picture, link: Link) -> Blocks:
    """The blocks of a part of a page.

    Args:
        part: its name, such as `body` or `key points`.
        text: its Markdown.
        picture: gives the key of the picture that a text names.
        link: gives the attributes of a link.
    """
    return PARTS.get(part, body)(text, picture, link)


def block(kind: str, value: Any) -> dict[str, Any]:
    """A block with an id of its own."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def share_ids(source: Any, translation: Any) -> None:
    """Give the blocks of a translation the ids of the source's, as far as both are built alike.

    Translation tools pair texts by these ids.
    """
    if isinstance(source, dict) and isinstance(translation, dict):
        if source.get("type") != translation.get("type"):
            return
        if "id" in source and "id" in translation:
            translation["id"] = source["id"]
        share_ids(source.get("value"), translation.get("value"))
    elif isinstance(source, list) and isinstance(translation, list):
        for one, other in zip(source, translation, strict=False):
            share_ids(one, other)
