"""The command that starts and stops real servers, against the real ones."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, LiteralString

import elasticsearch
import environ
import psycopg
import pytest

from tests.services.conftest import Run
from tests.services.elasticsearch import Elasticsearch
from tests.services.postgresql import PostgreSQL
from tests.services.service import Service

NO_ANSWER = (elasticsearch.ConnectionError, elasticsearch.ConnectionTimeout, psycopg.Error)


def client(address: str, patience: int = 90) -> elasticsearch.Elasticsearch:
    """A client that waits some seconds for an answer, and does not try again."""
    return elasticsearch.Elasticsearch(address.split(","), request_timeout=patience, max_retries=0)


def connection(address: str, patience: int = 90) -> psycopg.Connection:
    """A connection to the address, read as the settings read it."""
    read = environ.Env.db_url_config(address)
    return psycopg.connect(
        host=read["OPTIONS"]["host"],
        user=read["USER"],
        dbname=read["NAME"],
        connect_timeout=patience,
        autocommit=True,
    )


def version_at(address: str, patience: int = 90) -> str:
    """What the server that answers there calls its version."""
    if address.startswith("http"):
        with client(address, patience) as asked:
            return asked.info()["version"]["number"]
    with connection(address, patience) as asked:
        return one_of(asked, "SHOW server_version")


def keep(address: str) -> None:
    """Leave something with the server."""
    if address.startswith("http"):
        with client(address) as asked:
            asked.index(index="kept", id="1", document={"said": "yes"}, refresh=True)
    else:
        with connection(address) as asked:
            asked.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 'yes' AS said")


def kept_at(address: str) -> str:
    """What was left there."""
    if address.startswith("http"):
        with client(address) as asked:
            return asked.get(index="kept", id="1")["_source"]["said"]
    with connection(address) as asked:
        return one_of(asked, "SELECT said FROM kept")


def one_of(asked: psycopg.Connection, query: LiteralString) -> Any:
    """The first value of the first row of a query."""
    row = asked.execute(query).fetchone()
    assert row is not None
    return row[0]


def is_silent(address: str) -> bool:
    """Whether nothing answers there, to somebody who does not wait long."""
    try:
        version_at(address, patience=2)
    except NO_ANSWER:
        return True
    return False


@pytest.fixture
def service(kind: str, own_name: str) -> Service:
    """What we know of the service that the command speaks of."""
    return {"elasticsearch": Elasticsearch, "postgresql": PostgreSQL}[kind](own_name)


def test_a_start_prints_the_address_of_a_server_that_answers(address: str) -> None:
    assert version_at(address)


def test_a_second_start_gives_the_same_server(run: Run, kind: str, address: str) -> None:
    keep(address)
    assert run(kind, "start").stdout.strip() == address
    assert kept_at(address) == "yes"


@pytest.mark.parametrize("verb", ["resume", "start"])
def test_a_paused_server_says_nothing_until_it_goes_on(
    run: Run, kind: str, address: str, verb: str
) -> None:
    assert run(kind, "pause").stdout.strip() == address
    assert is_silent(address)
    assert run(kind, verb).stdout.strip() == address
    assert version_at(address)


def test_an_open_connection_is_paused_too(run: Run, own_name: str) -> None:
    address = run("postgresql", "start").stdout.strip()
    with connection(address) as opened:
        run("postgresql", "pause")
        opened.pgconn.send_query(b"SELECT 1")
        opened.pgconn.flush()
        states = [process_state(number) for number in PostgreSQL(own_name).living()]
        run("postgresql", "resume")
        assert set(states) == {"T"}
        answer = opened.pgconn.get_result()
        assert answer is not None
        assert answer.get_value(0, 0) == b"1"
        assert opened.pgconn.get_result() is None


def process_state(number: int) -> str:
    """The letter by which Linux says what a process does."""
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_node_that_was_ended_comes_back_with_its_data(run: Run, kind: str, address: str) -> None:
    keep(address)
    assert run(kind, "stop", "--node", "1").stdout.strip() == address
    assert is_silent(address)
    assert run(kind, "start").stdout.strip() == address
    assert kept_at(address) == "yes"


def test_a_stop_leaves_nothing_behind(run: Run, kind: str, address: str, service: Service) -> None:
    keep(address)
    assert run(kind, "stop", "--node", "2").returncode == 1
    assert run(kind, "stop").stdout.strip() == address
    assert service.living() == set()
    assert not service.folder.exists()
    assert service.address() is None


def test_a_stop_ends_a_paused_server(run: Run, own_name: str) -> None:
    run("postgresql", "start")
    run("postgresql", "pause")
    assert run("postgresql", "stop").returncode == 0
    assert PostgreSQL(own_name).living() == set()


def test_a_stop_leaves_alone_whoever_reads_the_log(run: Run, own_name: str) -> None:
    run("postgresql", "start")
    with subprocess.Popen(["sleep", "60"], cwd=PostgreSQL(own_name).folder / "1") as reader:
        run("postgresql", "stop")
        assert reader.poll() is None
        reader.kill()


def test_what_does_not_run_is_not_paused_and_needs_no_stop(run: Run, own_name: str) -> None:
    name = f"{own_name}-never"
    paused = run("postgresql", "pause", name=name)
    assert (paused.returncode, paused.stdout) == (1, "")
    assert "tests/services/run postgresql start" in paused.stderr
    stopped = run("postgresql", "stop", name=name)
    assert (stopped.returncode, stopped.stdout) == (0, "")


def test_starts_at_the_same_time_make_one_server(run: Run, own_name: str) -> None:
    run("postgresql", "stop")
    with ThreadPoolExecutor() as threads:
        starts = [threads.submit(run, "postgresql", "start") for _ in range(3)]
    assert len({start.result().stdout for start in starts}) == 1
    assert [start.result().returncode for start in starts] == [0, 0, 0]
    assert version_at(starts[0].result().stdout.strip())


def test_a_server_that_does_not_start_shows_the_end_of_its_log_and_leaves_nothing(
    run: Run, own_name: str, tmp_path: Path
) -> None:
    name = f"{own_name}-broken"
    started = run("elasticsearch", "start", name=name, ES_JAVA_HOME=str(tmp_path))
    assert (started.returncode, started.stdout) == (1, "")
    assert "could not find java in ES_JAVA_HOME" in started.stderr
    assert "Traceback" not in started.stderr
    assert not Elasticsearch(name).folder.exists()


@pytest.mark.parametrize("name", ["", "../shared", "Shared", "a b", "é", "a" * 32])
def test_a_name_that_could_lead_elsewhere_is_refused(run: Run, name: str) -> None:
    for verb in ("start", "stop"):
        refused = run("postgresql", verb, name=name)
        assert refused.returncode == 1
        assert "is no name" in refused.stderr


def test_postgresql_sorts_by_bytes_and_by_languages_when_asked(run: Run) -> None:
    with connection(run("postgresql", "start").stdout.strip()) as asked:
        assert one_of(asked, "SELECT 'É' < 'Z'") is False
        assert one_of(asked, """SELECT 'É' < 'Z' COLLATE "C" """) is False
        assert one_of(asked, """SELECT 'É' < 'Z' COLLATE "fr-x-icu" """) is True
        assert one_of(asked, "SELECT lower('É')") == "é"


def test_postgresql_has_room_for_a_database_of_each_worker(run: Run) -> None:
    address = run("postgresql", "start").stdout.strip()
    with connection(address) as asked:
        for number in range(8):
            asked.execute(f"CREATE DATABASE worker_{number}")
    opened = [connection(address) for _ in range(120)]
    for one in opened:
        one.close()


def test_postgresql_is_one_node(run: Run, own_name: str) -> None:
    refused = run("postgresql", "start", "--nodes", "3", name=f"{own_name}-three")
    assert refused.returncode == 1
    assert "one node" in refused.stderr


@pytest.mark.full
def test_a_cluster_of_three_survives_the_death_of_a_node(run: Run, own_name: str) -> None:
    name = f"{own_name}-three"
    started = run("elasticsearch", "start", "--nodes", "3", name=name)
    assert started.returncode == 0, started.stderr
    address = started.stdout.strip()
    with client(address) as asked:
        assert asked.cluster.health()["status"] == "green"
        asked.indices.create(
            index="kept", settings={"number_of_shards": 3, "number_of_replicas": 1}
        )
        asked.cluster.health(wait_for_status="green", timeout="60s")
    for number in range(50):
        keep_one(address, number)
    assert run("elasticsearch", "stop", "--node", "2", name=name).returncode == 0
    survivors = ",".join(one for place, one in enumerate(address.split(",")) if place != 1)
    with client(survivors) as asked:
        asked.cluster.health(wait_for_nodes="2", timeout="60s")
        asked.cluster.health(wait_for_status="yellow", timeout="60s")
        for number in range(50, 60):
            keep_one(survivors, number)
        asked.indices.refresh(index="kept")
        assert asked.count(index="kept")["count"] == 60
    assert run("elasticsearch", "start", "--nodes", "2", name=name).returncode == 1
    assert run("elasticsearch", "start", name=name).stdout.strip() == address
    with client(address) as asked:
        health = asked.cluster.health()
        assert (health["status"], health["number_of_nodes"]) == ("green", 3)
        assert asked.count(index="kept")["count"] == 60


def keep_one(address: str, number: int) -> None:
    """Leave a numbered document with a cluster."""
    with client(address) as asked:
        asked.index(index="kept", id=str(number), document={"number": number})
