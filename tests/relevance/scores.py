"""What the present engine answers to the judged queries, and how good that is."""

from collections.abc import Iterable
from dataclasses import dataclass

from access.models import PUBLIC
from search.search import search
from tests.relevance.judgements import Judgement
from tests.relevance.measure import ndcg, zero_result_rate


@dataclass(frozen=True)
class Score:
    """A judged query with what was found.

    Attributes:
        judgement: the query and its grades.
        found: names of the documents of the first page, best first, and of those shown beneath
            that have only half of the words.
        total: how many documents have all the words.
    """

    judgement: Judgement
    found: list[str]
    total: int

    @property
    def ndcg(self) -> float:
        """How good the order is, from 0 to 1; only of a query that has an answer."""
        return ndcg(self.found, self.judgement.grades)


@dataclass(frozen=True)
class Summary:
    """What is true of many scores, each from 0 to 1; None where no query can tell.

    Attributes:
        ndcg: mean nDCG@10 of the queries that have an answer.
        zero_results: the share of them that found nothing.
        silent: the share of the queries without an answer that rightly found nothing.
    """

    ndcg: float | None
    zero_results: float | None
    silent: float | None


def score(judgements: Iterable[Judgement]) -> list[Score]:
    """Ask the present engine each query, as a visitor who reads its language."""
    scores = []
    for judgement in judgements:
        results = search(judgement.query, (PUBLIC,), {}, judgement.language, counted=())
        scores.append(
            Score(judgement, [hit.url for hit in (*results.hits, *results.others)], results.total)
        )
    return scores


def summarise(scores: Iterable[Score]) -> Summary:
    """The figures of some scores."""
    answerable, others = [], []
    for one in scores:
        (answerable if one.judgement.has_answer else others).append(one)
    return Summary(
        ndcg=sum(one.ndcg for one in answerable) / len(answerable) if answerable else None,
        zero_results=zero_result_rate([one.total for one in answerable]) if answerable else None,
        silent=zero_result_rate([one.total for one in others]) if others else None,
    )
