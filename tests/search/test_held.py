"""What is found among many documents is held, and nothing of it once the index has changed."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.generation import forget_generation
from access.models import AudienceRoot
from pages.models import Article, Home, Section
from search.engines import held
from search.models import SearchDocument
from search.results import Results
from search.search import listing, search
from tests.factories import add, concept, item
from tests.search.telling import hear, write_index

PUBLIC = ("public",)
COUNTED = ("theme", "type")


@pytest.fixture
def many(section: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty articles, which count as many."""
    monkeypatch.setattr(held, "MANY", 20)
    concept("water", "Eau", "Water")
    for number in range(30):
        item("article", section, f"Le puits {number}", themes=["water"])
    write_index()


def asked(words: str = "", audiences: tuple[str, ...] = PUBLIC, page: int = 1) -> Results:
    """What a new request is answered: all documents, or those that have words."""
    forget_generation()
    if words:
        return search(words, audiences, {}, "fr", page, counted=COUNTED)
    return listing(audiences, {}, "fr", page, counted=COUNTED)


def documents_asked(words: str = "", audiences: tuple[str, ...] = PUBLIC, page: int = 1) -> int:
    """How many statements choose among the documents of the index."""
    with CaptureQueriesContext(connection) as queries:
        asked(words, audiences, page)
    return sum("search_searchdocument document" in query["sql"] for query in queries)


def facts(results: Results) -> tuple[int, list[str], dict[str, list[tuple[str, int]]]]:
    """What readers see of results."""
    return results.total, [hit.title for hit in results.hits], results.facets


@pytest.mark.parametrize("words", ["", "puits"])
def test_many_are_counted_and_put_in_order_once(many: None, words: str) -> None:
    first = facts(asked(words))
    assert first[0] == 30
    assert len(first[1]) == 20
    assert first[2] == {"theme": [("water", 30)], "type": [("article", 30)]}
    assert documents_asked(words) == 0
    assert facts(asked(words)) == first
    assert documents_asked(words, page=2) == 1, "only its ids"


def test_few_are_asked_for_each_time(many: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "MANY", 31)
    asked()
    assert documents_asked() == 2


def test_a_document_more_is_counted_at_once(many: None, section: Section) -> None:
    asked(), asked("puits")
    item("article", section, "Le puits dernier", themes=["water"]).save_revision().publish()
    hear()
    assert asked().total == asked("puits").total == 31


def test_a_page_that_is_closed_is_counted_no_more(many: None) -> None:
    asked(), asked("puits")
    Article.objects.get(title="Le puits 29").unpublish()
    assert "Le puits 29" not in facts(asked())[1], "even before the index has heard of it"
    hear()
    assert asked().total == asked("puits").total == 29


def test_what_a_space_holds_counts_for_its_members_alone(many: None, home: Home) -> None:
    hidden = add(home, Section, "Espace")
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    item("article", hidden, "Le puits caché")
    write_index()
    assert asked("puits", (*PUBLIC, "space:1")).total == 31
    assert asked("puits").total == 30
    assert "Le puits caché" not in facts(asked("puits"))[1]


def test_a_section_that_is_closed_is_counted_for_those_inside_alone(
    many: None, section: Section
) -> None:
    inside = (*PUBLIC, "space:1")
    asked(audiences=inside), asked()
    AudienceRoot.objects.create(page=section, audience="space:1")
    write_index()
    assert (asked(audiences=inside).total, asked().total) == (30, 0)


def test_an_order_by_the_present_day_is_another_one_tomorrow(many: None) -> None:
    def first() -> list[str]:
        forget_generation()
        hits = listing(PUBLIC, {}, "fr", sort="agenda").hits
        return [hit.title for hit in hits][:1]

    today = datetime.date(2027, 1, 1)
    for number, day in ((3, today), (4, today + datetime.timedelta(1))):
        SearchDocument.objects.filter(title=f"Le puits {number}").update(date=day)
    with time_machine.travel(datetime.datetime(2027, 1, 1, 12), tick=False) as clock:
        assert first() == ["Le puits 3"]
        clock.shift(datetime.timedelta(days=1))
        assert first() == ["Le puits 4"]
