"""What a search or a list answers."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

EMPTY = SafeString("")


def row_anchor(kind: str, object_id: int, language: str, reader_language: str) -> str:
    """The name of a document's row in a list or in results for readers of a language.

    An object may be there in two languages: only the reader's own goes without its code.
    """
    suffix = "" if language == reader_language else f"-{language}"
    return f"{kind}-{object_id}{suffix}"


@dataclass
class Hit:
    """A document found, checked again against what the reader may see.

    `group` is the same for all translations of one object.
    """

    anchor: str
    group: str
    type: str
    title: str
    url: str
    language: str
    date: datetime.date | None
    excerpt: str
    title_html: SafeString = EMPTY
    excerpt_html: SafeString = EMPTY
    themes: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    facets: dict[str, list[str]] = field(default_factory=dict)
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def states(self) -> list[str]:
        """The countries alone, without the regions that they lie in."""
        return [code for code in self.countries if len(code) == len("FR")]


@dataclass
class Results:
    """One page of hits, with what is true of all of them.

    Attributes:
        hits: the documents of this page.
        total: how many there are on all pages.
        page: number of this page, from 1.
        pages: how many pages there are, at least 1.
        pinned: documents that editors put before all others; the first page does not repeat them.
        facets: for each name, (code, number of hits) pairs, the most frequent first.
        others: where few documents have all the words, more that have some of them.
        suggestion: another spelling that finds something; empty if there is none.
        corrected: the spelling that was searched for, where the one typed finds nothing.
        degraded: whether a standby engine answered.
    """

    hits: list[Hit]
    total: int
    page: int
    pages: int
    facets: dict[str, list[tuple[str, int]]]
    pinned: list[Hit] = field(default_factory=list)
    others: list[Hit] = field(default_factory=list)
    suggestion: str = ""
    corrected: str = ""
    degraded: bool = False
