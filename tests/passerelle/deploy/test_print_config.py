"""The files of nginx and systemd are made of the site's own settings."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from passerelle.watch.schedule import SCHEDULE


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    """A site under two names."""
    settings.BASE_URL = "https://network.example"
    settings.ALLOWED_HOSTS = ["network.example", "www.network.example", "localhost", "*"]


def printed(*options: str) -> str:
    """What the command prints."""
    output = StringIO()
    call_command("print_config", *options, stdout=output)
    return output.getvalue()


def test_nginx_is_told_names_ports_and_folders(settings: Any) -> None:
    text = printed("nginx", "--port", "8123", "--certificate", "/etc/own")
    assert text.count("server_name network.example www.network.example;") == 2
    assert "server 127.0.0.1:8123;" in text
    assert "/etc/own/fullchain.pem" in text
    assert f"alias {settings.MEDIA_ROOT}/;" in text
    assert "brotli_static" not in text
    assert printed("nginx", "--brotli").count("brotli_static on;") == 2


@pytest.mark.parametrize(
    ("pace", "rates", "bursts"),
    [
        (1, ["1800r/m", "600r/m"], ["300", "100"]),
        (2.5, ["4500r/m", "1500r/m"], ["750", "250"]),
        (0.001, ["2r/m", "1r/m"], ["1", "1"]),
    ],
)
def test_limits_of_nginx_follow_the_pace_of_the_site(
    settings: Any, pace: float, rates: list[str], bursts: list[str]
) -> None:
    settings.PACE = pace
    text = printed("nginx")
    assert re.findall(r"rate=(\S+);", text) == rates
    assert re.findall(r"burst=(\d+) ", text) == bursts


def test_units_are_written_into_a_folder(tmp_path: Path) -> None:
    told = printed("systemd", "--user", "someone", "--out", str(tmp_path)).splitlines()
    written = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert {Path(line).name for line in told} == written.keys()
    assert {f"passerelle@{name}.timer" for name in SCHEDULE} <= written.keys()
    assert "User=someone" in written["passerelle.service"]
    assert "--workers 2" in written["passerelle.service"]
    assert "manage.py db_worker" in written["passerelle-worker.service"]
    for name in ("passerelle.service", "passerelle-worker.service", "passerelle@.service"):
        assert "TASKS_IN=database" in written[name]
    assert "run_scheduled backup /var/backups/passerelle" in written["passerelle@backup.service"]
    with pytest.raises(CommandError, match="nowhere"):
        printed("systemd", "--out", str(tmp_path / "nowhere"))


def test_a_secret_is_never_printed(settings: Any) -> None:
    settings.SECRET_KEY = "zibeline" * 8
    for kind in ("nginx", "systemd"):
        for size in ("small", "large"):
            assert "zibeline" not in printed(kind, "--size", size)


def test_a_large_site_waits_for_its_servers() -> None:
    assert "postgresql.service" in printed("systemd", "--size", "large")
    assert "postgresql.service" not in printed("systemd")
