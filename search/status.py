"""How the search is, for administrators; how much it holds is for nobody who may not read it."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Min

from search.models import IndexJob, Outbox, Push

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass
class Status:
    """What is true of the search now.

    Attributes:
        engine: what answers searches when all is well, and its version.
        trouble: why it does not; empty if it does.
        nodes: how many servers Elasticsearch has; 0 for the database.
        waiting: how many changes the index has not heard of.
        waiting_since: when the oldest of them was noted.
    """

    engine: str
    trouble: str = ""
    nodes: int = 0
    waiting: int = 0
    waiting_since: datetime.datetime | None = None


def status() -> Status:
    """What is true of the search now; nobody waits long for a server that is away."""
    found = Status(DATABASES.get(connection.vendor, connection.vendor))
    if settings.SEARCH_URL:
        found = elasticsearch_status()
    objects = Outbox.objects.values("kind", "object_id").distinct()
    found.waiting = objects.count() + Push.objects.values("document_id").distinct().count()
    oldest = [
        Outbox.objects.aggregate(first=Min("created_at"))["first"],
        Push.objects.aggregate(first=Min("noted_at"))["first"],
    ]
    found.waiting_since = min(filter(None, oldest), default=None)
    return found


def elasticsearch_status() -> Status:
    """What Elasticsearch says of itself, or why it does not."""
    from elasticsearch import ApiError, TransportError

    from search.engines.elasticsearch.client import client, configured
    from search.engines.elasticsearch.engine import NotReadyError, unconfirmed
    from search.engines.standby import CIRCUIT

    found = Status("Elasticsearch", trouble=CIRCUIT.why)
    try:
        found.engine += f" {client().info()['version']['number']}"
        health = client().cluster.health(index=configured().prefix)
        found.nodes = health["number_of_nodes"]
        unconfirmed()
        if health["status"] == "red":
            found.trouble = "red"
    except (ApiError, TransportError, NotReadyError) as error:
        found.trouble = str(error)
    return found


def newest_jobs() -> dict[str, IndexJob]:
    """The newest job of each kind that there was; building is one, whatever it began with."""
    found: dict[str, IndexJob] = {}
    for job in IndexJob.objects.all():
        kind = IndexJob.Kind.REBUILD if job.kind == IndexJob.Kind.COPY else job.kind
        found.setdefault(kind, job)
    return found
