"""The terms of the thesaurus in the texts of a sheet, with what the other language calls them."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from languages.marks import SIGN
from languages.sheet import Row
from thesaurus.glossary import Term, terms_in


def bring_terms(rows: Iterable[Row], source: str, target: str) -> None:
    """Mark the terms in each text, and say what they are called in the other language.

    Args:
        rows: texts of a sheet.
        source: code of the language that they are in.
        target: code of the language to translate them into.
    """
    for row in rows:
        # Signs are no words; in their place nothing moves.
        plain = SIGN.sub(lambda sign: " " * len(sign.group()), row.source)
        found = [term for term in terms_in(plain, source, target) if term.translation]
        row.terms = list({term.code: term for term in found}.values())
        row.marked = marked(row.source, found)


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
