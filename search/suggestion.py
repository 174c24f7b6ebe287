"""“Did you mean”: the nearest known spelling, only if it would find something for this reader."""

from dataclasses import replace
from difflib import get_close_matches

from search.engines import Request, engine
from search.models import SearchWord
from search.query import parse
from search.words import fold, is_telling, words

MOST_CANDIDATES = 3000


def near_words(folded: str) -> list[str]:
    """Known words that look like this one and begin with the same letter, best first."""
    known = dict(
        SearchWord.objects.filter(folded__startswith=folded[0]).values_list("folded", "word")[
            :MOST_CANDIDATES
        ]
    )
    return [known[match] for match in get_close_matches(folded, known, n=3, cutoff=0.72)]


def suggest(request: Request) -> str:
    """Another spelling of the request's words that finds something, else nothing.

    It is checked with the reader's own audiences, so that it never betrays a hidden word.
    """
    if request.query is None:
        return ""
    text = request.query.text
    spelt = text
    for match in reversed(list(words(text))):
        folded = fold(match.group())
        if not is_telling(folded) or len(folded) < 4:
            continue
        if SearchWord.objects.filter(folded=folded).exists():
            continue
        if near := near_words(folded):
            spelt = spelt[: match.start()] + near[0] + spelt[match.end() :]
    if spelt == text:
        return ""
    return spelt if engine().count(replace(request, query=parse(spelt), page=1)) else ""
