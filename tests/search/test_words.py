"""Words are found whatever their case, accents, endings and elisions, in French and English."""

import unicodedata

import pytest

from pages.models import Section
from search.indexing import reindex
from search.models import SearchWord
from tests.factories import item, paragraph
from tests.search.conftest import Find, titles


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("La vaccination des enfants", "vaccinations"),
        ("Réussir l’évaluation", "evaluation"),
        ("Réussir l'évaluation", "évaluations"),
        ("Une agriculture paysanne", "AGRICULTURES"),
        ("Éducation à l’école", "ecole"),
        ("Un cœur de métier", "coeur"),
        ("Les forêts d’altitude", "foret"),
    ],
)
def test_french_words_are_found_without_accents_endings_and_elisions(
    section: Section, find: Find, written: str, typed: str
) -> None:
    item("article", section, written)
    item("article", section, "Tout autre chose")
    assert titles(find(typed)) == [written]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Training farmers", "trained"),
        ("Evaluating a project", "evaluate"),
        ("The women’s cooperatives", "cooperative"),
        ("Vaccinations at school", "vaccination"),
    ],
)
def test_english_words_are_found_by_their_stems(
    rubric: Section, find: Find, written: str, typed: str
) -> None:
    item("article", rubric, written)
    item("article", rubric, "Something else altogether")
    assert titles(find(typed, "en")) == [written]


def test_words_typed_or_written_with_separate_accents_are_the_same_words(
    section: Section, find: Find
) -> None:
    item("article", section, unicodedata.normalize("NFD", "L’évaluation partagée"))
    item("article", section, "Une évaluation externe")
    assert find("évaluation")["total"] == 2
    assert find(unicodedata.normalize("NFD", "évaluation"))["total"] == 2


def test_every_word_must_be_found(section: Section, find: Find) -> None:
    item("article", section, "Un puits au village")
    item("article", section, "Un puits en ville")
    assert titles(find("puits village")) == ["Un puits au village"]


def test_little_words_count_for_nothing(section: Section, find: Find) -> None:
    item("article", section, "Un puits au village")
    assert titles(find("le puits dans les villages")) == ["Un puits au village"]


def test_words_are_found_in_summaries_and_texts(section: Section, find: Find) -> None:
    item("article", section, "Premier", summary="Une histoire de maraîchage.")
    item("article", section, "Second", body=paragraph("On y parle de <b>maraîchage</b>."))
    assert sorted(titles(find("maraichage"))) == ["Premier", "Second"]


def test_a_word_beside_a_line_break_of_rich_text_stays_a_word(section: Section, find: Find) -> None:
    item("article", section, "Article", body=paragraph("fin</p><p>suite<br/>reprise"))
    assert titles(find("suite")) == ["Article"]
    assert titles(find("reprise")) == ["Article"]


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "«{}»", "« {} »"])
def test_a_phrase_in_quotes_is_found_as_it_stands(
    section: Section, find: Find, quotes: str
) -> None:
    item("article", section, "La gestion de l’eau au village")
    item("article", section, "Eau, gestion et village")
    assert titles(find(quotes.format("gestion de l’eau"))) == ["La gestion de l’eau au village"]
    assert find("gestion eau")["total"] == 2


def test_a_quote_that_is_not_closed_still_finds(section: Section, find: Find) -> None:
    item("article", section, "La gestion de l’eau au village")
    assert find('"gestion de l’eau')["total"] == 1


def test_a_title_weighs_more_than_a_text(section: Section, find: Find) -> None:
    item("article", section, "Autre sujet", body=paragraph("compostage " * 3 + "et le reste"))
    item("article", section, "Le compostage", body=paragraph("Du texte sur le jardin. " * 20))
    assert titles(find("compostage")) == ["Le compostage", "Autre sujet"]


def test_own_language_comes_first_and_the_other_is_found_too(
    section: Section, rubric: Section, find: Find
) -> None:
    item("article", rubric, "Transition transition transition")
    item("article", section, "Un texte", body=paragraph("La transition."))
    assert titles(find("transition"))[0] == "Un texte"
    assert titles(find("transition", "en"))[0] == "Transition transition transition"
    assert find("transition")["total"] == 2
    assert {hit["language"] for hit in find("transition")["hits"]} == {"fr", "en"}


def test_results_can_be_put_by_date(section: Section, find: Find) -> None:
    item("workshop", section, "Atelier", summary="Des puits.", starts_on="2020-05-01")
    item("workshop", section, "Creuser un puits", starts_on="2018-05-01")
    assert titles(find("puits", sort="date")) == ["Atelier", "Creuser un puits"]
    assert titles(find("puits")) == ["Creuser un puits", "Atelier"]


def test_equal_matches_come_newest_first(section: Section, find: Find) -> None:
    item("workshop", section, "Le puits de Kaya", starts_on="2018-05-01")
    item("workshop", section, "Le puits de Ziga", starts_on="2020-05-01")
    assert titles(find("puits")) == ["Le puits de Ziga", "Le puits de Kaya"]


def test_words_that_grow_when_they_are_folded_are_learnt_only_where_there_is_room(
    section: Section,
) -> None:
    item("article", section, "Mots", body=paragraph(f"{'ﷺ' * 4} {'ß' * 31} Straßenfest"))
    reindex()
    known = dict(SearchWord.objects.values_list("word", "folded"))
    assert known["strassenfest"] == "strassenfest"
    longest = SearchWord._meta.get_field("word").max_length
    assert max(map(len, [*known, *known.values()])) <= longest
