"""Elasticsearch stopped, frozen, read-only, deleted, spoilt, red or overloaded: search goes on.

A real server of our own is broken and mended. Meanwhile the database answers with the same
permissions; nobody who saves waits; afterwards every change is told and nothing differs.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from access.models import AudienceRoot
from pages.models import Section
from search.engines import engine
from search.engines.elasticsearch import client, indexes
from search.engines.elasticsearch.client import patient_client
from search.engines.standby import CIRCUIT
from search.models import ExternalIndex, Outbox, Push
from search.outbox import drain_due
from tests.factories import item
from tests.search.elastic import Elastic, KeeperHere, begun
from tests.services.elasticsearch import Elasticsearch

ROUNDS = 30


@pytest.fixture(scope="module")
def server(elasticsearch_address: str) -> Iterator[Elasticsearch]:
    """A server of our own: it is there where the shared one is."""
    service = Elasticsearch(f"faults-{uuid4().hex[:8]}")
    yield service
    service.stop()


@pytest.fixture
def elastic(
    server: Elasticsearch, db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Elastic]:
    """The same, whole, as the place where the site searches."""
    monkeypatch.setattr(client, "WORK_SECONDS", 8.0)  # the keeper waits longer: a test does not
    settings.SEARCH_URL = f"{server.start()}/faults"
    yield from begun()


def set_index(elastic: Elastic, **values: Any) -> None:
    """Change settings of the serving index."""
    patient_client().indices.put_settings(index=elastic.index, settings=values)


def limit_memory(value: str | None) -> None:
    """Let Elasticsearch refuse requests for want of memory."""
    name = "indices.breaker.request.limit"
    patient_client().cluster.put_settings(persistent={name: value})


class Fault:
    """Something that happens to a server.

    Attributes:
        answers: whether searches are still answered by Elasticsearch.
        takes: whether changes still reach it.
    """

    answers = False
    takes = False

    def __init__(self, server: Elasticsearch, elastic: Elastic) -> None:
        self.server = server
        self.elastic = elastic

    def begin(self) -> None:
        """Break it."""

    def end(self) -> None:
        """Mend it."""


class Stopped(Fault):
    """The process is gone; its data wait."""

    def begin(self) -> None:
        self.server.stop(node=1)

    def end(self) -> None:
        self.server.start()


class Frozen(Fault):
    """Connections are taken, and nothing answers."""

    def begin(self) -> None:
        self.server.pause()

    def end(self) -> None:
        self.server.resume()


class Blocked(Fault):
    """An administrator forbids writing."""

    answers = True
    setting = "blocks.write"

    def begin(self) -> None:
        set_index(self.elastic, **{self.setting: True})

    def end(self) -> None:
        set_index(self.elastic, **{self.setting: None})


class FullDisk(Blocked):
    """The disk is full: Elasticsearch makes its indexes read-only."""

    setting = "blocks.read_only_allow_delete"


class Closed(Fault):
    """The index is closed."""

    def begin(self) -> None:
        patient_client().indices.close(index=self.elastic.index)

    def end(self) -> None:
        patient_client().indices.open(index=self.elastic.index)


class Red(Fault):
    """The disk has lost the only part of the index; after a while it is built anew."""

    def begin(self) -> None:
        name = self.elastic.index
        patient_client().indices.close(index=name)
        number = patient_client().indices.get_settings(index=name)[name]["settings"]["index"]
        for part in self.server.folder.glob(f"1/data/indices/{number['uuid']}/0"):
            shutil.rmtree(part)
        patient_client().indices.open(index=name, wait_for_active_shards=0)
        self.elastic.keeper.whole_at = float("-inf")


class Overloaded(Fault):
    """It has too little memory to search: 429."""

    takes = True

    def begin(self) -> None:
        limit_memory("1b")

    def end(self) -> None:
        limit_memory(None)


class Deleted(Fault):
    """Somebody deletes the index: it is built anew."""

    def begin(self) -> None:
        patient_client().indices.delete(index=self.elastic.index)


class Spoilt(Fault):
    """Somebody made it anew, of another shape, under the same name: it is built anew."""

    def begin(self) -> None:
        name = self.elastic.index
        patient_client().indices.delete(index=name)
        patient_client().indices.create(index=name, aliases={self.elastic.prefix: {}})


class OtherMapping(Fault):
    """A new version of the site makes its index otherwise: it is built anew."""

    def begin(self) -> None:
        ExternalIndex.objects.update(mapping="of-the-version-before")
        self.elastic.keeper = KeeperHere()


FAULTS = [
    Stopped, Frozen, Blocked, FullDisk, Closed, Red, Overloaded, Deleted, Spoilt, OtherMapping,
]  # fmt: skip
REBUILT = (Red, Deleted, Spoilt, OtherMapping)


@dataclass
class World:
    """Two pages, one of which is about to be closed to visitors."""

    section: Section
    closing: Any
    client: Client

    def change(self) -> None:
        """Publish a page, and close the other."""
        AudienceRoot.objects.create(page=self.closing, audience="space:1")
        item("article", self.section, "Un forage neuf").save_revision().publish()
        drain_due()

    def found(self, text: str = "") -> tuple[set[str], bool]:
        """The titles that a visitor finds, and whether the standby answered."""
        data = self.client.get("/fr/search/", {"q": text, "format": "json"}).json()
        assert data["total"] == len(data["hits"])
        return {hit["title"] for hit in data["hits"]}, data["degraded"]


@pytest.fixture
def world(section: Section, client: Client, elastic: Elastic) -> World:
    """What there is to be found."""
    closing = item("article", section, "Un puits fermé")
    item("article", section, "Un puits")
    elastic.serve()
    return World(section, closing, client)


@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: kind.__name__)
def test_search_goes_on_and_nothing_is_lost(
    kind: type[Fault], server: Elasticsearch, elastic: Elastic, world: World
) -> None:
    fault = kind(server, elastic)
    assert world.found() == ({"Un puits", "Un puits fermé"}, False)
    fault.begin()
    try:
        world.change()
        now = {"Un puits", "Un forage neuf"}
        # What cannot be told yet is found by whoever asks the database.
        assert world.found() == ({"Un puits"} if fault.answers else now, not fault.answers)
        assert world.found("puits") == ({"Un puits"}, not fault.answers)
        if kind not in REBUILT:
            elastic.round()
            assert Push.objects.exists() != fault.takes
            assert not Outbox.objects.exists()
            assert world.found("fermé")[0] == set()
    finally:
        fault.end()
    for _ in range(ROUNDS):
        elastic.round()
        if not Push.objects.exists():
            break
    indexes.make_visible([elastic.index])
    assert world.found() == (now, False)
    assert elastic.drift() == {}


def test_an_open_circuit_asks_nobody(server: Elasticsearch, elastic: Elastic, world: World) -> None:
    fault = Closed(server, elastic)
    fault.begin()
    assert world.found()[1]
    fault.end()
    assert world.found()[1]
    CIRCUIT.closed_again = 0.0
    assert not world.found()[1]


def test_the_standby_answers_whatever_is_asked(
    server: Elasticsearch, elastic: Elastic, world: World
) -> None:
    Closed(server, elastic).begin()
    request = elastic.request("puits")
    for ask in (
        lambda: len(engine().titles(["pu"], ("public",), "fr", 5)),
        lambda: len(list(engine().all(request))),
        lambda: engine().counts([request])[0],
        lambda: engine().find(request).total,
    ):
        CIRCUIT.worked()
        assert ask() == 2
        assert CIRCUIT.why


def test_all_results_are_given_though_elasticsearch_goes_away_among_them(
    server: Elasticsearch, elastic: Elastic, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.engine.BATCH", 1)
    request = elastic.request("puits")
    expected = list(engine().all(request))
    given = engine().all(request)
    first = next(given)
    Closed(server, elastic).begin()
    assert [first, *given] == expected
    assert len(expected) == 2
    assert CIRCUIT.why
