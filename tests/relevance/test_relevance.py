"""What the search finds stays as good as it was measured to be.

The floors are in `floors.toml`, for each engine and part: what was measured, less 0.005. Whoever
makes the search better raises them; whoever must lower them says why in the commit.
"""

import tomllib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.benchmarks.database import engine_name
from tests.relevance.corpus import corpus_indexed
from tests.relevance.judgements import PARTS, read_judgements
from tests.relevance.scores import Score, score, summarise
from tests.search.elastic import empty, index_at
from tests.search.telling import tell

pytestmark = pytest.mark.django_db

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@dataclass
class Scores:
    """The answers of an engine to every judged query."""

    engine: str
    all: list[Score]


@pytest.fixture(scope="module", params=["database", "elasticsearch"])
def scores(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Scores:
    """The answers of each engine; the texts are gone by then."""
    place: AbstractContextManager[None] = nullcontext()
    if request.param == "elasticsearch":
        place = searching_at(request.getfixturevalue("elasticsearch_address"))
    with django_db_blocker.unblock(), transaction.atomic(), place:
        with corpus_indexed():
            tell()
            found = Scores(engine_name(), score(read_judgements()))
        transaction.set_rollback(True)
    return found


@contextmanager
def searching_at(server: str) -> Iterator[None]:
    """Search in an empty index of a server."""
    address = f"{server}/relevance-{uuid4().hex[:12]}"
    with index_at(address) as name, override_settings(SEARCH_URL=address):
        empty(name)
        yield


@pytest.mark.parametrize("part", PARTS)
def test_answers_are_as_good_as_they_were(scores: Scores, part: str) -> None:
    floors = FLOORS[scores.engine][part]
    found = summarise(one for one in scores.all if one.judgement.part == part)
    assert found.ndcg is not None and found.ndcg >= floors["ndcg"]
    assert found.zero_results is not None and found.zero_results <= floors["zero_results"]
    assert found.silent is not None and found.silent >= floors["silent"]


def test_every_answer_is_a_text_of_the_corpus(scores: Scores) -> None:
    for one in scores.all:
        assert len(one.found) >= min(one.total, 20), one.judgement.query
        assert len(set(one.found)) == len(one.found), one.judgement.query
