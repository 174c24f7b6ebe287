"""A language in which each text of the interface stands in brackets, two fifths longer.

It is Greek to all else: dates, countries and what people write are in Greek letters, so that a
Latin word outside the brackets can only be one that nobody gave to translators.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from bs4 import BeautifulSoup
from django.utils.translation import activate, get_language, trans_real

CODE = "el"
OPENED, CLOSED = "⟦", "⟧"
LONGER = 0.4
BESIDE = "\x04"
"""What gettext puts between a context and its text."""

BRACKETED = re.compile(f"{OPENED}[^{OPENED}{CLOSED}]*{CLOSED}")
ADDRESS = re.compile(r"https?://\S+|\S+@\S+|[\w./-]+\.(?:pdf|docx|odt|txt|csv|xlsx)\b")
MARKED = re.compile(r"[Mm]ark\d{3}q")
WORD = re.compile(r"[A-Za-z][A-Za-zÀ-ɏ]+")
SPOKEN = ("alt", "aria-label", "title", "placeholder", "content", "data-said")
"""Attributes whose words readers are told."""

NO_WORDS = {
    "PDF", "KB", "MB", "UTC", "WhatsApp", "SMS", "iCal", "Atom", "CSV", "docx", "odt", "el",
    "SIREN", "RNA", "ROR", "IATI", "TXT", "XM", "DAC", "xlsx", "SQLite", "PostgreSQL",
    "Elasticsearch",
}  # fmt: skip
"""Names, units, codes, and what machines read."""


def bracketed(text: str) -> str:
    """A text as the pseudo-language has it."""
    return f"{OPENED}{text}{' ~~~~' * round(len(text) * LONGER / 5)}{CLOSED}"


class PseudoTranslation(trans_real.DjangoTranslation):
    """The catalogues of a language, all of whose texts are bracketed."""

    def gettext(self, message: str) -> str:
        """A text; one with a context that no catalogue has is given without it."""
        return bracketed(super().gettext(message).rpartition(BESIDE)[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """One form of a text."""
        return bracketed(super().ngettext(msgid1, msgid2, n).rpartition(BESIDE)[2])


@contextmanager
def pseudo_spoken() -> Iterator[None]:
    """Speak the pseudo-language wherever Greek is asked for."""
    known, before = trans_real._translations, get_language()
    kept = dict(known)
    known[CODE] = PseudoTranslation(CODE)
    activate(CODE)
    try:
        yield
    finally:
        known.clear()
        known.update(kept)
        activate(before or "en")


def hard_coded(text: str) -> list[str]:
    """The Latin words of a text that stand outside all brackets and are nobody's own."""
    text = MARKED.sub(" ", ADDRESS.sub(" ", text))
    while BRACKETED.search(text):
        text = BRACKETED.sub(" ", text)
    return [word for word in WORD.findall(text) if word not in NO_WORDS]


def hard_coded_in(html: str) -> list[str]:
    """The same of a page, with what its attributes tell."""
    soup = BeautifulSoup(html, "html.parser")
    for unread in soup.find_all(["script", "style", "code", "svg"]):
        unread.decompose()
    if soup.title and soup.h1 and soup.h1.get("lang", CODE) != CODE:
        soup.title.decompose()  # the words of its heading; no title can say its language
    for foreign in soup.find_all(lang=lambda code: code not in (None, CODE)):
        foreign.decompose()
    texts = [tag.get_text(" ") for tag in (soup.head and soup.head.title, soup.body or soup) if tag]
    for name in SPOKEN:
        for tag in soup.find_all(attrs={name: True}):
            if tag.name != "meta" or "description" in str(tag.get("name", tag.get("property"))):
                texts.append(str(tag[name]))
    texts += [str(tag["value"]) for tag in soup.find_all("input", type="submit", value=True)]
    return sorted({word for text in texts for word in hard_coded(text)})
