"""The thesaurus that comes with the product has names in five languages, places too."""

from typing import Any

import pytest

from passerelle.demo import content
from passerelle.demo.records import create_concepts, label_concepts
from tests.factories import day
from thesaurus.models import ConceptLabel
from thesaurus.standard import country_names
from thesaurus.vocabulary import vocabulary

LANGUAGES = ("fr", "en", "es", "pt", "ar")


@pytest.fixture(scope="module")
def table() -> content.Facts:
    """The themes as they are shipped."""
    return content.read_table(content.FOLDER / "thesaurus.toml", day(0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_has_a_name_of_its_own_and_other_words(
    table: content.Facts, language: str
) -> None:
    names = [facts[language]["label"].casefold() for facts in table.values()]
    assert len(set(names)) == len(table)
    words = [word for facts in table.values() for word in facts[language]["synonyms"]]
    assert all(0 < len(word) <= 100 for word in [*names, *words])
    assert len(words) >= 2 * len(table)


def test_arabic_is_written_in_its_own_letters(table: content.Facts) -> None:
    for facts in table.values():
        for word in (facts["ar"]["label"], *facts["ar"]["synonyms"]):
            assert all("\u0600" <= sign <= "\u06ff" or sign == " " for sign in word), word


def test_a_language_that_is_added_gets_its_names_once(
    db: None, table: content.Facts, settings: Any
) -> None:
    settings.LANGUAGES = [("fr", "Français"), ("en", "English")]
    create_concepts(table)
    assert ConceptLabel.objects.count() == 2 * len(table)
    settings.LANGUAGES = [*settings.LANGUAGES, ("pt", "Português")]
    ConceptLabel.objects.create(concept_id=concept_of("water"), language="pt", name="a água")
    assert label_concepts(table) == len(table) - 1
    assert label_concepts(table) == 0
    assert vocabulary().unnamed("pt") == []
    assert vocabulary().label("water", "pt") == "a água"


def concept_of(code: str) -> int:
    """The number of a theme."""
    return ConceptLabel.objects.filter(concept__code=code).values_list("concept", flat=True)[0]


@pytest.mark.parametrize(
    ("language", "name"),
    [("es", "Benín"), ("pt", "Benim"), ("ar", "بنين"), ("fr", "Bénin"), ("en", "Benin")],
)
def test_countries_are_named_by_the_standard_list_of_each_language(
    language: str, name: str
) -> None:
    assert country_names(language)["BJ"] == name
