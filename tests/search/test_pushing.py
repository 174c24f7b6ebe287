"""Every change of a document reaches Elasticsearch, in order; nothing narrowed is counted."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.generation import forget_held
from access.models import AudienceRoot
from pages.models import Section
from search import pushing
from search.engines.elasticsearch.engine import MOST_HIDDEN
from search.indexing import reindex
from search.models import ExternalIndex, Push, SearchDocument
from search.outbox import drain_due
from search.pushing import PushError, push, push_all
from tests.factories import item
from tests.search.elastic import Elastic


@pytest.fixture
def article(section: Section, elastic: Elastic) -> Any:
    """An article that Elasticsearch knows."""
    page = item("article", section, "Un puits")
    elastic.serve()
    return page


def document(page: Any) -> SearchDocument:
    """The document of a page."""
    return SearchDocument.objects.get(object_id=page.pk, kind="page")


def rename(page: Any, title: str) -> None:
    """Publish a page under another title; the table of documents knows it at once."""
    page.title = title
    page.save_revision().publish()
    drain_due()


def test_a_site_without_an_index_outside_notes_nothing(section: Section) -> None:
    item("article", section, "Un puits")
    reindex()
    assert not Push.objects.exists()


def test_a_saved_page_is_told_with_the_number_of_its_change(article: Any, elastic: Elastic) -> None:
    rename(article, "Un forage")
    number = Push.objects.latest("pk").pk
    push_all()
    held = elastic.held()[document(article).pk]
    assert (held["_source"]["named"], held["_version"]) == ("un forage", number)
    assert not Push.objects.exists()
    assert elastic.find("forage").total == 1
    assert elastic.drift() == {}


def test_a_page_that_is_gone_is_gone_outside(article: Any, elastic: Elastic) -> None:
    key = document(article).pk
    article.delete()
    drain_due()
    push_all()
    assert key not in elastic.held()


def test_a_late_write_never_wins(article: Any, elastic: Elastic) -> None:
    key = document(article).pk
    rename(article, "Un forage")
    late = dict(next(pushing.changes({key: Push.objects.latest("pk").pk}, [elastic.index])))
    rename(article, "Une source")
    push_all()
    elastic.server.options(ignore_status=409).index(
        index=elastic.index, id=late["_id"], document=late["_source"],
        version=late["version"], version_type="external",
    )  # fmt: skip
    assert elastic.held()[key]["_source"]["named"] == "une source"


def test_a_deletion_is_remembered_against_late_writes(article: Any, elastic: Elastic) -> None:
    key = document(article).pk
    rename(article, "Un forage")
    late = dict(next(pushing.changes({key: Push.objects.latest("pk").pk}, [elastic.index])))
    article.delete()
    drain_due()
    push_all()
    answer = elastic.server.options(ignore_status=409).index(
        index=elastic.index, id=late["_id"], document=late["_source"],
        version=late["version"], version_type="external",
    )  # fmt: skip
    assert answer["status"] == 409


def test_what_an_index_knows_better_counts_as_told(article: Any, elastic: Elastic) -> None:
    rename(article, "Un forage")
    rows = list(Push.objects.all())
    push_all()
    Push.objects.bulk_create(rows)
    push_all()
    assert not Push.objects.exists()


def test_a_change_while_others_are_told_waits_for_its_turn(
    article: Any, elastic: Elastic, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(article, "Un forage")
    send = pushing.send

    def meanwhile(versions: dict[int, int], names: list[str]) -> set[int]:
        refused = send(versions, names)
        monkeypatch.undo()
        rename(article, "Une source")
        return refused

    monkeypatch.setattr(pushing, "send", meanwhile)
    push()
    assert Push.objects.exists()
    push_all()
    assert elastic.held()[document(article).pk]["_source"]["named"] == "une source"


@pytest.mark.parametrize("away", [False, True], ids=["before it is told", "while it is away"])
def test_what_was_narrowed_is_not_counted_before_the_index_confirms(
    article: Any, elastic: Elastic, away: bool, settings: Any
) -> None:
    assert elastic.find("puits").total == 1
    AudienceRoot.objects.create(page=article, audience="space:1")
    if away:
        here, settings.SEARCH_URL = settings.SEARCH_URL, "http://127.0.0.1:9/nowhere"
        with pytest.raises(PushError):
            push()
        settings.SEARCH_URL = here
    for text in ("puits", ""):
        answer = elastic.find(text)
        assert not answer.degraded
        assert "article" not in answer.facets["type"]
    assert elastic.find("puits").total == 0
    push_all()
    assert elastic.find("puits").total == 0
    assert elastic.find("puits", ("space:1",)).total == 1


def test_a_page_that_is_saved_is_found_all_the_while(article: Any, elastic: Elastic) -> None:
    article.save()  # Wagtail writes its path again, and with it its audience.
    assert Push.objects.exclude(believed="").exists()
    assert elastic.find("puits").total == 1
    root = AudienceRoot.objects.create(page=article, audience="space:1")
    assert elastic.find("puits").total == 0
    root.delete()
    article.save()
    push_all()
    assert elastic.find("puits").total == 1


def test_the_database_answers_when_too_much_is_being_narrowed(
    article: Any, elastic: Elastic
) -> None:
    rows = [Push(document_id=-key, believed="public") for key in range(1, MOST_HIDDEN + 2)]
    Push.objects.bulk_create(rows[:-1])
    assert not elastic.find("puits").degraded
    rows[-1].save()
    answer = elastic.find("puits")
    assert (answer.degraded, answer.total) == (True, 1)
    push_all()
    assert not elastic.find("puits").degraded


def test_a_document_that_is_refused_waits_ever_longer_and_holds_up_nobody(
    article: Any, elastic: Elastic, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = item("article", section, "Une source")
    written = pushing.written

    def spoilt(row: SearchDocument, facets: Any) -> dict[str, Any]:
        return {**written(row, facets), **({"unknown": 1} if row.object_id == article.pk else {})}

    monkeypatch.setattr(pushing, "written", spoilt)
    reindex()
    push_all()
    assert document(other).pk in elastic.held()
    waiting = set(Push.objects.values_list("document_id", flat=True))
    assert waiting == {document(article).pk}
    assert Push.objects.earliest("due_at").due_at > timezone.now()
    monkeypatch.undo()
    reindex()
    push_all()
    assert not Push.objects.exists()


def test_telling_costs_the_same_queries_whatever_the_number(
    section: Section, elastic: Elastic
) -> None:
    elastic.serve()
    counts = []
    for number in (2, 20):
        for one in range(number):
            item("article", section, f"Article {number} {one}")
        reindex()
        forget_held()
        with CaptureQueriesContext(connection) as queries:
            assert push() >= number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_nobody_waits_for_an_index_that_does_not_exist(article: Any, elastic: Elastic) -> None:
    ExternalIndex.objects.all().delete()
    Push.objects.create(document_id=document(article).pk, believed="public")
    push_all()
    assert not Push.objects.exists()
