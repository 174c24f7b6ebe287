"""Whether the thesaurus knows a word already: duplicates are shown before they are proposed."""

from functools import lru_cache

from thesaurus.glossary import keys
from thesaurus.models import TermProposal
from thesaurus.vocabulary import Vocabulary, vocabulary


def written_alike(text: str, language: str) -> tuple[str, ...]:
    """A word or name as it is compared: without case, accents, hyphens and signs of plurals."""
    return tuple(keys(text, language))


def themes_called(text: str, language: str = "") -> list[str]:
    """The codes of the themes that a word stands for, those whose name it is first.

    Args:
        text: the word or name.
        language: only words of this language; of all languages when empty.
    """
    terms = vocabulary()
    languages = [language] if language else sorted(languages_of(terms))
    found = [
        code
        for one in languages
        for code in codes_by_word(terms, one).get(written_alike(text, one), ())
    ]
    return list(dict.fromkeys(found))


def proposed_alike(text: str, language: str) -> TermProposal | None:
    """What somebody proposed already in a language and nobody has answered."""
    wanted = written_alike(text, language)
    waiting = TermProposal.objects.waiting().filter(language=language)
    return next((row for row in waiting if written_alike(row.name, language) == wanted), None)


def languages_of(terms: Vocabulary) -> set[str]:
    """The languages in which any theme has a name."""
    return {language for term in terms.terms.values() for language in term.names}


@lru_cache(maxsize=16)
def codes_by_word(terms: Vocabulary, language: str) -> dict[tuple[str, ...], list[str]]:
    """Codes by all that themes are called in a language; worked out once a vocabulary."""
    found: dict[tuple[str, ...], list[str]] = {}
    for code, term in terms.terms.items():
        if name := term.names.get(language):
            found.setdefault(written_alike(name, language), []).append(code)
    for code, term in terms.terms.items():
        for word in term.synonyms.get(language, ()):
            found.setdefault(written_alike(word, language), []).append(code)
    return found
