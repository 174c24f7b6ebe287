"""The nearest spelling of what was typed, among the words of texts that the reader may see."""

from itertools import islice

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.engines import Request, engine
from search.models import SearchWord
from search.query import MOST_GROUPS, Group, TextQuery, wished
from search.words import WORD, fold, is_telling, phrases_of

SHORTEST = 4
SHORTEST_WITH_TWO = 8
SHORTEST_PART = 3
SO_FEW = 2
"""Words of as few documents may be slips of their own."""

MANY_MORE = 10

MOST_TRIED = 200
"""Of words that are all as near: a file may hold thousands; each is a question to the engine."""


def respell(request: Request) -> str:
    """Another spelling of the words of a request; empty if there is none.

    A word is respelt only if hardly a document that this reader may see has it, and many more
    have the other one.

    Args:
        request: what was asked, and by whom.
    """
    if request.query is None or not request.query.groups:
        return ""
    text = spelt = request.query.text
    found = [match for place in wished(text) for match in WORD.finditer(text, *place)]
    # As few as count in a query, each once: every one of them is a question to the engine.
    known = islice(dict.fromkeys(fold(match.group()) for match in found), MOST_GROUPS)
    others = {folded: near for folded in known if (near := better(folded, request))}
    for match in reversed(found):
        if other := others.get(fold(match.group())):
            spelt = spelt[: match.start()] + other + spelt[match.end() :]
    return spelt if spelt != text else ""


def better(folded: str, request: Request) -> str:
    """A near word that many more documents have, or the same in two words; else nothing."""
    if len(folded) < SHORTEST or not is_telling(folded):
        return ""
    used = uses([folded], request, SO_FEW + 1)[folded]
    if used > SO_FEW:
        return ""
    return nearest(folded, request, max(1, used * MANY_MORE)) or (
        "" if used else in_two(folded, request)
    )


def uses(texts: list[str], request: Request, most: int | None = None) -> dict[str, int]:
    """How many documents that the reader may see have each of these words, side by side.

    Words of documents that she may not see do not even stand in the way of others: they would
    tell that they exist.

    Args:
        texts: a word each, or several.
        request: who the reader is.
        most: there is no need to count beyond it.
    """
    phrases = {text: found for text in texts if (found := phrases_of(text, exact=True))}
    asked = [
        Request(request.audiences, request.language, TextQuery(text, (Group(found),)))
        for text, found in phrases.items()
    ]
    return dict.fromkeys(texts, 0) | dict(zip(phrases, engine().counts(asked, most), strict=True))


def nearest(folded: str, request: Request, least: int) -> str:
    """The known word most like this one; among equally near ones, that of most documents.

    Args:
        folded: a word without case and accents.
        request: whose reader must be allowed to see documents with it.
        least: how many there must be.

    Returns:
        The word as it is written; empty if none is near.
    """
    farthest = 2 if len(folded) >= SHORTEST_WITH_TWO else 1
    begins = Q(folded__startswith=folded[0]) | Q(folded__startswith=folded[1])
    known = dict(SearchWord.objects.filter(begins).values_list("folded", "word"))
    near = process.extract(
        folded, known.keys(), scorer=OSA.distance, score_cutoff=farthest, limit=None
    )
    for distance in range(1, farthest + 1):
        alike = sorted(word for word, apart, _key in near if apart == distance)
        used = uses(alike[:MOST_TRIED], request)
        best = max(used, key=used.__getitem__, default="")
        if best and used[best] >= least:
            return known[best]
    return ""


def in_two(folded: str, request: Request) -> str:
    """A word in two, as most documents write it; empty if none does."""
    cuts = range(SHORTEST_PART, len(folded) - SHORTEST_PART + 1)
    pairs = [f"{folded[:cut]} {folded[cut:]}" for cut in cuts]
    halves = {half for pair in pairs for half in pair.split()}
    known = set(SearchWord.objects.filter(folded__in=halves).values_list("folded", flat=True))
    candidates = [pair for pair in pairs if known.issuperset(pair.split())]
    used = uses(candidates, request)
    best = max(candidates, key=used.__getitem__, default="")
    return best if best and used[best] else ""
