"""How two versions of a page differ: field by field, only the passages that differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

MARKS = {"deletion": "del", "addition": "ins"}
"""Wagtail's classes for what only one version says, and the tags that say so without colour."""


@dataclass(frozen=True)
class Difference:
    """A field that differs.

    Attributes:
        label: what the field is called.
        passages: what differs in it, as HTML with `del` for the first and `ins` for the second.
    """

    label: str
    passages: list[SafeString]


def differences(comparisons: Iterable[Any], first: Page, second: Page) -> list[Difference]:
    """What only one of two versions says.

    Wagtail lists whole fields, also those that differ in nothing but how their HTML is written.

    Args:
        comparisons: what a panel compares, as its `get_comparison` gives it.
        first: the version whose own words are struck out.
        second: the version whose own words are underlined.
    """
    found = []
    for compare in comparisons:
        field = compare(first, second)
        passages = list(passages_of(field)) if field.has_changed() else []
        if passages:
            found.append(Difference(str(field.field_label()), passages))
    return found


def passages_of(field: Any) -> Iterator[SafeString]:
    """The passages of a field, or the rows below a page, that differ."""
    if field.is_field:
        yield from marked(str(field.htmldiff()))
        return
    for row in field.get_child_comparisons():
        kind = "deletion" if row.is_deletion() else "addition" if row.is_addition() else ""
        for part in row.get_field_comparisons():
            html = str(part.htmldiff())
            if kind and html:
                html = str(format_html('<span class="{}">{}</span>', kind, part.htmldiff()))
            for passage in marked(html):
                yield format_html("{} : {}", part.field_label(), passage)


def marked(html: str) -> Iterator[SafeString]:
    """The parts of a comparison in which something differs, with tags that say so."""
    soup = BeautifulSoup(html, "html.parser")
    blocks = soup.find_all(class_="comparison__child-object", recursive=False) or [soup]
    for block in blocks:
        inside = block.find_all(class_=list(MARKS))
        for tag in [block, *inside]:
            kind = next((kind for kind in MARKS if kind in (tag.get("class") or [])), None)
            if kind is not None and tag.name == "span":
                tag.name = MARKS[kind]
            elif kind is not None:
                wrap(soup, tag, MARKS[kind])
        if block.find(list(MARKS.values())) is not None and block.get_text(strip=True):
            # Wagtail escaped every word of it.
            yield mark_safe(block.decode_contents())  # noqa: S308


def wrap(soup: BeautifulSoup, tag: Tag, name: str) -> None:
    """Put what a tag holds into one of another name."""
    inner = soup.new_tag(name)
    inner.extend(list(tag.contents))
    tag.append(inner)
