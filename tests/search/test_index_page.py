"""Administrators see how the index is, and have it compared, repaired or built anew."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from pages.models import Section
from search.indexing import reindex
from search.jobs import run
from search.keeper import Keeper
from search.lease import TakenError, lease
from search.models import SILENT, IndexJob, Outbox, SearchDocument
from search.outbox import enqueue
from search.rebuild import REBUILD
from tests.factories import (
    PersonFactory,
    a_space,
    belonging,
    holding,
    item,
    reading_screens,
)
from tests.search.elastic import Elastic, KeeperHere

PAGE = "/admin/reports/search/"
Kind = IndexJob.Kind


@pytest.fixture
def boss(roles: dict[str, Group]) -> Client:
    """The browser of an administrator who reads English."""
    return reading_screens(holding(roles["administrator"]))


@pytest.fixture
def keeper() -> Keeper:
    """What does in a server what was asked for."""
    return KeeperHere()


def shown(client: Client) -> str:
    """The page."""
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, kind: str) -> str:
    """The page after a button was pressed."""
    return client.post(PAGE, {"kind": kind}, follow=True).content.decode()


def test_an_administrator_comes_there_by_the_reports(boss: Client) -> None:
    assert PAGE in boss.get("/admin/").content.decode()
    page = shown(boss)
    assert "Nothing was compared yet." in page
    assert "SQLite" in page or "PostgreSQL" in page


@pytest.mark.parametrize("role", ["editor", "contributor", "manager", "member"])
def test_for_everybody_else_the_page_is_missing(
    roles: dict[str, Group], client: Client, role: str
) -> None:
    person = PersonFactory()
    if role == "manager":
        person = belonging(a_space("atelier"), "manager")
    elif role in roles:
        person.groups.add(roles[role])
    client.force_login(person)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"kind": "rebuild"}).status_code == 404
    assert not IndexJob.objects.exists()


def test_what_waits_is_told_with_its_age(boss: Client, section: Section) -> None:
    reindex()
    Outbox.objects.all().delete()
    assert "<td>None</td>" in shown(boss)
    enqueue("page", [section.pk])
    assert "1, the oldest since" in shown(boss)


def test_a_comparison_goes_on_by_itself_and_says_what_differs(
    boss: Client, section: Section, keeper: Keeper
) -> None:
    item("article", section, "Un puits")
    reindex()
    SearchDocument.objects.all().delete()
    page = press(boss, "check")
    assert "Under way, asked for on" in page
    assert 'value="check"' not in page
    keeper.round()
    page = shown(boss)
    assert "1 missing, 0 out of date" in page
    press(boss, "repair")
    keeper.round()
    assert "Nothing differed on" in shown(boss)
    assert SearchDocument.objects.filter(title="Un puits").exists()


def test_a_button_that_is_pressed_twice_begins_one_thing(boss: Client, keeper: Keeper) -> None:
    press(boss, "check")
    assert "not begun again" in press(boss, "check")
    assert IndexJob.objects.count() == 1
    keeper.round()
    keeper.round()
    press(boss, "check")
    assert IndexJob.objects.count() == 2


@pytest.mark.parametrize("kind", ["", "copy", "nothing", "\0", "check" * 1000])
def test_other_wishes_are_not_heard(boss: Client, kind: str) -> None:
    press(boss, kind)
    assert not IndexJob.objects.exists()


def test_building_anew_is_shown_while_it_goes_on_and_when_it_has_ended(
    boss: Client, section: Section, keeper: Keeper
) -> None:
    item("article", section, "Un puits")
    press(boss, "rebuild")
    job = IndexJob.objects.get()
    job.began_at = job.heard_at = timezone.now()
    job.done, job.total = 3, 12
    job.save()
    assert "Under way: 25% is done." in shown(boss)
    job.heard_at -= SILENT
    job.save()
    assert "broke off" in shown(boss)
    press(boss, "rebuild")
    keeper.round()
    assert "Last built on" in shown(boss)


@pytest.mark.parametrize("kind", [Kind.CHECK, Kind.REPAIR])
def test_a_long_comparison_says_again_and_again_that_it_goes_on(
    boss: Client, section: Section, kind: Kind
) -> None:
    item("article", section, "Un puits")
    reindex()
    heard: list[tuple[int, int]] = []
    job = run(IndexJob(kind=kind), lambda done, total: heard.append((done, total)))
    documents = SearchDocument.objects.count()
    assert heard[-1] == (documents, documents)
    assert len(heard) >= len(["objects", "texts"])
    assert job.heard_at is not None
    assert job.began_at < job.heard_at <= job.ended_at


def test_what_somebody_breaks_off_does_not_pass_for_done(boss: Client, section: Section) -> None:
    def press_keys(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(IndexJob(kind=Kind.REBUILD), press_keys)
    page = shown(boss)
    assert "broke off" in page
    assert "Last built on" not in page


def test_what_another_process_does_already_is_not_told_of_twice(
    boss: Client, section: Section, settings: Any
) -> None:
    now = timezone.now()
    IndexJob.objects.create(kind=Kind.COPY, began_at=now, heard_at=now, done=1, total=4)
    settings.SEARCH_URL = "http://127.0.0.1:9/nowhere"
    with lease(REBUILD, 60), pytest.raises(TakenError):
        run(IndexJob(kind=Kind.COPY))
    assert "Under way: 25% is done." in shown(boss)


def test_elasticsearch_is_named_with_its_version_and_its_servers(
    boss: Client, section: Section, elastic: Elastic
) -> None:
    item("article", section, "Un puits")
    elastic.serve()
    page = shown(boss)
    assert f"Elasticsearch {elastic.server.info()['version']['number']}" in page
    assert "1 server" in page
    assert "does not answer" not in page


def test_elasticsearch_away_is_said_with_the_reason(boss: Client, settings: Any) -> None:
    settings.SEARCH_URL = "http://user:secret@127.0.0.1:9/nowhere"
    page = shown(boss)
    assert "does not answer as it should" in page
    assert "Connection refused" in page
    assert "secret" not in page


def test_what_went_wrong_is_kept(boss: Client, keeper: Keeper, settings: Any) -> None:
    press(boss, "rebuild")
    settings.SEARCH_URL = "http://127.0.0.1:9/nowhere"
    keeper.round()
    page = shown(boss)
    assert "broke off" in page
    assert "Connection refused" in page
