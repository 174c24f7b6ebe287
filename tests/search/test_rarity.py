"""Rare words tell more than common ones: public documents say which are which."""

import pytest
from pytest_django import DjangoAssertNumQueries

from access.models import AudienceRoot
from pages.models import Section
from search.query import parse
from search.rarity import shares
from tests.factories import item
from tests.search.conftest import Find
from tests.search.telling import write_index


@pytest.fixture
def common(section: Section) -> None:
    """A word that many pages have."""
    for number in range(12):
        item("article", section, f"Eau {number}")


@pytest.mark.usefixtures("engine", "common")
def test_where_no_page_has_all_words_the_rarest_counts_most(section: Section, find: Find) -> None:
    item("article", section, "Un biogaz")
    answer = find("eau biogaz")
    assert answer["total"] == 0
    assert answer["others"][0]["title"] == "Un biogaz"


@pytest.mark.usefixtures("common")
def test_shares_are_one_on_average_and_greater_for_rarer_words(section: Section) -> None:
    item("article", section, "Un biogaz")
    write_index()
    usual, rare = shares(parse("eau biogaz").groups)
    assert rare > usual > 0
    assert usual + rare == pytest.approx(2)


@pytest.mark.usefixtures("common")
def test_pages_that_not_everybody_may_see_change_no_share(section: Section) -> None:
    item("article", section, "Un biogaz")
    write_index()
    before = shares(parse("eau biogaz").groups)
    for number in range(30):
        hidden = item("article", section, f"Biogaz {number}")
        AudienceRoot.objects.create(page=hidden, audience="space:1")
    write_index()
    assert shares(parse("eau biogaz").groups) == pytest.approx(before)


@pytest.mark.parametrize("text", ["", "eau", "le la", '"eau potable"'])
def test_a_word_alone_needs_no_share(db: None, text: str) -> None:
    assert shares(parse(text).groups) == ()


def test_in_an_empty_index_words_count_alike(db: None) -> None:
    assert shares(parse("eau biogaz").groups) in ((), (1.0, 1.0))


def test_what_is_known_is_not_counted_again(
    section: Section, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item("article", section, "Eau et biogaz")
    write_index()
    groups = parse("eau biogaz").groups
    shares(groups)
    with django_assert_num_queries(0):
        shares(groups[::-1])
