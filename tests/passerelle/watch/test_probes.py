"""What machines ask of the site, below no language, without a session or a cookie."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pages.models import Home
from passerelle.watch import metrics, probes
from passerelle.watch.finding import Finding, State
from passerelle.watch.look import Watch

NAMES = ["database", "search", "mail", "tasks", "disk", "backup"]
TOKEN = "a-token-of-the-monitoring"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    """What the checks find, to be changed by tests."""
    found = {name: Finding(State.OK, "secret words", facts={"free": 7}) for name in NAMES}
    fixed = Watch({}, kept=0.0)
    monkeypatch.setattr(fixed, "ask_all", lambda: found)
    for module in (probes, metrics):
        monkeypatch.setattr(module, "WATCH", fixed)
    return found


@pytest.fixture
def counted(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """The headers of whoever may read figures, which begin from nothing."""
    settings.METRICS_TOKEN = TOKEN
    yield {"Authorization": f"Bearer {TOKEN}"}


def test_being_alive_asks_no_service(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        response = client.get(
            "/healthz", headers={"Host": "10.0.0.7:8000", "Cookie": "sessionid=x"}
        )
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert not response.has_header("Vary")


def test_being_ready_tells_states_and_nothing_else(
    client: Client, watch: dict[str, Finding]
) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == dict.fromkeys(NAMES, "ok")
    assert not response.cookies


@pytest.mark.parametrize("name", NAMES)
def test_only_the_database_makes_the_site_unready(
    client: Client, watch: dict[str, Finding], name: str
) -> None:
    watch[name] = Finding(State.DOWN, "")
    response = client.get("/readyz")
    assert response.json()[name] == "down"
    assert response.status_code == (503 if name == "database" else 200)


def test_the_real_checks_answer_in_the_words_of_the_contract(client: Client, db: None) -> None:
    found = client.get("/readyz").json()
    assert list(found) == NAMES
    assert set(found.values()) <= {"ok", "degraded", "down"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/metrics"])
def test_probes_are_read_only(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", f"bearer{TOKEN}", "é"]
)
def test_figures_are_missing_for_whoever_lacks_the_token(
    client: Client, counted: dict[str, str], header: str
) -> None:
    assert client.get("/metrics", headers={"Authorization": header}).status_code == 404


def test_figures_are_missing_where_no_token_is_set(client: Client) -> None:
    for header in ("Bearer ", "Bearer None", ""):
        assert client.get("/metrics", headers={"Authorization": header}).status_code == 404


def test_figures_name_routes_and_never_addresses(
    client: Client, home: Home, counted: dict[str, str], watch: dict[str, Finding]
) -> None:
    client.get("/fr/")
    client.get("/fr/")
    client.get("/fr/help/nowhere-canary/")
    response = client.get("/metrics", headers=counted)
    told = response.content.decode()
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    assert 'passerelle_requests_total{method="GET",route="wagtail_serve",status="200"}' in told
    assert 'passerelle_requests_total{method="GET",route="page_cache",status="200"}' in told
    assert 'passerelle_page_cache_total{result="hit"}' in told
    assert "passerelle_request_seconds_bucket" in told
    assert "passerelle_disk_free_bytes 7.0" in told
    assert 'passerelle_check{check="mail"} 1.0' in told
    assert "canary" not in told
    assert "secret words" not in told


PROCESS = """
import os, sys
sys.path[:0] = [{root!r}, {root!r} + "/site"]
os.environ["DJANGO_SETTINGS_MODULE"] = "passerelle.settings.dev"
import django
django.setup()
from types import SimpleNamespace
from passerelle.watch import metrics
request = SimpleNamespace(method="GET", resolver_match=None)
for _time in range(5):
    metrics.count(request, 200, 0.01)
if len(sys.argv) > 1:
    metrics.WATCH.checks.clear()
    metrics.Services.collect = lambda self: iter(())
    print(metrics.everything().decode())
"""


def test_processes_of_one_server_add_up_and_an_earlier_server_is_forgotten(tmp_path: Path) -> None:
    earlier = tmp_path / "metrics" / "4194304999"
    earlier.mkdir(parents=True)
    environment = {"PATH": "/usr/bin", "PASSERELLE_DATA": str(tmp_path), "METRICS_TOKEN": TOKEN}

    def process(*more: str) -> str:
        code = PROCESS.format(root=str(site.ROOT))
        command = [sys.executable, "-c", code, *more]
        return subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True
        ).stdout

    process()
    told = process("tell")
    found = re.search(r'passerelle_requests_total\{.*route="none".*\} (\S+)', told)
    assert found is not None
    assert float(found[1]) == 10
    assert not earlier.exists()
