"""Several servers on one machine: one dies amid queries and changes, and nobody is the wiser."""

from collections.abc import Iterator
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from pages.models import Section
from search.engines.standby import CIRCUIT
from search.indexing import index_objects
from search.models import Push, SearchDocument
from tests.factories import item
from tests.search.elastic import Elastic, begun
from tests.services.elasticsearch import Elasticsearch
from tests.services.ports import free_port

NODES = 3
DOCUMENTS = 60
ROUNDS = 400
AFTER = 40


@pytest.fixture(scope="module")
def cluster(elasticsearch_address: str) -> Iterator[Elasticsearch]:
    """Three servers of our own: they are there where the shared one is."""
    service = Elasticsearch(f"cluster-{uuid4().hex[:8]}")
    service.start(NODES)
    yield service
    service.stop()


@pytest.fixture
def elastic(cluster: Elasticsearch, db: None, settings: Any) -> Iterator[Elastic]:
    """The cluster as the place where the site searches: three parts, each of them twice."""
    settings.SEARCH_URL = f"{cluster.start()}/cluster?shards=3&replicas=1"
    yield from begun()


@pytest.mark.full
def test_a_server_that_dies_amid_queries_and_changes_takes_nothing_with_it(
    cluster: Elasticsearch, elastic: Elastic, section: Section
) -> None:
    pages = [item("article", section, f"Puits {number}") for number in range(DOCUMENTS)]
    elastic.serve()
    elastic.server.cluster.health(index=elastic.index, wait_for_status="green", timeout="60s")
    killer = Thread(target=cluster.stop, args=(2,))
    after = 0
    for number in range(ROUNDS):
        if number == 10:
            killer.start()
        page = pages[number % DOCUMENTS]
        page.title = f"Puits {number}"
        page.save()
        index_objects("page", [page.pk])
        found = elastic.find("puits")
        # A part that takes over may for a moment not know what it was told last.
        assert 0 < found.total <= DOCUMENTS
        is_right = found.total == DOCUMENTS and not found.degraded
        elastic.round()
        after = after + 1 if is_right and number > 10 and not killer.is_alive() else 0
        if after >= AFTER and not Push.objects.exists():
            break
    assert after >= AFTER
    assert elastic.drift() == {}
    assert len(elastic.held()) == SearchDocument.objects.count() == DOCUMENTS
    assert elastic.server.cluster.health()["number_of_nodes"] == NODES - 1
    cluster.start()
    whole = elastic.server.cluster.health(index=elastic.index, wait_for_status="green")
    assert whole["number_of_nodes"] == NODES
    assert elastic.drift() == {}


@pytest.mark.full
def test_each_request_goes_to_another_server_and_past_those_that_are_dead(
    cluster: Elasticsearch, elastic: Elastic, section: Section
) -> None:
    item("article", section, "Puits")
    elastic.serve()
    asked = {elastic.server.info().meta.node.port for _ in range(NODES * 2)}
    assert len(asked) == NODES
    cluster.stop(1)
    for _ in range(20):
        elastic.find("puits")
        CIRCUIT.worked()
    asked = {elastic.server.info().meta.node.port for _ in range(NODES * 2)}
    assert len(asked) == NODES - 1


@pytest.fixture
def by_two_names(elasticsearch_address: str, db: None, settings: Any) -> Iterator[Elastic]:
    """The shared server by two names of this machine, beside one at which nobody answers."""
    one = urlsplit(elasticsearch_address.partition(",")[0])
    names = f"http://localhost:{one.port},http://127.0.0.1:{free_port()}"
    settings.SEARCH_URL = f"http://127.0.0.1:{one.port}/test-{uuid4().hex[:12]},{names}"
    yield from begun()


def test_each_request_goes_to_another_name_and_past_those_at_which_nobody_answers(
    by_two_names: Elastic, section: Section
) -> None:
    item("article", section, "Puits")
    by_two_names.serve()
    for _ in range(20):
        assert by_two_names.find("puits").total == 1
        CIRCUIT.worked()
    asked = {by_two_names.server.info().meta.node.host for _ in range(6)}
    assert asked == {"127.0.0.1", "localhost"}
