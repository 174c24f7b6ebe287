"""What a reader typed, turned into groups of stems; every group must be found."""

import re
from dataclasses import dataclass
from functools import lru_cache

from search.words import STEMMERS, fold, is_telling, stem, words
from thesaurus.vocabulary import Vocabulary, vocabulary

LONGEST_QUERY = 200
MOST_GROUPS = 12
LONGEST_NAME = 5

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Any of these phrases of stems, or any of these themes, satisfies the group."""

    phrases: frozenset[Phrase]
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TextQuery:
    """A parsed query."""

    text: str
    groups: tuple[Group, ...]

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
    return frozenset(tuple(stem(word, language) for word in folded) for language in STEMMERS)


def parse(text: str) -> TextQuery:
    """Parse what a reader typed.

    Args:
        text: words, with “quoted phrases” kept together; anything else is ignored, so no
            operator can be misused.

    Returns:
        The query; without groups when no telling word was typed.
    """
    cleaned = clean(text)
    groups: list[Group] = []
    for index, piece in enumerate(re.split(r"[\"“”«»]", cleaned)):
        folded = [f for f in (fold(match.group()) for match in words(piece)) if is_telling(f)]
        if index % 2 and folded:
            groups.append(Group(phrases_of(folded)))
        else:
            groups.extend(loose_groups(folded))
    return TextQuery(cleaned, tuple(groups[:MOST_GROUPS]))


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
                folded = [f for f in (fold(w.group()) for w in words(text)) if is_telling(f)]
                if folded:
                    phrase = tuple(stem(word, language) for word in folded)
                    found.setdefault(phrase, set()).add(term.code)
    return {phrase: frozenset(codes) for phrase, codes in found.items()}
