"""What the servers beside this process use for a search: CPU, disk, memory."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

NANOSECONDS = 1_000_000_000
REAPED_TICKS = slice(15, 17)
"""Of `/proc/…/stat`: the time of children that have ended, in user mode and in the kernel."""

TABLES = ("search_searchdocument", "search_text", "search_title", "search_searchword")


def database_address() -> str:
    """The `DATABASE_URL` of the temporary database."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def server_cpu(engine: str) -> float | None:
    """Seconds of CPU that the server has used so far; None where this process is all there is.

    That of PostgreSQL can only be told on its own machine.
    """
    if engine == "elasticsearch":
        nodes = statistics("process")
        return sum(node["process"]["cpu"]["total_in_millis"] for node in nodes) / 1000
    return postgresql_cpu() if engine == "postgresql" else None


def postgresql_cpu() -> float | None:
    """Seconds of CPU of the process behind our connection, and of its helpers that have ended."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = Path(f"/proc/{cursor.fetchone()[0]}")
    try:
        if b"postgres" not in (process / "cmdline").read_bytes():
            return None
        own = int((process / "schedstat").read_text().split()[0])
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
        reaped = Path(f"/proc/{parent}/stat").read_text().split()[REAPED_TICKS]
    except OSError:
        return None
    return own / NANOSECONDS + sum(map(int, reaped)) / os.sysconf("SC_CLK_TCK")


def statistics(what: str) -> list[dict[str, Any]]:
    """What each node of Elasticsearch tells of itself."""
    from search.engines.elasticsearch.client import patient_client

    return list(patient_client().nodes.stats(metric=what)["nodes"].values())


def heap() -> tuple[float, float]:
    """Bytes of objects that live long in all nodes of Elasticsearch, and of all memory for them."""
    memory = [node["jvm"]["mem"] for node in statistics("jvm")]
    kept = sum(one["pools"]["old"]["used_in_bytes"] for one in memory)
    return kept, sum(one["heap_max_in_bytes"] for one in memory)


def index_bytes() -> int:
    """Bytes on disk of our indexes in Elasticsearch, without replicas."""
    from search.engines.elasticsearch.client import configured, patient_client

    server, name = patient_client(), configured().prefix
    server.indices.flush(index=name)
    stats = server.indices.stats(index=name, metric="store")
    return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])


def table_bytes() -> int:
    """Bytes on disk of the tables of the search, and of all that belongs to them."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT SUM(pg_total_relation_size(to_regclass(name)))"
                " FROM unnest(%s::text[]) AS name",
                [list(TABLES)],
            )
        else:
            # A virtual table keeps what it has in tables whose names begin like its own.
            kept = " OR ".join(["tbl_name = %s OR tbl_name LIKE %s"] * len(TABLES))
            cursor.execute(
                "SELECT SUM(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN"
                f" (SELECT name FROM sqlite_master WHERE {kept})",
                [pattern for name in TABLES for pattern in (name, f"{name}_%")],
            )
        return int(cursor.fetchone()[0])


def forget_indexes() -> None:
    """Leave nothing in Elasticsearch, nor of it in the database."""
    from search.models import ExternalIndex, Push

    ExternalIndex.objects.all().delete()
    Push.objects.all().delete()
    remove_indexes()


def remove_indexes() -> None:
    """Leave nothing in Elasticsearch."""
    from search.engines.elasticsearch import indexes

    for name in indexes.ours():
        indexes.remove(name)
