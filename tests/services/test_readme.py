"""What README prints makes a site that works: small by its own commands, then large."""

import http.client
import json
import os
import re
import sqlite3
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from django_tasks_db.models import DBTaskResult
from elasticsearch import Elasticsearch

from tests.services.nginx import Nginx, program, write_certificate
from tests.services.ports import free_ports
from tests.services.readme import HOST, Machine, commands

MOST_COMMANDS = 20
MAIL = "you@example.org"
PASSWORD = "une-phrase-assez-longue"
PATIENCE = 40
TABLE = DBTaskResult._meta.db_table
Way = Callable[[], object]


class Letters:
    """Keeps what a mail server was given."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Keep a letter."""
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


class Browser:
    """Somebody who asks nginx by HTTPS, and keeps cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, path: str, **form: str) -> tuple[int, str, str]:
        """Ask, or send a form; the status, the text, and where that leads."""
        trust = ssl._create_unverified_context()
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trust)
        sent = {"Host": HOST, "Referer": f"https://{HOST}{path}"}
        sent["Cookie"] = "; ".join(f"{key}={one.value}" for key, one in self.cookies.items())
        if form:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            form["csrfmiddlewaretoken"] = self.token(path)
            sent["Cookie"] = "; ".join(f"{key}={one.value}" for key, one in self.cookies.items())
        line.request("POST" if form else "GET", path, urlencode(form), sent)
        response = line.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        text = response.read().decode()
        line.close()
        return response.status, text, response.headers.get("Location", "")

    def token(self, path: str) -> str:
        """What a form has to send back."""
        _status, text, _location = self.ask(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        return found[1] if found else ""


def soon(way: Way) -> object:
    """What comes of something, once it comes to anything."""
    limit = time.monotonic() + PATIENCE
    while not (found := way()) and time.monotonic() < limit:
        time.sleep(0.2)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for the mail server."""
    folder = tmp_path_factory.mktemp("mail")
    write_certificate(folder)
    return folder


@pytest.fixture(scope="module")
def letters(folder: Path) -> Iterator[tuple[Letters, int]]:
    """A mail server that wants STARTTLS and a password, and what it took."""
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(folder / "fullchain.pem", folder / "privkey.pem")

    def check(_server: object, _session: object, _way: object, _kind: str, data: object) -> object:
        known = isinstance(data, LoginPassword) and data.password == b"password"
        return AuthResult(success=known)

    taken = Letters()
    (port,) = free_ports(1)
    controller = Controller(
        taken, hostname="127.0.0.1", port=port, tls_context=secure, require_starttls=True,
        auth_required=True, authenticator=check,
    )  # fmt: skip
    controller.start()
    yield taken, port
    controller.stop()


@pytest.fixture(scope="module")
def machine(
    letters: tuple[Letters, int], folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    """A machine, before anything is done on it."""
    if program() is None and not os.environ.get("CI"):
        pytest.skip("no nginx on this machine: install Debian's `nginx-light`")
    address = f"smtp+tls://user:password@localhost:{letters[1]}"
    machine = Machine(tmp_path_factory.mktemp("machine"), address, folder / "fullchain.pem")
    yield machine
    machine.stop()


@pytest.fixture(scope="module")
def done(machine: Machine) -> subprocess.CompletedProcess[str]:
    """What came of the commands of README."""
    return machine.run("\n".join(commands()))


@pytest.fixture(scope="module")
def port(machine: Machine, done: subprocess.CompletedProcess[str], own_name: str) -> Iterator[int]:
    """Where the nginx of that machine listens."""
    nginx = Nginx(f"{own_name}-readme", machine.nginx)
    address = nginx.start()
    yield urlsplit(address).port or 0
    nginx.stop()


def test_twenty_commands_are_enough_and_nothing_is_missing_then(
    done: subprocess.CompletedProcess[str],
) -> None:
    assert len(commands()) <= MOST_COMMANDS
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✗" not in done.stdout
    assert done.stdout.rstrip().endswith("Tout va bien.")


def test_the_first_administrator_comes_in_by_her_link_and_by_her_password(
    port: int, done: subprocess.CompletedProcess[str]
) -> None:
    (link,) = re.findall(rf"https://{HOST}(\S+)", done.stdout)
    browser = Browser(port)
    assert browser.ask("/fr/")[0] == 200
    _status, _text, form = browser.ask(link)
    assert browser.ask(form, password1=PASSWORD, password2=PASSWORD)[0] == 302
    browser = Browser(port)
    wrong = browser.ask("/fr/account/login/", login=MAIL, password="autre-phrase-longue")
    assert wrong[0] == 200
    right = browser.ask("/fr/account/login/", login=MAIL, password=PASSWORD)
    assert right[0] == 302
    assert browser.ask("/admin/")[0] == 200
    assert browser.cookies["__Host-sessionid"]["secure"]


def test_a_letter_leaves_by_the_worker_over_a_closed_line(
    port: int, letters: tuple[Letters, int]
) -> None:
    taken, _port = letters
    before = len(taken.taken)
    assert Browser(port).ask("/fr/account/password/reset/", email=MAIL)[0] == 302
    assert soon(lambda: len(taken.taken) > before)
    body = taken.taken[-1].get_body(("plain",))
    assert (taken.taken[-1]["To"], body is None) == (MAIL, False)
    assert f"https://{HOST}/" in str(body and body.get_content())


def test_a_task_whose_worker_is_killed_is_taken_up_by_the_next_one(
    machine: Machine, port: int
) -> None:
    machine.run("systemctl kill passerelle-worker")
    with sqlite3.connect(machine.root / "srv/passerelle/data/site.sqlite3") as database:
        database.execute(
            f"UPDATE {TABLE} SET status = 'RUNNING', worker_ids = '[\"tasks:dead\"]'"
            f" WHERE id = (SELECT MAX(id) FROM {TABLE})"
        )
        database.commit()
        machine.run("systemctl start passerelle-worker")
        again = f'SELECT status FROM {TABLE} WHERE worker_ids LIKE \'["tasks:dead", "%\''
        assert soon(lambda: database.execute(again).fetchall() == [("SUCCESSFUL",)])


@pytest.fixture
def servers(postgresql_address: str, elasticsearch_address: str) -> Iterator[dict[str, str]]:
    """A database and an index of our own, as the environment names them."""
    name = f"readme_{uuid4().hex[:12]}"
    with psycopg.connect(postgresql_address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield {
        "DATABASE_URL": postgresql_address.replace("/postgres?", f"/{name}?"),
        "SEARCH_URL": f"{elasticsearch_address}/{name}",
    }
    with psycopg.connect(postgresql_address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    with Elasticsearch(elasticsearch_address) as client:
        for index in client.indices.get(index=f"{name}*"):
            client.indices.delete(index=index)


PUBLISH = """
from pages.models import Article, Home
page = Article(title="Puits de zibeline", slug="puits")
Home.objects.get(locale__language_code="fr").add_child(instance=page)
page.save_revision().publish()
"""


NEWEST = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("pages", "{before}")]
    operations = [
        migrations.AddField("article", "newest", models.TextField(default="", db_default="")),
    ]
"""
MIGRATE = "from passerelle.demo.schema import migrate; migrate()"
HELD = 9
"""Seconds for which somebody reads: longer than a migration waits for a table."""


def upgrade_while_it_serves(machine: Machine, browser: Browser, servers: dict[str, str]) -> None:
    """Let the next version change the tables while this one goes on answering.

    Somebody reads the table all the while, so that the migration does not get it at once.
    """
    folder = machine.app / "pages/migrations"
    before = max(file.stem for file in folder.glob("[0-9]*.py"))
    (folder / "9999_newest.py").write_text(NEWEST.format(before=before))
    with psycopg.connect(servers["DATABASE_URL"]) as reader, ThreadPoolExecutor(1) as other:
        reader.execute("SELECT count(*) FROM pages_article")
        began = time.monotonic()
        migrated = other.submit(machine.manage, "shell", "--command", MIGRATE, **servers)
        waits = []
        while not migrated.done():
            at = time.monotonic()
            answers = [browser.ask(f"/fr/puits/?at={at}")[0], browser.ask("/fr/search/?q=puits")[0]]
            assert answers == [200, 200], machine.log()
            waits.append(time.monotonic() - at)
            if time.monotonic() - began > HELD:
                reader.rollback()
    assert migrated.result().returncode == 0, migrated.result().stderr
    assert len(waits) > 2
    # Twice the time that a migration waits for a table, at most.
    assert max(waits) < 10 + 1
    with psycopg.connect(servers["DATABASE_URL"]) as server:
        assert server.execute("SELECT DISTINCT newest FROM pages_article").fetchall() == [("",)]
    assert machine.manage("shell", "--command", PUBLISH_MORE, **servers).returncode == 0


PUBLISH_MORE = """
from pages.models import Article
page = Article.objects.get(slug="puits")
page.title = "Puits de zircon"
page.save_revision().publish()
"""


def test_the_backup_of_a_small_site_makes_a_large_one_where_all_works_together(
    machine: Machine, port: int, servers: dict[str, str], letters: tuple[Letters, int],
    own_name: str,
) -> None:  # fmt: skip
    made = machine.run("systemctl start passerelle@backup; systemctl stop")
    assert made.returncode == 0, made.stderr
    *_older, newest = sorted((machine.root / "var/backups/passerelle").iterdir())
    restored = machine.manage("restore", str(newest), "--yes", **servers)
    assert restored.returncode == 0, restored.stderr
    site = "etc/nginx/sites-available/default"
    (machine.root / site).write_text(
        machine.manage("print_config", "nginx", "--size", "large", **servers).stdout
    )
    machine.run("systemctl start passerelle passerelle-worker", **servers)
    nginx = Nginx(f"{own_name}-large", machine.nginx)
    try:
        browser = Browser(urlsplit(nginx.start()).port or 0)
        assert soon(lambda: browser.ask("/readyz")[0] == 200)
        published = machine.manage("shell", "--command", PUBLISH, **servers)
        assert published.returncode == 0, published.stderr
        assert soon(lambda: "/fr/puits/" in browser.ask("/fr/search/?q=zibeline")[1])
        assert "zibeline" in browser.ask("/fr/puits/")[1]
        before = len(letters[0].taken)
        assert browser.ask("/fr/account/password/reset/", email=MAIL)[0] == 302
        assert soon(lambda: len(letters[0].taken) > before)
        signed_in = browser.ask("/fr/account/login/", login=MAIL, password=PASSWORD)
        assert signed_in[0] == 302
        ready = json.loads(browser.ask("/readyz")[1])
        assert set(ready.values()) == {"ok"}, ready
        upgrade_while_it_serves(machine, browser, servers)
        assert soon(lambda: "zircon" in browser.ask("/fr/puits/")[1])
    finally:
        nginx.stop()
    checked = machine.manage("deploy_check", "--language", "en", **servers)
    assert checked.returncode == 0, checked.stdout
    assert "✓ search: Elasticsearch" in checked.stdout, checked.stdout
    assert "PostgreSQL" in checked.stdout
