"""The styles of an .odt, as far as they carry meaning."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
BOLD_WEIGHTS = {"bold", "600", "700", "800", "900"}
DEEPEST_CHAIN = 20


def named(name: str) -> str:
    """The name of a tag or attribute, written `prefix:name`, as ElementTree knows it."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class Look(NamedTuple):
    """How letters look, where it means something."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    struck: bool = False

    def wrap(self, html: str) -> str:
        """HTML within the tags of this look."""
        worn_by_name = {
            "strong": self.bold,
            "em": self.italic,
            "sup": self.raised,
            "s": self.struck,
        }
        for name, worn in worn_by_name.items():
            html = f"<{name}>{html}</{name}>" if worn and html.strip() else html
        return html


@dataclass
class Styles:
    """Styles by family and name, lists by name, and which styles the author made by hand."""

    found: dict[tuple[str, str], Element] = field(default_factory=dict)
    ordered: dict[str, set[int]] = field(default_factory=dict)
    automatic: set[tuple[str, str]] = field(default_factory=set)

    def add(self, root: Element) -> None:
        """Add the styles of a part of the file.

        Args:
            root: the root of `styles.xml` or `content.xml`.
        """
        for style in root.iter(named("style:style")):
            key = style.get(named("style:family"), ""), style.get(named("style:name"), "")
            self.found[key] = style
        for group in root.iter(named("office:automatic-styles")):
            for style in group.iter(named("style:style")):
                key = style.get(named("style:family"), ""), style.get(named("style:name"), "")
                self.automatic.add(key)
        for style in root.iter(named("text:list-style")):
            self.ordered[style.get(named("style:name"), "")] = {
                int(level.get(named("text:level"), "1"))
                for level in style.iter(named("text:list-level-style-number"))
                if level.get(named("style:num-format"))
            }

    def chain(self, family: str, name: str) -> Iterator[tuple[str, Element]]:
        """A style and those it is made from, nearest first, with their names."""
        for _step in range(DEEPEST_CHAIN):
            style = self.found.get((family, name))
            if style is None:
                return
            yield name, style
            name = style.get(named("style:parent-style-name"), "")

    def names(self, family: str, name: str) -> list[str]:
        """The name of a style, then those it is made from, as people see them, in small letters."""
        chain = [(name, None), *self.chain(family, name)]
        shown = [
            (style.get(named("style:display-name")) if style is not None else None) or key
            for key, style in chain
        ]
        return [text.replace("_20_", " ").lower() for text in shown]

    def look(self, family: str, name: str, look: Look) -> Look:
        """The look of letters in a style.

        Args:
            family: `text`, or `paragraph` whose named styles are left out: a heading is bold
                by its design, not by its meaning.
            name: of the style.
            look: of the letters around.
        """
        properties: dict[str, str] = {}
        for parent, style in self.chain(family, name):
            if family == "paragraph" and (family, parent) not in self.automatic:
                break
            for found in style.iter(named("style:text-properties")):
                properties = {**found.attrib, **properties}
        weight = properties.get(named("fo:font-weight"))
        slant = properties.get(named("fo:font-style"))
        position = properties.get(named("style:text-position"))
        line = properties.get(named("style:text-line-through-style"))
        return Look(
            look.bold if weight is None else weight in BOLD_WEIGHTS,
            look.italic if slant is None else slant in ("italic", "oblique"),
            look.raised if position is None else is_raised(position),
            look.struck if line is None else line != "none",
        )

    def runs_from_right(self, family: str, name: str) -> bool:
        """Whether a style sets its text from right to left."""
        for _parent, style in self.chain(family, name):
            for found in style.iter(named("style:paragraph-properties")):
                if mode := found.get(named("style:writing-mode")):
                    return mode.startswith("rl")
        return False

    def is_ordered(self, name: str, level: int) -> bool:
        """Whether a list counts its items at a level from 1."""
        return level in self.ordered.get(name, ())


def is_raised(position: str) -> bool:
    """Whether a `style:text-position` such as `super 58%` or `33% 58%` lies above the line."""
    first = position.split(" ", maxsplit=1)[0]
    return first == "super" or (first.rstrip("%").isdecimal() and first not in ("0", "0%"))
