"""`install` and `serve` as somebody types them: what they make, what they refuse, exit codes."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from passerelle.own.place import noted
from people.models import Person

ROOT = Path(settings.ROOT)
PASSWORD = "une-phrase-assez-longue"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command with its data in a folder, and nobody at the terminal."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def environment(folder: Path) -> dict[str, str]:
    """The environment of a command: the embedded settings, data in a folder."""
    left_out = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "BASE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "PASSERELLE_DATA": str(folder)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was installed in English, then French."""
    folder = tmp_path_factory.mktemp("own") / "site"
    password = folder.parent / "password"
    password.write_text(f"{PASSWORD}\n")
    done = run(
        folder, "install", "--name", "Two Rivers", "--language", "en", "--language", "fr",
        "--email", "claire@x.example", "--password-file", str(password),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "claire@x.example" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr
    return folder


def rows_of(folder: Path) -> list[Any]:
    """What a site holds: pages, people, groups, its name."""
    queries = (
        "SELECT id, latest_revision_id FROM wagtailcore_page",
        "SELECT email, password FROM people_person",
        "SELECT name FROM auth_group",
        "SELECT site_name FROM wagtailcore_site",
    )
    with sqlite3.connect(folder / "passerelle.sqlite3") as database:
        return [database.execute(query).fetchall() for query in queries]


def test_a_second_time_changes_nothing(site: Path) -> None:
    before = rows_of(site), noted(site)
    done = run(site, "install", "--name", "Another", "--email", "other@x.example")
    assert done.returncode == 0, done.stderr
    assert (rows_of(site), noted(site)) == before
    assert "claire@x.example" in done.stdout


def test_the_secret_is_its_own_and_nobody_elses_to_read(site: Path) -> None:
    note = site / "site.json"
    assert note.stat().st_mode & 0o077 == 0
    assert len(json.loads(note.read_text())["secret"]) >= 48
    assert noted(site)["languages"] == ["en", "fr"]


def test_other_languages_are_refused_with_a_sentence(site: Path) -> None:
    done = run(site, "install", "--language", "fr")
    assert done.returncode == 1
    assert "en, fr" in done.stderr


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """The address at which `serve` runs the site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(site),
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(300):
            try:
                urllib.request.urlopen(f"{address}/robots.txt").close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


def test_serve_runs_the_site_in_its_first_language_and_calls_it_no_demonstration(
    served: str,
) -> None:
    with urllib.request.urlopen(f"{served}/") as answer:
        page = answer.read().decode()
        assert answer.url == f"{served}/en/"
    assert "Two Rivers" in page
    assert "Demonstration" not in page
    assert f"{served}/en/" in page


def test_serve_without_a_site_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path / "nothing", "serve")
    assert done.returncode == 1
    assert "manage.py install" in done.stderr
    assert not (tmp_path / "nothing").exists()


def test_the_folder_of_the_demonstration_is_left_alone(tmp_path: Path) -> None:
    mark = {"made_by": "the demonstration of Passerelle"}
    (tmp_path / "demo.json").write_text(json.dumps(mark))
    done = run(tmp_path, "install", "--email", "claire@x.example")
    assert done.returncode == 1
    assert "demonstration" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.json"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--email", "nowhere"],
        ["--email", "claire@x.example", "--language", "tlh"],
        ["--email", "claire@x.example", "--name", " "],
        ["--email", "claire@x.example", "--password-file", "/nowhere/at/all"],
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(db: None, arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("install", *arguments)
    assert not Person.objects.exists()


@pytest.mark.parametrize("password", ["short\n", "\n", "password123\n"])
def test_a_weak_password_is_refused_before_anything_is_made(
    db: None, tmp_path: Path, password: str
) -> None:
    file = tmp_path / "password"
    file.write_text(password)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("install", "--email", "claire@x.example", "--password-file", str(file))
    assert not Person.objects.exists()
