"""How good an order is, from grades that people gave: pure arithmetic."""

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 10


def discounted_gain(grades: Sequence[int]) -> float:
    """What a list is worth: each document 2^grade − 1, less the further down it stands.

    Args:
        grades: 0 to 3, in the order of the list.
    """
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """The worth of the first documents found, as a share of the best order there could be.

    Args:
        found: names of documents, best first; each counts once.
        grades: grade by name of every document that was judged; others are worth nothing.
        depth: how many documents a reader looks at.

    Returns:
        0 (nothing of use) to 1 (no better order exists).

    Raises:
        ValueError: no document has a grade above 0, so no order is better than another.
    """
    best = discounted_gain(sorted(grades.values(), reverse=True)[:depth])
    if not best:
        raise ValueError("Nothing answers this query: its order cannot be measured.")
    distinct = list(dict.fromkeys(found))[:depth]
    return discounted_gain([grades.get(name, 0) for name in distinct]) / best


def zero_result_rate(totals: Sequence[int]) -> float:
    """The share of queries that found nothing at all.

    Args:
        totals: how many documents each query found.

    Raises:
        ValueError: there are no queries.
    """
    if not totals:
        raise ValueError("There is no query to take a share of.")
    return sum(total == 0 for total in totals) / len(totals)
