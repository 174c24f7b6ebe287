"""A change notes itself for the index in its own transaction; the index hears once it is sure."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from time_machine import TimeMachineFixture

from pages.models import Article, Section
from pages.source import PageSource
from search.documents import SOURCES, Entry
from search.indexing import reindex
from search.models import Outbox, SearchDocument
from search.outbox import FIRST_DELAY, LONGEST_DELAY, drain_outbox, enqueue
from tests.factories import item, paragraph


class Broken(PageSource):
    """A source that cannot read one of its objects."""

    def __init__(self, bad: int) -> None:
        self.bad = bad
        self.asked = 0

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """All entries, unless the bad one is among them."""
        self.asked += 1
        if self.bad in object_ids:
            raise RuntimeError("damaged")
        return super().entries(object_ids)


def publish(page: Any) -> None:
    """Publish what was changed."""
    page.save_revision().publish()


def indexed() -> set[str]:
    """Titles that the index holds."""
    return set(SearchDocument.objects.values_list("title", flat=True))


@pytest.fixture
def article(section: Section) -> Article:
    """An article that the index knows."""
    page = item("article", section, "Ancien titre", body=paragraph("Un texte."))
    reindex()
    Outbox.objects.all().delete()
    return page


def test_a_publication_is_noted_at_once_and_indexed_after_the_commit(
    article: Article, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article.title = "Nouveau titre"
    with django_capture_on_commit_callbacks(execute=True):
        publish(article)
        assert Outbox.objects.filter(kind="page", object_id=article.pk).exists()
        assert indexed() == {"Ancien titre"}
    assert indexed() == {"Nouveau titre"}
    assert not Outbox.objects.exists()


def test_a_publication_that_is_rolled_back_leaves_no_note(
    article: Article, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with (
        django_capture_on_commit_callbacks() as callbacks,
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        publish(article)
        raise ZeroDivisionError
    assert not Outbox.objects.exists()
    assert callbacks == []


def test_a_source_that_fails_keeps_the_publication_and_its_note(
    article: Article,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setitem(SOURCES, "page", Broken(article.pk))
    article.title = "Nouveau titre"
    with django_capture_on_commit_callbacks(execute=True):
        publish(article)
    assert Article.objects.get(pk=article.pk).title == "Nouveau titre"
    assert Outbox.objects.get().attempts == 1
    assert indexed() == {"Ancien titre"}


def test_an_object_that_fails_does_not_hold_up_the_others(
    article: Article, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = item("article", section, "Un autre")
    monkeypatch.setitem(SOURCES, "page", Broken(article.pk))
    enqueue("page", [article.pk, other.pk])
    drain_outbox.func()
    assert indexed() == {"Ancien titre", "Un autre"}
    assert Outbox.objects.get().object_id == article.pk


def test_what_failed_is_tried_again_once_it_is_due(
    article: Article, monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
) -> None:
    Article.objects.filter(pk=article.pk).update(title="Nouveau titre")
    with monkeypatch.context() as patch:
        patch.setitem(SOURCES, "page", Broken(article.pk))
        enqueue("page", [article.pk])
        drain_outbox.func()
    drain_outbox.func()
    assert indexed() == {"Ancien titre"}
    time_machine.move_to(timezone.now() + FIRST_DELAY)
    drain_outbox.func()
    assert indexed() == {"Nouveau titre"}
    assert not Outbox.objects.exists()


def test_what_always_fails_is_tried_ever_less_often_until_it_changes(
    article: Article, monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
) -> None:
    source = Broken(article.pk)
    monkeypatch.setitem(SOURCES, "page", source)
    enqueue("page", [article.pk])
    delays = []
    time_machine.move_to(timezone.now(), tick=False)
    for attempts in range(1, 12):
        drain_outbox.func()
        row = Outbox.objects.get()
        assert row.attempts == attempts
        delays.append(row.due_at - timezone.now())
        time_machine.move_to(row.due_at, tick=False)
    assert delays == sorted(delays)
    assert delays[-1] <= LONGEST_DELAY
    Article.objects.filter(pk=article.pk).update(title="Nouveau titre")
    enqueue("page", [article.pk])
    source.bad = 0
    drain_outbox.func()
    assert indexed() == {"Nouveau titre"}
    assert not Outbox.objects.exists()


def test_many_changes_of_one_object_are_indexed_once(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Broken(bad=0)
    monkeypatch.setitem(SOURCES, "page", source)
    enqueue("page", [article.pk])
    enqueue("page", [article.pk, article.pk])
    drain_outbox.func()
    assert source.asked == 1
    assert not Outbox.objects.exists()


def test_more_changes_than_a_batch_are_all_indexed(section: Section) -> None:
    keys = [item("article", section, f"Article {number}").pk for number in range(105)]
    enqueue("page", keys)
    drain_outbox.func()
    assert SearchDocument.objects.count() == 105
    assert not Outbox.objects.exists()
