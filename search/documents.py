"""What the index is told of an object, and where objects come from."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

LONGEST_SUMMARY = 300


@dataclass(frozen=True)
class Entry:
    """An object in one language, as the index sees it.

    Attributes:
        type: one of `article`, `project`, … : the type that readers filter by.
        language: BCP 47 code of the text.
        group: the same for all translations of one object.
        title: its title.
        summary: a sentence or two.
        body: all its other words.
        date: the date that lists sort by.
        path: its place in the page tree; empty for what is no page.
        facets: (name, code) pairs that filters find it by.
        themes: codes of its own themes, in the editor's order, to be shown.
        details: facts that its row in results shows, by name: `place`, `format`, `size` in bytes,
            `function`, `organization`; of what was made from a page, `freshness`, `complete` in
            percent, and the language it was `made_from`.
        audience: who may see it; sources fill it in.
        shown_in: languages whose lists show this version of it; sources fill it in.
    """

    type: str
    language: str
    group: str
    title: str
    summary: str
    body: str
    date: datetime.date | None
    path: str = ""
    facets: list[tuple[str, str]] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    details: dict[str, str | int] = field(default_factory=dict)
    audience: str = ""
    shown_in: tuple[str, ...] = ()


class Source(Protocol):
    """A kind of object that can be found: pages, organisations."""

    kind: str

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """The entries of these objects: (object id, entry), several for several languages."""
        ...

    def all_ids(self) -> Iterable[int]:
        """The ids of all objects that may have entries."""
        ...

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """Addresses of (object id, language) pairs, without those that may not be seen now."""
        ...


def opening(text: str) -> tuple[str, str]:
    """The beginning of a text, to be its summary, and the rest: a word cut in two is not found."""
    if len(text) <= LONGEST_SUMMARY:
        return text, ""
    end = text.rfind(" ", 0, LONGEST_SUMMARY + 1)
    end = end if end > 0 else LONGEST_SUMMARY
    return text[:end], text[end:].lstrip()


SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make the objects of a source findable."""
    SOURCES[source.kind] = source
