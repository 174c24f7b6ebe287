"""Where hardly a page has all the words, pages that have some of them follow, said to be so."""

import pytest
from django.test import Client

from access.models import AudienceRoot
from pages.models import Section
from tests.factories import item, paragraph
from tests.search.conftest import Find
from tests.search.telling import write_index

pytestmark = pytest.mark.usefixtures("engine")


def others(answer: dict) -> list[str]:
    """The titles that follow."""
    return [hit["title"] for hit in answer["others"]]


def test_pages_with_some_of_the_words_follow_those_with_all(section: Section, find: Find) -> None:
    item("article", section, "Le puits du village", body=paragraph("Une pompe."))
    item("article", section, "Le puits de l’école")
    item("article", section, "Une bibliothèque")
    answer = find("puits village")
    assert answer["total"] == 1
    assert others(answer) == ["Le puits de l’école"]


def test_those_with_more_of_the_words_come_first(section: Section, find: Find) -> None:
    item("article", section, "Puits", body=paragraph("xylophone"))
    item("article", section, "Autre chose", body=paragraph("puits, pompe, village"))
    answer = find("puits pompe village xylophone")
    assert answer["total"] == 0
    assert others(answer) == ["Autre chose", "Puits"]


def test_one_word_is_all_of_them(section: Section, find: Find) -> None:
    item("article", section, "Le puits du village")
    assert others(find("puits")) == others(find("xylophone")) == []


def test_many_answers_need_no_others(section: Section, find: Find) -> None:
    for number in range(6):
        item("article", section, f"Le puits du village {number}")
    item("article", section, "Le puits de l’école")
    assert others(find("puits village")) == []


def test_hidden_pages_are_no_others_either(section: Section, find: Find) -> None:
    hidden = item("article", section, "Le puits caché")
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    assert others(find("puits village")) == []


def test_the_page_says_that_none_has_all_the_words(client: Client, section: Section) -> None:
    item("article", section, "Le puits de l’école")
    write_index()
    html = client.get("/en/search/?q=puits+village").content.decode()
    assert "No page has all of these words; these have some of them" in html
    assert "Le <mark>puits</mark> de l’école" in html
