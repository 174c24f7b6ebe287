"""The nearest known spelling of what was typed, only if it finds something for this reader."""

from dataclasses import replace

from django.db.models import Count, Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engines import Request, engine
from search.models import DocumentWord, SearchWord
from search.query import parse
from search.words import fold, is_telling, words

SHORTEST = 4
SHORTEST_WITH_TWO = 7
SO_FEW = 2
"""Words of as few documents may be slips of their own."""

MANY_MORE = 10


def respell(request: Request) -> str:
    """Another spelling of the words of a request that finds something, else nothing.

    A word is respelt only if hardly a document that this reader may see has it, and many more
    have the other one.

    Args:
        request: what was asked; its audiences and filters hold for the other spelling too.
    """
    if request.query is None:
        return ""
    text = spelt = request.query.text
    for match in reversed(list(words(text))):
        folded = fold(match.group())
        if len(folded) < SHORTEST or not is_telling(folded):
            continue
        used = uses(folded, request)
        if used > SO_FEW:
            continue
        if near := nearest(folded, request.audiences, max(1, used * MANY_MORE)):
            spelt = spelt[: match.start()] + near + spelt[match.end() :]
    if spelt == text:
        return ""
    return spelt if engine().count(replace(request, query=parse(spelt), page=1)) else ""


def uses(folded: str, request: Request) -> int:
    """How many documents that the reader may see have a word, in whatever form."""
    return engine().count(Request(request.audiences, request.language, parse(folded)))


def nearest(folded: str, audiences: tuple[str, ...], least: int) -> str:
    """The known word most like this one; among equally near ones, that of most documents.

    Words of documents that the reader may not see do not even stand in the way of others: they
    would tell that they exist.

    Args:
        folded: a word without case and accents.
        audiences: what the reader belongs to.
        least: how many documents must have it.

    Returns:
        The word as it is written; empty if none is near.
    """
    farthest = 2 if len(folded) >= SHORTEST_WITH_TWO else 1
    begins = Q(folded__startswith=folded[0]) | Q(folded__startswith=folded[1])
    candidates = SearchWord.objects.filter(begins).values_list("folded", flat=True).distinct()
    near = process.extract(
        folded,
        list(candidates),
        scorer=OSA.distance,
        score_cutoff=farthest,
        limit=None,
    )
    for distance in range(1, farthest + 1):
        alike = [word for word, apart, _index in near if apart == distance]
        if best := most_used(alike, audiences, least):
            return best
    return ""


def most_used(folded: list[str], audiences: tuple[str, ...], least: int) -> str:
    """The one of these words that most documents of these audiences have, if so many have it."""
    seen = DocumentWord.objects.filter(document__audience__in=audiences, word__folded__in=folded)
    best = seen.values("word__word").annotate(used=Count("pk")).order_by("-used", "word__word")
    found = best.filter(used__gte=least).first()
    return str(found["word__word"]) if found else ""
