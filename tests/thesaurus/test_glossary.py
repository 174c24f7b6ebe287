"""The thesaurus serves translators as a glossary: the terms of a text, and their other names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import concept
from thesaurus.glossary import Term, key, says_as_agreed, terms_in
from thesaurus.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known() -> None:
    """Water, wells, rights."""
    water = concept("water", "Eau", "water", synonyms_fr="or bleu\nressource en eau")
    concept("wells", "puits et forages", "wells", broader=water, synonyms_fr="points d’eau")
    concept("rights", "droits des femmes", "women’s rights")


def found(text: str, source: str = "fr", target: str = "en") -> list[tuple[str, str]]:
    """The passages that stand for a theme, with their translations."""
    return [
        (text[term.start : term.end], term.translation) for term in terms_in(text, source, target)
    ]


def test_terms_are_found_where_they_stand_with_the_name_in_the_other_language() -> None:
    assert terms_in("De l’eau.", "fr", "en") == [Term(5, 8, "Eau", "water", "water")]


def test_case_accents_and_the_plural_do_not_matter() -> None:
    assert found("EAUX, Droit des Femmes") == [
        ("EAUX", "water"),
        ("Droit des Femmes", "women’s rights"),
    ]


def test_the_longest_name_is_meant_and_no_other_within_it() -> None:
    assert found("Les ressources en eau et les points d'eau") == [
        ("ressources en eau", "water"),
        ("points d'eau", "wells"),
    ]


def test_other_words_lead_to_the_preferred_name() -> None:
    [term] = terms_in("l’or bleu", "fr", "en")
    assert (term.label, term.translation) == ("Eau", "water")


def test_a_name_within_another_word_is_none() -> None:
    assert found("Un chapeau, un tableau, un puits") == []


def test_a_theme_without_a_name_in_the_other_language_says_so() -> None:
    assert found("L’eau", target="pt") == [("eau", "")]


def test_a_language_without_words_finds_nothing() -> None:
    assert found("água", source="pt") == []


def test_a_word_of_two_themes_is_the_one_whose_name_it_is() -> None:
    concept("sea", "mer", "sea", synonyms_fr="eau")
    assert found("eau") == [("eau", "water")]


def test_a_name_that_changes_is_found_at_once() -> None:
    assert found("le précieux liquide") == []
    label = ConceptLabel.objects.get(concept__code="water", language="fr")
    label.synonyms += "\nprécieux liquide"
    label.save()
    assert found("le précieux liquide") == [("précieux liquide", "water")]


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "fishery", "fisheries"),
        ("es", "red", "redes"),
        ("es", "luz", "luces"),
        ("pt", "ação", "ações"),
        ("pt", "mulher", "mulheres"),
        ("pt", "animal", "animais"),
        ("ar", "ماء", "والماء"),
    ],
)
def test_each_language_has_its_own_endings(language: str, one: str, many: str) -> None:
    assert key(one, language) == key(many, language)


@pytest.mark.parametrize("number", [1, 60])
def test_a_text_asks_the_database_nothing_once_the_thesaurus_is_read(number: int) -> None:
    for count in range(number):
        Concept.objects.get_or_create(code=f"theme-{count}")
    terms_in("eau", "fr", "en")
    with CaptureQueriesContext(connection) as queries:
        terms_in("De l’eau, des puits et forages, encore de l’eau.", "fr", "en")
    assert len(queries) == 0


def agreed(original: str, text: str, source: str = "fr", target: str = "en") -> bool:
    """Whether a translation calls the first theme of its original as was agreed."""
    term = terms_in(original, source, target)[0]
    return says_as_agreed(text, term, original[term.start : term.end], source, target)


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("L’eau manque.", "WATER is lacking."),
        ("Les eaux", "The waters"),
        ("L’eau manque.", "Rainwater is lacking."),
        ("Le droit des femmes", "The right of each woman"),
        ("Des puits et forages", "A well"),
    ],
)
def test_the_agreed_name_may_stand_in_another_form_or_order(original: str, text: str) -> None:
    assert agreed(original, text)


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("L’eau manque.", "The precious liquid is lacking."),
        ("Le droit des femmes", "The women"),
        ("Des puits et forages", "Some boreholes"),
        ("L’eau", ""),
    ],
)
def test_another_word_than_the_agreed_name_is_noticed(original: str, text: str) -> None:
    assert not agreed(original, text)


def test_another_word_of_the_original_may_be_another_word_of_the_translation() -> None:
    concept("income", "revenus", "income", synonyms_fr="gagne-pain", synonyms_en="livelihoods")
    assert agreed("Leur gagne-pain", "Their livelihood")
    assert agreed("Leur gagne-pain", "Their income")
    assert not agreed("Leurs revenus", "Their livelihood")


def test_arabic_plurals_that_change_within_a_word_are_forms_of_it() -> None:
    school = concept("school", "école", "school")
    ConceptLabel.objects.create(concept=school, language="ar", name="مدرسة")
    assert agreed("Une école", "والمدارس", target="ar")
    assert not agreed("Une école", "البئر", target="ar")
