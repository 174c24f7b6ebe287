"""Clean HTML down to what a text block may hold."""

import re
from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import urlsplit

from bs4 import NavigableString, Tag
from bs4.element import PageElement, PreformattedString

Link = Callable[[str], dict[str, str] | None]

STYLES = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup"}
LISTS = {"ol", "ul"}
LINES = {"p", "div", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "dd"}
DROPPED = {"script", "style", "head", "title", "template", "img", "input", "svg"}
CELLS = {"td", "th"}
BLOCKS = LINES | LISTS | {"li", "table", "tr"}
SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
LINK_ATTRIBUTES = ("linktype", "id", "href")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SPACES = re.compile(r"[ \t\r\n\f]+")
EDGES = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
SEAMS = re.compile(r"</(b|i)>(\s*)<\1>")
TAGS = re.compile(r"<[^>]*>")


def plain(node: PageElement) -> str:
    """The words of a node on one line, numbers of notes raised.

    Args:
        node: a tag or a text.
    """
    return SPACES.sub(" ", words(node)).strip()


def words(node: PageElement, gap: str = " ") -> str:
    """The text of a node.

    Args:
        node: a tag or a text.
        gap: what stands for a line break and around a paragraph.
    """
    if isinstance(node, NavigableString):
        return "" if isinstance(node, PreformattedString) else str(node)
    assert isinstance(node, Tag)
    if node.name in DROPPED:
        return ""
    if node.name == "br":
        return gap
    text = "".join(words(child, gap) for child in node.children)
    if node.name == "sup" and text.isdecimal():
        return text.translate(RAISED)
    if node.name in CELLS:
        return f" {text} "
    return f"{gap}{text}{gap}" if node.name in BLOCKS else text


def line(nodes: Iterable[PageElement], link: Link) -> str:
    """Nodes as the inside of one paragraph.

    Args:
        nodes: tags and texts in their order.
        link: gives the attributes of a link in the database, or nothing to keep its words only.

    Returns:
        HTML without outer spaces, empty when there are no words.
    """
    html = EDGES.sub("", "".join(inline(node, link) for node in nodes))
    html = SPACES.sub(" ", SEAMS.sub(r"\2", html))
    return html if TAGS.sub("", html).strip() else ""


def inline(node: PageElement, link: Link) -> str:
    """A node with the styles and links that a paragraph may hold."""
    if isinstance(node, NavigableString):
        is_text = not isinstance(node, PreformattedString)
        return escape(SPACES.sub(" ", node), quote=False) if is_text else ""
    assert isinstance(node, Tag)
    if node.name in DROPPED | {"br", "table"}:
        return "<br/>" if node.name == "br" else ""
    inside = "".join(inline(child, link) for child in node.children)
    if node.name in LINES | {"li"}:
        return f" {inside} "
    if node.name == "a" and inside.strip():
        return anchor(inside, link_attributes(str(node.get("href", "")), link))
    name = STYLES.get(node.name)
    return f"<{name}>{inside}</{name}>" if name and inside.strip() else inside


def link_attributes(href: str, link: Link) -> dict[str, str]:
    """The attributes of a link in the database, none when the link must go."""
    href = href.strip()
    attributes = (link(href) if href else None) or {}
    address = attributes.get("href")
    try:
        if address is not None and urlsplit(address).scheme.lower() not in SAFE_SCHEMES:
            return {}
    except ValueError:
        return {}
    return {name: attributes[name] for name in LINK_ATTRIBUTES if name in attributes}


def anchor(inside: str, attributes: dict[str, str]) -> str:
    """A link around HTML, or the HTML alone when it leads nowhere."""
    if not attributes:
        return inside
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<a{written}>{inside}</a>"


def bullets(items: Tag, link: Link) -> str:
    """A list with the lists inside it.

    Args:
        items: an `ol` or `ul`.
        link: as for `line`.

    Returns:
        HTML, empty when no item has words.
    """
    written: list[str] = []
    for child in items.find_all(["li", *LISTS], recursive=False):
        inside = bullets(child, link) if child.name in LISTS else item(child, link)
        if not inside:
            continue
        if child.name in LISTS and written:
            # A list that follows an item without lying in it belongs to that item.
            inside = f"{written.pop().removeprefix('<li>').removesuffix('</li>')}{inside}"
        written.append(f"<li>{inside}</li>")
    return f"<{items.name}>{''.join(written)}</{items.name}>" if written else ""


def item(node: Tag, link: Link) -> str:
    """The inside of a list item: its lines, then the lists inside it."""
    lines: list[str] = []
    loose: list[PageElement] = []
    nested: list[str] = []
    for child in node.children:
        name = child.name if isinstance(child, Tag) else None
        if name in LISTS or name in LINES:
            lines.append(line(loose, link))
            loose = []
            assert isinstance(child, Tag)
            if name in LISTS:
                nested.append(bullets(child, link))
            else:
                lines.append(line(child.children, link))
        else:
            loose.append(child)
    lines.append(line(loose, link))
    return "<br/>".join(filter(None, lines)) + "".join(nested)
