"""“Did you mean”: the nearest known spelling, only if it would find something for this reader."""

from dataclasses import replace
from difflib import get_close_matches

from django.db.models import Exists, OuterRef, QuerySet

from search.engines import Request, engine
from search.models import DocumentWord, SearchWord
from search.query import parse
from search.words import fold, is_telling, words

MOST_CANDIDATES = 3000


def known_words(audiences: tuple[str, ...]) -> QuerySet[SearchWord]:
    """The words of the documents that the holder of these audiences may see.

    Those of others are not even candidates: they would stand in the way of better ones, and so
    tell that they exist.
    """
    seen = DocumentWord.objects.filter(word=OuterRef("pk"), document__audience__in=audiences)
    return SearchWord.objects.filter(Exists(seen))


def near_words(folded: str, audiences: tuple[str, ...]) -> list[str]:
    """Known words that look like this one and begin with the same letter, best first."""
    like = known_words(audiences).filter(folded__gte=folded[0], folded__lt=chr(ord(folded[0]) + 1))
    known = dict(like.order_by("folded", "-word").values_list("folded", "word")[:MOST_CANDIDATES])
    return [known[match] for match in get_close_matches(folded, known, n=3, cutoff=0.72)]


def suggest(request: Request) -> str:
    """Another spelling of the request's words that finds something, else nothing.

    Candidates, and what they find, are those of the reader's own audiences.
    """
    if request.query is None:
        return ""
    text = request.query.text
    spelt = text
    for match in reversed(list(words(text))):
        folded = fold(match.group())
        if not is_telling(folded) or len(folded) < 4:
            continue
        if known_words(request.audiences).filter(folded=folded).exists():
            continue
        if near := near_words(folded, request.audiences):
            spelt = spelt[: match.start()] + near[0] + spelt[match.end() :]
    if spelt == text:
        return ""
    return spelt if engine().count(replace(request, query=parse(spelt), page=1)) else ""
