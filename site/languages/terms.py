"""The terms of the thesaurus in the texts of a sheet, with what the other language calls them."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from languages.marks import SIGN
from languages.sheet import Row
from languages.states import State
from thesaurus.glossary import Term, says_as_agreed, terms_in


def bring_terms(rows: Iterable[Row], source: str, target: str) -> None:
    """Mark the terms in each text, and say what they are called in the other language.

    A translation that calls them otherwise gets an advice, unless somebody found it right.

    Args:
        rows: texts of a sheet.
        source: code of the language that they are in.
        target: code of the language to translate them into.
    """
    for row in rows:
        original = without_signs(row.source)
        found = [term for term in terms_in(original, source, target) if term.translation]
        row.terms = list({term.code: term for term in found}.values())
        row.marked = marked(row.source, found)
        if row.state == State.MISSING or row.typed is not None or row.is_reviewed:
            continue
        text = without_signs(row.text)
        row.advice = [
            term
            for term in row.terms
            if not says_as_agreed(text, term, original[term.start : term.end], source, target)
        ]


def without_signs(text: str) -> str:
    """A text without its signs, which are no words; in their place nothing moves."""
    return SIGN.sub(lambda sign: " " * len(sign.group()), text)


def marked(text: str, terms: Iterable[Term]) -> SafeString:
    """A text with its terms marked.

    Args:
        text: plain.
        terms: in its order; none overlaps another.
    """
    parts: list[str | SafeString] = []
    at = 0
    for term in terms:
        parts += [
            text[at : term.start],
            format_html("<mark>{}</mark>", text[term.start : term.end]),
        ]
        at = term.end
    return format_html_join("", "{}", ((part,) for part in [*parts, text[at:]]))
