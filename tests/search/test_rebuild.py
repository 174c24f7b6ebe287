"""A new index is built aside while the old one serves: no change is lost, and nothing is twice."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from pages.models import Section
from search import rebuild as building
from search.engines.elasticsearch import indexes
from search.indexing import reindex
from search.lease import TakenError, lease
from search.models import ExternalIndex, Lease, Push, SearchDocument
from search.pushing import push_all
from search.rebuild import REBUILD, rebuild
from tests.factories import item
from tests.search.elastic import Elastic


@pytest.fixture
def articles(section: Section, elastic: Elastic, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Twelve articles that the serving index knows; they are copied five at a time."""
    pages = [item("article", section, f"Puits {number}") for number in range(12)]
    elastic.serve()
    monkeypatch.setattr(building, "BATCH", 5)
    return pages


class Killed(BaseException):
    """The process dies: nothing that would be done on the way out is done."""


def rewrite(page: Any, title: str) -> None:
    """Change a document as another process would, and tell the indexes that there are."""
    SearchDocument.objects.filter(object_id=page.pk).update(title=title)
    push_all()


def test_the_new_index_takes_the_place_of_the_old_one(
    articles: list[Any], elastic: Elastic
) -> None:
    old = elastic.index
    assert rebuild() == 12
    assert elastic.index != old
    assert indexes.ours() == [elastic.index]
    assert elastic.find("puits").total == 12
    assert elastic.drift() == {}


def test_changes_while_it_is_built_are_in_it_whatever_was_copied_already(
    articles: list[Any], elastic: Elastic
) -> None:
    asked: list[int] = []

    def meanwhile(done: int, total: int) -> None:
        """Change a page that is copied, one that is not, delete one, add one; search."""
        if done == 5:
            rewrite(articles[0], "Forage premier")
            rewrite(articles[-1], "Forage dernier")
            SearchDocument.objects.filter(object_id=articles[1].pk).delete()
            SearchDocument.objects.filter(object_id=articles[-2].pk).delete()
            asked.append(elastic.find().total)
            push_all()
        elif done == 10:
            # Noted, and not told before the new index serves.
            SearchDocument.objects.filter(object_id=articles[2].pk).update(title="Forage tardif")
        asked.append(elastic.find().total)

    rebuild(tell=meanwhile)
    assert asked == [12, 10, 10, 10, 10]
    push_all()
    held = elastic.held()
    names = sorted(one["_source"]["named"] for one in held.values())
    assert [name for name in names if "forage" in name] == [
        "forage dernier", "forage premier", "forage tardif",
    ]  # fmt: skip
    assert set(held) == set(SearchDocument.objects.values_list("pk", flat=True))
    assert not Push.objects.exists()


def test_who_goes_on_copies_only_what_is_left(articles: list[Any], elastic: Elastic) -> None:
    old = elastic.index

    def die(done: int, total: int) -> None:
        if done == 10:
            raise Killed

    with pytest.raises(Killed):
        rebuild(tell=die)
    assert elastic.index == old
    assert elastic.find("puits").total == 12
    rewrite(articles[0], "Forage")
    seen: list[tuple[int, int]] = []
    assert rebuild(resume=True, tell=lambda *numbers: seen.append(numbers)) == 2
    assert seen == [(10, 12), (12, 12)]
    assert len(elastic.held()) == 12
    assert elastic.find("forage").total == 1


def test_who_does_not_go_on_begins_anew(articles: list[Any], elastic: Elastic) -> None:
    with pytest.raises(Killed):
        rebuild(tell=lambda done, total: (_ for _ in ()).throw(Killed) if done == 10 else None)
    assert rebuild() == 12
    assert indexes.ours() == [elastic.index]


def test_what_was_begun_with_another_mapping_is_not_gone_on_with(
    articles: list[Any], elastic: Elastic
) -> None:
    with pytest.raises(Killed):
        rebuild(tell=lambda done, total: (_ for _ in ()).throw(Killed) if done == 10 else None)
    ExternalIndex.objects.filter(serving=False).update(mapping="of-another-version")
    assert rebuild(resume=True) == 12


def test_whoever_died_between_the_swap_and_its_note_is_followed(
    articles: list[Any], elastic: Elastic, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve = indexes.serve

    def die_after(name: str) -> None:
        serve(name)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(building, "serve", die_after)
        with pytest.raises(Killed):
            rebuild()
    elastic.round()
    assert indexes.ours() == [elastic.index]
    assert not elastic.find("puits").degraded
    assert elastic.drift() == {}


def test_two_are_not_built_at_once(articles: list[Any], elastic: Elastic) -> None:
    with lease(REBUILD, 60), pytest.raises(CommandError, match="Another process"):
        call_command("reindex", stdout=StringIO())
    call_command("reindex", stdout=StringIO())


def test_who_was_taken_for_dead_stops(articles: list[Any], elastic: Elastic) -> None:
    def overtaken(done: int, total: int) -> None:
        if done == 5:
            Lease.objects.filter(name=REBUILD).update(holder="another")

    old = elastic.index
    with pytest.raises(TakenError):
        rebuild(tell=overtaken)
    assert elastic.index == old


def test_the_command_says_what_it_did(articles: list[Any], elastic: Elastic) -> None:
    said = StringIO()
    call_command("reindex", stdout=said)
    assert said.getvalue() == "12 documents indexed.\n"
    elastic.round()
    assert elastic.drift() == {}


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_a_bar_shows_how_far_it_is(articles: list[Any], elastic: Elastic) -> None:
    said = Terminal()
    call_command("reindex", stdout=said)
    assert "\r[##############################] 100%  12 of 12\n" in said.getvalue()


def test_elasticsearch_away_is_said_and_the_databases_index_is_written(
    section: Section, settings: Any
) -> None:
    item("article", section, "Puits")
    settings.SEARCH_URL = "http://127.0.0.1:9/nowhere"
    with pytest.raises(CommandError, match="Elasticsearch did not take the new index"):
        call_command("reindex", stdout=StringIO())
    assert SearchDocument.objects.filter(title="Puits").exists()


def test_an_index_has_the_shards_and_replicas_that_the_address_asks_for(
    elastic: Elastic, settings: Any
) -> None:
    settings.SEARCH_URL += "?shards=3&replicas=0"
    reindex()
    elastic.serve()
    found = elastic.server.indices.get_settings(index=elastic.index)[elastic.index]
    kept = found["settings"]["index"]
    assert (kept["number_of_shards"], kept["number_of_replicas"]) == ("3", "0")
