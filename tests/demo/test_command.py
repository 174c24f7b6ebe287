"""`manage.py demo`: what it makes, what it keeps, what it refuses."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 180
SPACE_ROLES = ("reader", "contributor", "publisher", "manager")
ROLES = {
    "administrator", "editor", "contributor", "member", "partner", "volunteer", "former",
    "pending", "suspended", "outsider", "translator", "reviewer", "documentalist",
}  # fmt: skip


def demo(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, with nothing of this process's settings."""
    unwanted = ("DJANGO_SETTINGS_MODULE", "PASSERELLE_DATA")
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *options],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in unwanted},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    """A folder with a whole demonstration, and what the command said of it."""
    folder = tmp_path_factory.mktemp("demo") / "with a space"
    run = demo("--no-serve", "--json", "--port", "8123", "--data", str(folder))
    assert run.returncode == 0, run.stderr
    return folder, json.loads(run.stdout.splitlines()[-1])


@pytest.fixture
def listener() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def one_sentence(run: subprocess.CompletedProcess[str]) -> str:
    """What a refusal says: one line on stderr, no traceback, exit code 1."""
    assert run.returncode == 1
    lines = run.stderr.strip().splitlines()
    assert len(lines) == 1, run.stderr
    return lines[0]


def test_json_gives_addresses_and_an_account_for_each_role(made: tuple[Path, dict]) -> None:
    folder, said = made
    assert set(said) == {"url", "admin_url", "data", "mail", "languages", "accounts"}
    assert said["url"] == "http://127.0.0.1:8123/"
    assert said["admin_url"] == "http://127.0.0.1:8123/admin/"
    assert Path(said["data"]) == folder
    assert Path(said["mail"]).parent == folder
    assert said["languages"] == ["fr", "en", "es", "pt", "ar"]
    assert {account["role"] for account in said["accounts"]} == ROLES
    for account in said["accounts"]:
        assert set(account) == {"role", "email", "password", "language", "spaces"}
        name = account["email"].partition("@")[0]
        assert account["password"] == f"passerelle-{name}"


def test_json_gives_the_spaces_of_each_account(made: tuple[Path, dict]) -> None:
    _folder, said = made
    spaces = {account["email"].partition("@")[0]: account["spaces"] for account in said["accounts"]}
    for role in SPACE_ROLES:
        assert set(spaces[f"member-{role}"].values()) == {role}
        assert "membres" in spaces[f"member-{role}"]
    assert spaces["partner"] == {"cours-du-soir": "contributor"}
    assert spaces["volunteer"] == {"cahiers-de-kaya": "contributor"}
    for name in ("administrator", "former", "pending", "outsider"):
        assert spaces[name] == {}


def test_the_table_for_people_has_a_line_for_each_account(made: tuple[Path, dict]) -> None:
    folder, said = made
    run = demo("--no-serve", "--port", "8123", "--data", str(folder))
    lines = run.stdout.splitlines()
    for account in said["accounts"]:
        line = next(line for line in lines if account["email"] in line)
        assert account["password"] in line
        assert len(line) <= 100


def test_everything_is_kept_in_the_folder(made: tuple[Path, dict]) -> None:
    folder, _said = made
    assert {"passerelle.sqlite3", "media", "static", "demo.json"} <= set(os.listdir(folder))
    assert (folder / "static" / "staticfiles.json").exists()


def test_a_second_start_keeps_what_was_changed(made: tuple[Path, dict]) -> None:
    folder, _said = made
    with sqlite3.connect(folder / "passerelle.sqlite3") as database:
        database.execute("UPDATE wagtailcore_page SET title = 'Changed' WHERE depth = 2")
    run = demo("--no-serve", "--port", "8124", "--data", str(folder))
    assert run.returncode == 0, run.stderr
    with sqlite3.connect(folder / "passerelle.sqlite3") as database:
        titles = database.execute("SELECT title FROM wagtailcore_page WHERE depth = 2").fetchall()
        ports = database.execute("SELECT port FROM wagtailcore_site").fetchall()
    assert set(titles) == {("Changed",)}
    assert ports == [(8124,)]


def test_a_taken_port_is_refused(listener: int, tmp_path: Path) -> None:
    run = demo("--port", str(listener), "--data", str(tmp_path))
    assert str(listener) in one_sentence(run)
    assert os.listdir(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    assert str(file) in one_sentence(demo("--no-serve", "--data", str(file)))
    assert file.read_text() == "mine"


def test_a_half_made_demonstration_is_refused_until_reset(
    made: tuple[Path, dict], tmp_path: Path
) -> None:
    shutil.copy(made[0] / "demo.json", tmp_path)
    assert "--reset" in one_sentence(demo("--no-serve", "--data", str(tmp_path)))


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "passerelle.sqlite3"
    database.write_bytes(b"mine")
    for options in ((), ("--reset",)):
        one_sentence(demo("--no-serve", "--data", str(tmp_path), *options))
    assert database.read_bytes() == b"mine"


def test_an_unreadable_database_is_refused_and_kept(
    made: tuple[Path, dict], tmp_path: Path
) -> None:
    shutil.copy(made[0] / "demo.json", tmp_path)
    database = tmp_path / "passerelle.sqlite3"
    database.write_bytes(b"no database at all " * 1000)
    assert "cannot be read" in one_sentence(demo("--no-serve", "--data", str(tmp_path)))
    assert database.read_bytes() == b"no database at all " * 1000
