"""A site that searches in a real Elasticsearch, under names of its own."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.test import override_settings
from elasticsearch import Elasticsearch

from search.engines import engine
from search.engines.base import Answer, Request
from search.engines.elasticsearch import indexes
from search.engines.elasticsearch.client import configured, patient_client
from search.engines.elasticsearch.mapping import digest
from search.engines.standby import CIRCUIT, StandbyEngine
from search.indexing import reindex
from search.jobs import run
from search.keeper import Keeper, do_quietly
from search.models import ExternalIndex, IndexJob, Push
from search.outbox import drain_due
from search.query import parse

EVERYBODY = ("public",)


@contextmanager
def index_at(address: str) -> Iterator[str]:
    """An index that serves at a `SEARCH_URL`, and its name; gone at the end."""
    with override_settings(SEARCH_URL=address):
        name = indexes.create()
        indexes.serve(name)
    yield name
    with override_settings(SEARCH_URL=address):
        indexes.remove(name)


def empty(name: str) -> None:
    """Begin with nothing in an index, as a database does whose rows were rolled back."""
    patient_client().delete_by_query(index=name, query={"match_all": {}}, refresh=True)
    ExternalIndex.objects.create(name=name, mapping=digest(), serving=True)
    # Higher versions than any that it has seen.
    Push.objects.create(pk=time.time_ns() // 1000, document_id=0)


class KeeperHere(Keeper):
    """A keeper that works in our own thread: the data of a test are its connection's alone."""

    def do(self, job: IndexJob) -> None:
        """Do a job."""
        do_quietly(job)


class Elastic:
    """The Elasticsearch of a test, and what a test does with it."""

    def __init__(self) -> None:
        self.keeper = KeeperHere()

    @property
    def server(self) -> Elasticsearch:
        """Its client."""
        return patient_client()

    @property
    def prefix(self) -> str:
        """What our indexes are called."""
        return configured().prefix

    @property
    def index(self) -> str:
        """The name of the index that serves."""
        return ExternalIndex.objects.get(serving=True).name

    def serve(self) -> None:
        """Let an index serve that holds all there is."""
        reindex()
        drain_due()
        run(IndexJob(kind=IndexJob.Kind.COPY))
        assert self.drift() == {}

    def find(self, text: str = "", audiences: tuple[str, ...] = EVERYBODY) -> Answer:
        """What a search finds."""
        found = engine()
        assert isinstance(found, StandbyEngine)
        return found.find(self.request(text, audiences))

    def request(self, text: str = "", audiences: tuple[str, ...] = EVERYBODY) -> Request:
        """What a search asks."""
        return Request(audiences, "fr", parse(text), counted=("type",))

    def held(self) -> dict[int, dict[str, Any]]:
        """What the index holds, by document."""
        indexes.make_visible([self.index])
        hits = self.server.search(index=self.index, size=1000, version=True)["hits"]["hits"]
        return {int(hit["_id"]): hit for hit in hits}

    def round(self) -> None:
        """Let the keeper see to everything at once, as it would within half a minute."""
        self.keeper.looked_at = float("-inf")
        self.keeper.round()
        CIRCUIT.closed_again = 0.0

    def drift(self, *options: str) -> dict[str, int]:
        """What `check_index` counts, without what is 0."""
        said = StringIO()
        try:
            call_command("check_index", "--json", *options, stdout=said)
        except SystemExit as ended:
            assert ended.code == 1
        counts = json.loads(said.getvalue())
        assert counts.pop("engine") == "elasticsearch"
        return {name: count for name, count in counts.items() if count}


def begun() -> Iterator[Elastic]:
    """The Elasticsearch that the settings name, and nothing left in it afterwards."""
    CIRCUIT.worked()
    yield Elastic()
    CIRCUIT.worked()
    for name in indexes.ours():
        indexes.remove(name)
