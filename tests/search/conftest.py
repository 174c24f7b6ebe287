"""A section to write in, and the index brought up to date when a test says so.

Tests of behaviour use the fixture `engine`: they run once with the database's engine, whichever
database that is, and once with a real Elasticsearch.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from pages.models import Home, Section
from search.engines.standby import StandbyEngine
from tests.factories import add
from tests.search.elastic import Elastic, begun, empty, index_at
from tests.search.telling import write_index

Find = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def own_address(elasticsearch_address: str) -> str:
    """A `SEARCH_URL` that nobody else uses."""
    return f"{elasticsearch_address}/test-{uuid4().hex[:12]}"


@pytest.fixture(scope="session")
def own_index(own_address: str) -> Iterator[str]:
    """The name of an index at that address; the tests of a process use it in turn."""
    with index_at(own_address) as name:
        yield name


@pytest.fixture(params=["database", "elasticsearch"])
def engine(
    request: pytest.FixtureRequest,
    db: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Each engine; what Elasticsearch cannot answer fails here, as nobody stands in for it."""
    if request.param == "elasticsearch":
        name = request.getfixturevalue("own_index")
        settings.SEARCH_URL = request.getfixturevalue("own_address")
        monkeypatch.setattr(StandbyEngine, "trying", lambda self: nullcontext())
        empty(name)
    return request.param


@pytest.fixture
def elastic(elasticsearch_address: str, db: None, settings: Any) -> Iterator[Elastic]:
    """An Elasticsearch that holds nothing of ours, and a site that searches in it."""
    settings.SEARCH_URL = f"{elasticsearch_address}/test-{uuid4().hex[:12]}"
    yield from begun()


@pytest.fixture
def section(home: Home) -> Section:
    """A French section."""
    return add(home, Section, "Rubrique")


@pytest.fixture
def rubric(english: Home, section: Section) -> Section:
    """The English version of the section."""
    return add(english, Section, "Section", translation_key=section.translation_key)


@pytest.fixture
def find(client: Client, home: Home) -> Find:
    """Index all that is there, then search as a visitor: the answer as data."""

    def search(text: str = "", reader: str = "fr", **parameters: Any) -> dict[str, Any]:
        write_index()
        response = client.get(f"/{reader}/search/", {"q": text, "format": "json", **parameters})
        assert response.status_code == 200
        return response.json()

    return search


def titles(answer: dict[str, Any]) -> list[str]:
    """The titles found, in order."""
    return [hit["title"] for hit in answer["hits"]]
