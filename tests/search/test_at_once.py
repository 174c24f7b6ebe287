"""Several at once: nothing is lost, nothing stale stays, and nobody waits for another for ever.

SQLite has one writer at a time, and needs none of this.
"""

from collections.abc import Iterable, Iterator
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from access.models import AudienceRoot
from pages.models import Section
from pages.source import PageSource
from search.documents import SOURCES, Entry
from search.indexing import write_entries
from search.models import ExternalIndex, Outbox, Push, SearchDocument
from search.outbox import drain_due
from tests.apart import PATIENCE, Apart, many_writers, transactional_db
from tests.factories import add, french_and_english, item

__all__ = ["transactional_db"]

pytestmark = many_writers


@pytest.fixture
def section(transactional_db: None) -> Section:
    """A section in the copy."""
    return add(french_and_english()[0], Section, "Rubrique")


class Slow(PageSource):
    """A source that can be stopped once it has read what objects say."""

    def __init__(self) -> None:
        self.must_stop, self.has_read, self.may_go_on = Event(), Event(), Event()
        self.asked: list[int] = []

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """All entries, read at once; given a while later to the first who asks."""
        found = list(super().entries(object_ids))
        self.asked += object_ids
        if object_ids and self.must_stop.is_set() and not self.has_read.is_set():
            self.has_read.set()
            assert self.may_go_on.wait(PATIENCE)
        return found


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Pages are read slowly when a test says so."""
    source = Slow()
    monkeypatch.setitem(SOURCES, "page", source)
    yield source
    source.may_go_on.set()


def indexed(section: Section, *titles: str) -> list[Page]:
    """Articles that the index knows, by their titles."""
    pages = [item("article", section, title) for title in titles]
    note(*pages)
    drain_due()
    return pages


def begin_to_index(slow: Slow, *pages: Page) -> Apart:
    """Have somebody drain what changed of pages; she has read them and writes nothing yet."""
    note(*pages)
    slow.asked.clear()
    slow.must_stop.set()
    apart = Apart(drain_due)
    assert slow.has_read.wait(PATIENCE)
    return apart


def note(*pages: Page) -> None:
    """Note that pages changed."""
    Outbox.objects.bulk_create(Outbox(kind="page", object_id=page.pk) for page in pages)


def titles() -> set[str]:
    """The titles that the index holds."""
    return set(SearchDocument.objects.values_list("title", flat=True))


@pytest.mark.parametrize("is_new", [True, False])
def test_a_change_while_its_object_is_indexed_is_indexed_afterwards(
    section: Section, slow: Slow, is_new: bool
) -> None:
    [page] = indexed(section, "Ancien")
    if is_new:
        SearchDocument.objects.all().delete()
    other = begin_to_index(slow, page)
    Page.objects.filter(pk=page.pk).update(title="Nouveau")
    note(page)
    drain_due()
    assert slow.asked == [page.pk]
    slow.may_go_on.set()
    other.end()
    assert titles() == {"Nouveau"}
    assert not Outbox.objects.exists()


def test_two_who_drain_share_the_work(section: Section, slow: Slow) -> None:
    first, *rest = (item("article", section, f"Article {number}") for number in range(4))
    other = begin_to_index(slow, first)
    note(*rest)
    drain_due()
    assert titles() == {page.title for page in rest}
    slow.may_go_on.set()
    other.end()
    assert titles() == {page.title for page in [first, *rest]}
    assert sorted(slow.asked) == sorted(page.pk for page in [first, *rest])
    assert not Outbox.objects.exists()


def test_whoever_moves_pages_and_whoever_indexes_them_never_wait_for_each_other(
    section: Section, slow: Slow
) -> None:
    first, second = indexed(section, "Un", "Deux")
    with transaction.atomic():
        AudienceRoot.objects.create(page=second, audience="space:1")
        other = Apart(lambda: begin_to_index(slow, first, second).end())
        assert slow.has_read.wait(PATIENCE)
        assert slow.asked == [first.pk]
        slow.may_go_on.set()
        AudienceRoot.objects.create(page=first, audience="space:1")
    other.end()
    drain_due()
    assert set(SearchDocument.objects.values_list("audience", flat=True)) == {"space:1"}
    assert not Outbox.objects.exists()


def test_who_notes_a_change_does_not_wait_for_who_sees_to_another(
    section: Section, slow: Slow
) -> None:
    [page] = indexed(section, "Un")
    other = begin_to_index(slow, page)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    note(page)
    slow.may_go_on.set()
    other.end()
    assert not Outbox.objects.exists()


def test_those_who_write_the_same_new_words_in_another_order_do_not_block_each_other(
    section: Section,
) -> None:
    words = [f"inconnu{number:03}" for number in range(300)]
    start = Barrier(2)

    def write(first: int, order: list[str]) -> None:
        entries = [
            (
                first + at,
                Entry(
                    type="article",
                    language="fr",
                    group=f"{first + at}",
                    title=word,
                    summary="",
                    body=word,
                    date=None,
                    facets=[("theme", word)],
                ),
            )
            for at, word in enumerate(order)
        ]
        start.wait(PATIENCE)
        with transaction.atomic():
            write_entries("page", entries)

    both = [
        Apart(lambda: write(1_000_000, words)),
        Apart(lambda: write(2_000_000, words[::-1])),
    ]
    for one in both:
        one.end()
    assert SearchDocument.objects.filter(object_id__gte=1_000_000).count() == 600


def test_the_versions_of_a_document_are_in_the_order_of_its_changes(section: Section) -> None:
    [page] = indexed(section, "Titre")
    ExternalIndex.objects.create(name="other", mapping="x")
    document = SearchDocument.objects.filter(object_id=page.pk)
    key = document.get().pk
    with transaction.atomic():
        document.update(title="Titre 1")
        later = Apart(lambda: document.all().update(title="Titre 2"))
        between = Push.objects.create(document_id=0)
    later.end()
    assert document.get().title == "Titre 2"
    before, after = Push.objects.filter(document_id=key).order_by("pk")
    assert before.pk < between.pk < after.pk
