"""What a reader typed, turned into groups of stems; every group must be found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from search.places import codes_of_place
from search.theme_names import codes_of_theme, names_of, theme_at
from search.words import Phrase, is_question_word, phrases_of

LONGEST_QUERY = 200
MOST_GROUPS = 12

NAMES = {
    "theme": ("theme", "thème", "tema", "موضوع", "الموضوع"),
    "country": ("country", "pays", "país", "pais", "بلد", "البلد"),
}
"""What a facet is called before a colon, in each language of the interface."""
FIELDS = {name: facet for facet, names in NAMES.items() for name in names}

PIECE = re.compile(
    rf"(?:(?<!\S)(?P<minus>-))?(?:(?P<field>{'|'.join(FIELDS)}):)?"
    r"(?:[\"“”«](?P<quoted>[^\"“”«»]*)[\"“”»]?|(?P<plain>[^\s\"“”«»]+))",
    re.IGNORECASE,
)

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """What satisfies one wish of a reader: any of these.

    Attributes:
        phrases: phrases of stems, as they were typed.
        alike: phrases of stems that stand for the same theme.
        themes: codes of themes.
    """

    phrases: frozenset[Phrase]
    alike: frozenset[Phrase] = frozenset()
    themes: frozenset[str] = frozenset()

    def implies(self, other: "Group") -> bool:
        """Whether what satisfies this one always satisfies another."""
        anyhow = other.phrases | other.alike
        return self.phrases | self.alike <= anyhow and self.themes <= other.themes


@dataclass(frozen=True)
class TextQuery:
    """A parsed query.

    Attributes:
        text: what was typed, cleaned.
        groups: what a document must have.
        beside: words that were typed one after the other, as phrases.
        without: what it must not have.
        filters: (facet, codes) pairs that the words ask for: one of the codes each, as a name may
            stand for several.
        excluded: (facet, code) pairs that they leave out.
        shares: how much each group counts, 1 on average; nothing where they count alike.
    """

    text: str
    groups: tuple[Group, ...]
    beside: tuple[frozenset[Phrase], ...] = ()
    without: tuple[Group, ...] = ()
    filters: tuple[tuple[str, Codes], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    shares: tuple[float, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """All stems to highlight: not the parts of other names, which mean less than the whole."""
        typed = {part for group in self.groups for phrase in group.phrases for part in phrase}
        names = {phrase for group in self.groups for phrase in group.alike if len(phrase) == 1}
        return frozenset(typed | {name for (name,) in names})


@dataclass
class Reading:
    """A query while it is read, piece by piece."""

    groups: list[Group] = field(default_factory=list)
    beside: list[frozenset[Phrase]] = field(default_factory=list)
    without: list[Group] = field(default_factory=list)
    filters: list[tuple[str, Codes]] = field(default_factory=list)
    excluded: list[tuple[str, str]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    def take(self, piece: re.Match[str]) -> None:
        """Take in one piece: a word, a phrase, an exclusion or a field."""
        name, codes = asked_by(piece)
        if codes and piece["minus"]:
            self.excluded.extend((name, code) for code in codes)
            return
        if codes:
            self.filters.append((name, codes))
            return
        quoted = piece["quoted"]
        text = text_of(piece)
        phrases = phrases_of(text, exact=quoted is not None)
        if not phrases:
            return
        if piece["minus"]:
            self.without.append(Group(phrases))
        elif quoted is not None:
            self.flush()
            self.groups.append(Group(phrases))
        else:
            self.loose.append(text)

    def flush(self) -> None:
        """Group the loose words gathered so far: the longest names of themes, then single words."""
        loose = [text for text in self.loose if not is_question_word(text)] or self.loose
        self.loose = []
        self.beside += [phrases_of(" ".join(pair), exact=True) for pair in pairwise(loose)]
        start = 0
        while start < len(loose):
            length, codes = theme_at(loose, start)
            typed = phrases_of(" ".join(loose[start : start + length]), exact=length > 1)
            self.groups.append(Group(typed, names_of(codes) - typed, codes))
            start += length


def text_of(piece: re.Match[str]) -> str:
    """What a piece of a query says, without the marks around it."""
    return piece["plain"] if piece["quoted"] is None else piece["quoted"]


def asked_by(piece: re.Match[str]) -> tuple[str, Codes]:
    """The facet of a piece that is a field, and the codes that it names; none for any other."""
    name = FIELDS[piece["field"].casefold()] if piece["field"] else ""
    if not name:
        return name, ()
    text = text_of(piece)
    return name, tuple(sorted(codes_of_place(text) if name == "country" else codes_of_theme(text)))


def wished(cleaned: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that documents should have: not those that filter or leave out."""
    for piece in PIECE.finditer(cleaned):
        if not piece["minus"] and not asked_by(piece)[1]:
            yield piece.span("plain" if piece["quoted"] is None else "quoted")


def clean(text: str) -> str:
    """What the reader typed without control characters, cut to a sensible length."""
    printable = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", text)
    return " ".join(printable.split())[:LONGEST_QUERY]


def parse(text: str) -> TextQuery:
    """Parse what a reader typed.

    Args:
        text: words; “quoted phrases” are kept together, `-word` leaves out, `theme:` and
            `country:` before a name or code filter, or leave out after a `-`. Anything else is
            ignored, so no operator can be misused.

    Returns:
        The query; without groups when no telling word was typed.
    """
    cleaned = clean(text)
    reading = Reading()
    for piece in PIECE.finditer(cleaned):
        reading.take(piece)
    reading.flush()
    return TextQuery(
        cleaned,
        tuple(reading.groups[:MOST_GROUPS]),
        tuple(reading.beside[:MOST_GROUPS]),
        tuple(reading.without[:MOST_GROUPS]),
        tuple(dict.fromkeys(reading.filters))[:MOST_GROUPS],
        tuple(dict.fromkeys(reading.excluded))[:MOST_GROUPS],
    )
