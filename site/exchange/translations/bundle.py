"""The texts of pages on their way out of the site and back, whatever the format of the file."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from exchange.translations.markup import MarkupError, form_of, is_link, runs_of


@dataclass
class Line:
    """One text of a page beside its translation.

    Attributes:
        key: which text of which page it is; the same in every file.
        was: a short digest of the translation that the file was made with; empty without one.
        source: the original, as HTML with `b`, `i`, `br`… and links named `<a id="a1">`.
        target: its translation, likewise; empty without one.
        page: the title of the page.
        language: code of the language of the original, where the file says it of each page.
        links: where the links of the original lead, by their names; read files have none.
        remark: what the translator should know of the translation that is there.
        is_unfinished: whether the file itself says that the translation is not done.
    """

    key: str
    was: str
    source: str
    target: str
    page: str = ""
    language: str = ""
    links: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    is_unfinished: bool = False


@dataclass
class Bundle:
    """What a file holds: texts of any number of pages, into one language.

    Attributes:
        source_language: code of the language of the originals; several codes with spaces between.
        target_language: code of the language of the translations.
        made: when the file was made, as ISO 8601 writes it.
        lines: the texts, those of a page one after the other.
    """

    source_language: str
    target_language: str
    made: str
    lines: list[Line] = field(default_factory=list)

    def mark_of(self, target: str) -> str:
        """What the site notes beside a translation that it takes from the file."""
        return f"file {self.made[:40]} {digest_of_target(target)}"

    def is_into(self, language: str) -> bool:
        """Whether it translates into a language, whatever country a program has added."""
        return is_language(self.target_language, language)

    def is_from(self, language: str) -> bool:
        """Whether it translates from a language."""
        return any(is_language(one, language) for one in self.source_language.split())

    @staticmethod
    def from_data(data: dict[str, Any]) -> "Bundle":
        """A bundle, as JSON kept it."""
        lines = [Line(**one) for one in data["lines"]]
        return Bundle(data["source_language"], data["target_language"], data["made"], lines)


def key_of(number: int, uuid: str, path: str, source: str) -> str:
    """The key of a text: short enough to stand in a table.

    Args:
        number: the key of the translation of its page.
        uuid: the name of that translation, which no other site has.
        path: the place of the text on the page.
        source: the text, as HTML.
    """
    return f"{place_of(number, uuid, path)}{digest(uuid, path, print_of(source))[:8]}"


def place_of(number: int, uuid: str, path: str) -> str:
    """The beginning of the keys of all texts that ever stood at a place."""
    return f"{number}-{digest(uuid, path)[:6]}"


def translation_in(key: str) -> int:
    """The number of the translation of a page that a key of ours is about."""
    return int(key.partition("-")[0])


def digest_of_target(target: str) -> str:
    """What tells a translation from another one; empty for none."""
    return digest(print_of(target))[:8] if target else ""


def digest(*parts: str) -> str:
    """A digest of several texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1_000)
def print_of(html: str) -> str:
    """What is the same of a text in every format: its words and their looks, without addresses."""
    try:
        form = form_of(runs_of(html))
    except MarkupError:
        return html
    return repr(
        [(words, sorted("a" if is_link(look) else look for look in looks)) for words, looks in form]
    )


def is_language(named: str, code: str) -> bool:
    """Whether a file names a language of the site."""
    plain = named.lower().replace("_", "-")
    return plain == code or plain.partition("-")[0] == code
