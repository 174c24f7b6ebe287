"""A misspelt word is met with the nearest one that finds something for this very reader."""

from itertools import combinations
from string import digits

import pytest
from django.test import Client

from access.models import AudienceRoot
from pages.models import Section
from search.engines import Request
from search.indexing import reindex
from search.models import SearchWord
from search.spelling import nearest
from tests.factories import concept, item
from tests.search.conftest import Find, titles
from tests.search.telling import write_index
from thesaurus.models import Territory

pytestmark = pytest.mark.usefixtures("engine")


def test_a_misspelt_word_is_met_with_one_that_finds(section: Section, find: Find) -> None:
    item("article", section, "La vaccination des enfants")
    answer = find("vacination")
    assert titles(answer) == ["La vaccination des enfants"]
    assert answer["total"] == 1
    assert answer["corrected"] == answer["suggestion"] == "vaccination"


def test_words_are_offered_while_the_index_is_written_again_and_after_that_was_broken_off(
    section: Section, find: Find
) -> None:
    gone = item("article", section, "Le tracteur")
    item("article", section, "La vaccination des enfants")
    write_index()
    gone.delete()

    def killed(_done: int, _total: int) -> None:
        assert SearchWord.objects.filter(word="vaccination").exists()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(killed)
    assert find("vacination")["corrected"] == "vaccination"
    assert find("tractuer")["corrected"] == ""
    reindex()
    assert set(SearchWord.objects.values_list("word", flat=True)) >= {"vaccination", "enfants"}
    assert not SearchWord.objects.filter(word="tracteur").exists()


@pytest.mark.parametrize("typed", ["vacinatoin", "avccination", "vaccinaton", "vaccinassion"])
def test_up_to_two_slips_are_seen_through(section: Section, find: Find, typed: str) -> None:
    item("article", section, "La vaccination des enfants")
    assert find(typed)["corrected"] == "vaccination"


def test_a_word_that_hardly_a_text_has_is_met_with_one_that_many_have(
    section: Section, find: Find
) -> None:
    item("article", section, "La vacination des agneaux")
    for number in range(10):
        item("article", section, f"La vaccination, partie {number}")
    answer = find("vacination")
    assert titles(answer) == ["La vacination des agneaux"]
    assert (answer["suggestion"], answer["corrected"]) == ("vaccination", "")


def test_the_more_usual_of_two_near_words_is_taken(section: Section, find: Find) -> None:
    item("article", section, "Monsieur Jardon")
    for number in range(2):
        item("article", section, f"Le jardin {number}")
    assert find("jardan")["corrected"] == "jardin"


def test_words_that_find_are_left_alone(section: Section, find: Find) -> None:
    item("article", section, "La vaccination des enfants")
    assert find("enfants")["suggestion"] == ""
    assert find("vacination des enfants")["suggestion"] == "vaccination des enfants"


def test_nothing_near_is_no_suggestion(section: Section, find: Find) -> None:
    item("article", section, "La vaccination des enfants")
    assert find("xylophone")["suggestion"] == ""


def test_a_word_of_a_hidden_page_is_not_suggested(section: Section, find: Find) -> None:
    hidden = item("article", section, "Licenciement économique")
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    answer = find("licensiement")
    assert answer["total"] == 0
    assert answer["suggestion"] == ""
    assert find("licenciement")["total"] == 0


def test_a_suggestion_respects_the_filters_that_are_on(section: Section, find: Find) -> None:
    item("article", section, "La vaccination des enfants")
    assert find("vacination", type="article")["suggestion"] == "vaccination"
    assert find("vacination", type="project")["suggestion"] == ""


def test_of_thousands_of_near_words_some_are_tried_the_nearest_first(
    section: Section, find: Find
) -> None:
    typed = "ref12345678"
    near = {
        typed[:first] + one + typed[first + 1 : second] + other + typed[second + 1 :]
        for first, second in combinations(range(3, len(typed)), 2)
        for one in digits
        for other in digits
    }
    assert len(near) > 2000  # columns of one statement
    item("article", section, "Dossier ref12345679")
    find()
    known = {typed, *SearchWord.objects.values_list("word", flat=True)}
    SearchWord.objects.bulk_create(SearchWord(word=word, folded=word) for word in near - known)
    assert nearest(typed, Request(("nobody",), "fr"), 1) == ""
    assert nearest(typed, Request(("public",), "fr"), 1) == "ref12345679"


@pytest.mark.parametrize("beside", ["theme:forages", "pays:sn", "-pumpe", '-"pumpe"'])
def test_only_the_words_that_are_looked_for_are_spelt_otherwise(
    section: Section, find: Find, beside: str
) -> None:
    concept("wells", "forages", "wells")
    Territory.objects.get_or_create(code="SN")
    for title in ("La vaccination", "La paye, les fourages, une pompe"):
        item("article", section, title, themes=["wells"], territories=["SN"])
    answer = find(f"{beside} vacination")
    assert answer["corrected"] == f"{beside} vaccination"
    assert titles(answer) == ["La vaccination"]


def test_another_spelling_that_was_searched_for_is_said(client: Client, section: Section) -> None:
    item("article", section, "La vaccination des enfants")
    write_index()
    html = client.get("/fr/search/?q=vacination").content.decode()
    assert "vacination" in html
    assert "La <mark>vaccination</mark> des enfants" in html


def test_no_result_offers_a_way_on(client: Client, section: Section) -> None:
    section.show_in_menus = True
    section.save()
    html = client.get("/fr/search/?q=xylophone&type=article").content.decode()
    assert '<a href="?q=xylophone">' in html
    assert '<li><a href="/fr/rubrique/">Rubrique</a></li>' in html
