"""Names of countries and regions, as readers type them."""

from functools import lru_cache

from search.words import folded_words
from thesaurus.standard import names_of
from thesaurus.vocabulary import Vocabulary, vocabulary


def codes_of_place(text: str) -> frozenset[str]:
    """The codes of the places that a name in one of the site's languages, or a code, stands for."""
    names = place_names(vocabulary())
    return names.get(tuple(folded_words(text)), frozenset())


@lru_cache(maxsize=2)
def place_names(terms: Vocabulary) -> dict[tuple[str, ...], frozenset[str]]:
    """Codes by folded name; worked out once a vocabulary."""
    found: dict[tuple[str, ...], set[str]] = {}
    for code, (_broader, own_name) in terms.places.items():
        for name in (code, own_name, *names_of(code)):
            if words := tuple(folded_words(name)):
                found.setdefault(words, set()).add(code)
    return {words: frozenset(codes) for words, codes in found.items()}
