"""Acronyms: spelt out once, or known to everybody."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from pages.checks.content import Content, Place
from pages.checks.finding import Found, Rule

ACRONYM = re.compile(r"(?<![\w’'./@-])([A-ZÀ-Ý]{2,6})(?:s|x)?(?![\w’'/@-]|\.\w)")
ROMAN = re.compile(r"[IVXLCDM]+")
CAPITALS = re.compile(r"[A-ZÀ-Ý]{2,}")

KNOWN = {
    "ONG", "ONU", "UE", "USA", "SMS", "MMS", "PDF", "TV", "GPS", "USB", "CD", "DVD", "WC",
    "HTML", "URL", "QR", "FAQ", "OK", "CV", "PME", "RIB", "BP", "CEO", "NGO", "UN", "EU", "UK",
    "US", "UNESCO", "UNICEF", "OMS", "WHO", "AM", "PM", "GMT", "UTC", "VIH", "HIV", "SIDA",
    "AIDS", "ODD", "SDG", "CC", "BY", "SA", "EUR", "USD", "XOF", "XAF", "CFA", "CHF", "MAD",
    "ID", "IT", "PS", "NB", "RSVP", "ADN", "DNA", "LED", "FM", "AG", "CA", "FCFA",
}  # fmt: skip
"""Acronyms that need no explanation."""


def is_spelt_out(acronym: str, words: str) -> bool:
    """Whether a text says somewhere, in brackets, what the letters stand for."""
    return f"({acronym})" in words or re.search(rf"\b{acronym}\s*\(\w", words) is not None


def is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the word beside is in capitals too: not an acronym, but a passage in capitals."""
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    return any(CAPITALS.fullmatch(word.strip(".,:;!?«»“”()")) for word in before + after)


def unknown_acronyms(content: Content) -> Iterator[Found]:
    """Acronyms that the page never spells out, each where it stands first."""
    words = content.words
    told: set[str] = set()
    for place, paragraph in ((t.place, part) for t in content.texts for part in t.paragraphs):
        for acronym in acronyms(paragraph):
            if acronym in told:
                continue
            told.add(acronym)
            if acronym not in content.known_names and not is_spelt_out(acronym, words):
                yield found(place, acronym)


def acronyms(paragraph: str) -> Iterator[str]:
    """The acronyms of a paragraph that not everybody knows."""
    for match in ACRONYM.finditer(paragraph):
        acronym = match[1]
        if acronym in KNOWN or ROMAN.fullmatch(acronym):
            continue
        if not is_shouted(paragraph, match.start(), match.end()):
            yield acronym


def found(place: Place, acronym: str) -> Found:
    """An acronym that nobody explains."""
    return Found(place, {"acronym": acronym})


RULES = (
    Rule(
        "acronym",
        _(
            "“%(acronym)s” is explained neither on this page nor in the thesaurus: write once what "
            "the letters stand for, with the letters in brackets."
        ),
        unknown_acronyms,
    ),
)
