"""What the search finds stays as good as it was measured to be.

The floors are in `floors.toml`, for each engine and part: what was measured, less 0.005. Whoever
makes the search better raises them; whoever must lower them says why in the commit.
"""

import tomllib
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.benchmarks.database import engine_name
from tests.relevance.corpus import corpus_indexed
from tests.relevance.judgements import PARTS, read_judgements
from tests.relevance.scores import Score, score, summarise

pytestmark = pytest.mark.django_db

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Score]:
    """The answers of the present engine to every judged query; the texts are gone by then."""
    with django_db_blocker.unblock(), transaction.atomic():
        with corpus_indexed():
            found = score(read_judgements())
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_answers_are_as_good_as_they_were(scores: list[Score], part: str) -> None:
    floors = FLOORS[engine_name()][part]
    found = summarise(one for one in scores if one.judgement.part == part)
    assert found.ndcg is not None and found.ndcg >= floors["ndcg"]
    assert found.zero_results is not None and found.zero_results <= floors["zero_results"]
    assert found.silent is not None and found.silent >= floors["silent"]


def test_every_answer_is_a_text_of_the_corpus(scores: list[Score]) -> None:
    for one in scores:
        assert len(one.found) >= min(one.total, 20), one.judgement.query
        assert len(set(one.found)) == len(one.found), one.judgement.query
