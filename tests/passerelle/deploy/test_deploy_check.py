"""What a site lacks before others are let in is said in plain words, check by check."""

import datetime
import json
import smtplib
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.utils import timezone

from passerelle.deploy import check, machine, setup
from passerelle.deploy.check import ALL
from passerelle.watch.finding import Finding, State


def both(cache: dict[str, str]) -> dict[str, dict[str, str]]:
    """The same cache for counts and pages."""
    return {"default": cache, "pages": cache}


GOOD = {
    "SETTINGS_MODULE": setup.PRODUCTION,
    "SECRET_KEY": "k3" * 24,
    "BASE_URL": "https://example.org",
    "ALLOWED_HOSTS": [".example.org"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "CACHES": both({"BACKEND": "passerelle.file_cache.FileCache"}),
    "DEFAULT_FROM_EMAIL": "Us <us@our.org>",
}
ROWS = [name for name, one in ALL.items() if one.__module__ == setup.__name__]


@pytest.fixture
def good(settings: Any) -> Any:
    """Settings of a site as it should be."""
    for name, value in GOOD.items():
        if name not in ("SETTINGS_MODULE", "CACHES"):
            setattr(settings, name, value)
    return settings


@pytest.fixture
def good_apart(good: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same of what the tests' settings cannot change while they run."""
    monkeypatch.setattr(setup, "settings", Settings())


class Settings:
    """Settings beside those of the tests."""

    def __getattr__(self, name: str) -> Any:
        return GOOD[name] if name in GOOD else getattr(site, name)


def test_a_site_that_is_set_up_lacks_nothing(good_apart: None) -> None:
    assert {name: ALL[name]().state for name in ROWS} == dict.fromkeys(ROWS, State.OK)


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("settings", "SETTINGS_MODULE", "passerelle.settings.dev"),
        ("secret", "SECRET_KEY", "demo-only-secret-never-for-a-site-that-others-can-reach"),
        ("secret", "SECRET_KEY", "short"),
        ("hosts", "ALLOWED_HOSTS", ["*"]),
        ("hosts", "ALLOWED_HOSTS", ["example.com"]),
        ("hosts", "ALLOWED_HOSTS", ["badexample.org"]),
        ("https", "BASE_URL", "http://example.org"),
        ("https", "SESSION_COOKIE_SECURE", False),
        ("proxy", "ALLAUTH_TRUSTED_PROXY_COUNT", 0),
        ("cache", "CACHES", both({"BACKEND": "x.LocMemCache"})),
        ("cache", "CACHES", both({"BACKEND": "x.RedisCache"})),
        ("sender", "DEFAULT_FROM_EMAIL", "Us <us@passerelle.example>"),
    ],
)
def test_what_is_wrong_is_found_with_what_to_do(
    good_apart: None, monkeypatch: pytest.MonkeyPatch, name: str, setting: str, value: Any
) -> None:
    monkeypatch.setitem(GOOD, setting, value)
    found = ALL[name]()
    assert found.state != State.OK
    assert found.advice
    assert found.sentence


def test_the_database_of_the_tests_is_new_enough_and_whole(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert machine.database().state == State.OK
    monkeypatch.setattr(machine, "missing_migrations", lambda: {("pages", "0009")})
    assert "install" in machine.database().advice
    monkeypatch.setattr(machine, "OLDEST", {"sqlite": (9,), "postgresql": (99,)})
    assert machine.database().state == State.DOWN


def test_files_that_cannot_be_written_are_told(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    assert machine.media().state == State.OK
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = str(tmp_path / "file" / "media")
    assert machine.media().state == State.DOWN


def test_a_mail_server_is_asked_and_nothing_is_sent(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    found = machine.mail()
    assert found.state == State.DOWN
    assert "127.0.0.1" in found.sentence

    class Refusing:
        def open(self) -> None:
            raise smtplib.SMTPAuthenticationError(535, b"secret@example.org is unknown")

    monkeypatch.setattr(machine, "get_connection", lambda **options: Refusing())
    assert "secret" not in machine.mail().sentence
    settings.EMAIL_BACKEND = "people.mail.FolderBackend"
    assert machine.mail().state == State.DOWN


def test_data_that_others_can_read_is_told(settings: Any, tmp_path: Path) -> None:
    settings.DATA = settings.ROOT = tmp_path
    settings.MEDIA_ROOT = str(tmp_path)
    note = tmp_path / "site.json"
    note.write_text("{}")
    note.chmod(0o600)
    database = Path(str(site.DATABASES["default"]["NAME"]))
    if database.is_file():
        database.chmod(0o600)
    assert machine.permissions().state == State.OK
    note.chmod(0o644)
    found = machine.permissions()
    assert found.state == State.DEGRADED
    assert str(note) in found.advice


def test_a_clock_that_differs_is_told(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert machine.clock().state == State.OK
    past = timezone.now() - datetime.timedelta(days=9999)
    monkeypatch.setattr(machine.timezone, "now", lambda: past)
    assert machine.clock().state == State.DOWN


def told(*options: str) -> tuple[int, str]:
    """The exit code of the command, and what it prints."""
    output = StringIO()
    try:
        call_command("deploy_check", *options, stdout=output)
    except SystemExit as end:
        return int(str(end.code)), output.getvalue()
    return 0, output.getvalue()


def test_the_command_tells_programs_in_the_words_of_the_contract(db: None) -> None:
    code, output = told("--json")
    rows = json.loads(output)
    assert code == 1
    assert all({"check", "state", "what_to_do"} <= row.keys() for row in rows)
    assert {row["state"] for row in rows} <= {"ok", "degraded", "down"}
    assert {row["check"] for row in rows} >= set(ALL)
    by_name = {row["check"]: row for row in rows}
    assert by_name["secret"]["state"] == "down"
    assert site.SECRET_KEY not in output


def test_the_command_ends_with_0_where_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "ALL", {"one": lambda: Finding(State.OK, "Fine.")})
    monkeypatch.setattr(setup, "findings_of_django", dict)
    code, output = told("--language", "en")
    assert (code, output.splitlines()) == (0, ["✓ one: Fine.", "All is well."])


def test_what_django_finds_is_there_too(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SILENCED_SYSTEM_CHECKS = []
    assert "django security.W009" in setup.findings_of_django()
    settings.SILENCED_SYSTEM_CHECKS = ["security.W009"]
    assert "django security.W009" not in setup.findings_of_django()


def test_settings_that_cannot_be_read_are_a_sentence_and_no_trace(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(site.ROOT / "manage.py"), "deploy_check"],
        env={
            "PATH": "/usr/bin", "DJANGO_SETTINGS_MODULE": setup.PRODUCTION,
            "PASSERELLE_DATA": str(tmp_path),
        },
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is missing")
    assert "Traceback" not in done.stderr
