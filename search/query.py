"""What a reader typed, turned into groups of stems; every group must be found."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings

from search.places import codes_of_place
from search.words import fold, is_telling, joined, stem, words
from thesaurus.vocabulary import Vocabulary, vocabulary

LONGEST_QUERY = 200
MOST_GROUPS = 12
LONGEST_NAME = 5

PIECE = re.compile(
    r"(?:(?<!\S)(?P<minus>-))?(?:(?P<field>th[eè]me|country|pays):)?"
    r"(?:[\"“”«](?P<quoted>[^\"“”«»]*)[\"“”»]?|(?P<plain>[^\s\"“”«»]+))",
    re.IGNORECASE,
)
FIELDS = {"theme": "theme", "thème": "theme", "country": "country", "pays": "country"}

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Any of these phrases of stems, or any of these themes, satisfies the group."""

    phrases: frozenset[Phrase]
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TextQuery:
    """A parsed query.

    Attributes:
        text: what was typed, cleaned.
        groups: what a document must have.
        without: what it must not have.
        filters: (facet, code) pairs that the words ask for.
    """

    text: str
    groups: tuple[Group, ...]
    without: tuple[Group, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """All stems to highlight."""
        return frozenset(
            part for group in self.groups for phrase in group.phrases for part in phrase
        )


def clean(text: str) -> str:
    """What the reader typed without control characters, cut to a sensible length."""
    printable = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", text)
    return " ".join(printable.split())[:LONGEST_QUERY]


def phrases_of(folded: list[str]) -> frozenset[Phrase]:
    """The phrases that a run of folded words may be in the index: by each language's stems."""
    return frozenset(
        tuple(stem(word, language) for word in folded) for language, _name in settings.LANGUAGES
    )


@dataclass
class Reading:
    """A query while it is read, piece by piece."""

    groups: list[Group] = field(default_factory=list)
    without: list[Group] = field(default_factory=list)
    filters: list[tuple[str, str]] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    def flush(self) -> None:
        """Group the loose words gathered so far."""
        self.groups.extend(loose_groups(self.loose))
        self.loose = []

    def take(self, piece: re.Match[str]) -> None:
        """Take in one piece: a word, a phrase, an exclusion or a field."""
        quoted = piece["quoted"]
        text = quoted if quoted is not None else piece["plain"]
        folded = telling(text)
        if piece["field"]:
            name = FIELDS[piece["field"].casefold()]
            if codes := codes_named(name, text):
                self.filters.extend((name, code) for code in codes)
                return
        if piece["minus"] and folded:
            self.without.append(Group(phrases_of(folded)))
        elif quoted is not None or len(folded) > 1:
            self.flush()
            self.groups.extend(run_groups(text, folded, exact=quoted is not None))
        else:
            self.loose.extend(folded)


def parse(text: str) -> TextQuery:
    """Parse what a reader typed.

    Args:
        text: words; “quoted phrases” are kept together, `-word` leaves out, `theme:` and
            `country:` before a name or code filter. Anything else is ignored, so no operator can
            be misused.

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
        tuple(reading.without[:MOST_GROUPS]),
        tuple(dict.fromkeys(reading.filters))[:MOST_GROUPS],
    )


def telling(text: str) -> list[str]:
    """The folded words of a text that tell something."""
    return [folded for match in words(text) if is_telling(folded := fold(match.group()))]


def codes_named(name: str, text: str) -> list[str]:
    """The codes of the themes or places that a name or code stands for; empty if none."""
    if name == "country":
        return sorted(codes_of_place(text))
    terms = vocabulary()
    if text in terms.terms:
        return [text]
    names = theme_names(terms)
    return sorted({code for phrase in phrases_of(telling(text)) for code in names.get(phrase, ())})


def run_groups(text: str, folded: list[str], exact: bool) -> list[Group]:
    """The group of words that belong together: a quoted phrase, or a word with hyphens.

    Args:
        text: as it was typed.
        folded: its telling words.
        exact: whether it was quoted: then only the phrase itself is meant.
    """
    if not folded:
        return []
    phrases = phrases_of(folded)
    if not exact:
        phrases |= {phrase for whole in joined(text) for phrase in phrases_of([whole])}
    return [Group(phrases)]


def loose_groups(folded: list[str]) -> list[Group]:
    """Groups of words outside quotes: the longest names of themes first, then single words."""
    terms = vocabulary()
    by_phrase = theme_names(terms)
    groups = []
    start = 0
    while start < len(folded):
        for length in range(min(LONGEST_NAME, len(folded) - start), 0, -1):
            run = folded[start : start + length]
            phrases = phrases_of(run)
            codes = {code for phrase in phrases for code in by_phrase.get(phrase, ())}
            if codes or length == 1:
                synonyms = {
                    phrase for code in codes for phrase, held in by_phrase.items() if code in held
                }
                groups.append(Group(phrases | synonyms, frozenset(codes)))
                start += length
                break
    return groups


@lru_cache(maxsize=2)
def theme_names(terms: Vocabulary) -> dict[Phrase, frozenset[str]]:
    """Codes of the themes that each name or synonym stands for; worked out once a vocabulary."""
    found: dict[Phrase, set[str]] = {}
    for term in terms.terms.values():
        for language, name in term.names.items():
            for text in (name, *term.synonyms.get(language, [])):
                if folded := telling(text):
                    phrase = tuple(stem(word, language) for word in folded)
                    found.setdefault(phrase, set()).add(term.code)
    return {phrase: frozenset(codes) for phrase, codes in found.items()}
