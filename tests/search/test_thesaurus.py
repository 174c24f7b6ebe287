"""The thesaurus widens a search: other words for a theme, and all that lies under it."""

import pytest

from pages.models import Section
from tests.factories import concept, item, paragraph
from tests.search.conftest import Find, titles
from thesaurus.models import Concept, ConceptLabel

pytestmark = pytest.mark.usefixtures("engine")


@pytest.fixture
def water(db: None) -> Concept:
    """Water, with a theme beneath it and other words for both."""
    broad = concept("water", "eau", "water", synonyms_fr="or bleu\nhydraulique")
    concept("wells", "puits et forages", "wells", broader=broad, synonyms_fr="points d’eau")
    return broad


@pytest.mark.parametrize("typed", ["eau", "hydrauliques", "or bleu", "« or bleu »", "water"])
def test_any_word_for_a_theme_finds_the_pages_about_it(
    section: Section, water: Concept, find: Find, typed: str
) -> None:
    item("article", section, "Un titre muet", themes=["water"])
    item("article", section, "Sans rapport", themes=["health"])
    if typed.startswith("«"):
        item("article", section, "L’or bleu du Sahel")
        assert titles(find(typed)) == ["L’or bleu du Sahel"]
    else:
        assert titles(find(typed)) == ["Un titre muet"]


def test_a_broader_theme_finds_the_pages_about_narrower_ones(
    section: Section, water: Concept, find: Find
) -> None:
    item("article", section, "Un titre muet", themes=["wells"])
    assert titles(find("hydraulique")) == ["Un titre muet"]
    assert titles(find(theme="water")) == ["Un titre muet"]
    item("article", section, "Un autre titre", themes=["water"])
    assert titles(find("points d’eau")) == ["Un titre muet"]


def test_a_synonym_also_finds_texts_that_use_the_name(
    section: Section, water: Concept, find: Find
) -> None:
    item("article", section, "Carnet de voyage", body=paragraph("L’eau manque au village."))
    assert titles(find("hydraulique")) == ["Carnet de voyage"]


def test_a_synonym_that_is_added_works_at_once(
    section: Section, water: Concept, find: Find
) -> None:
    item("article", section, "Un titre muet", themes=["water"])
    assert find("aqueducs")["total"] == 0
    label = ConceptLabel.objects.get(concept=water, language="fr")
    label.synonyms += "\naqueduc"
    label.save()
    assert titles(find("aqueducs")) == ["Un titre muet"]


def test_facets_name_themes_in_the_readers_language(
    section: Section, water: Concept, find: Find
) -> None:
    item("article", section, "Un titre muet", themes=["wells"])
    assert find()["facets"]["theme"] == [
        {"value": "water", "label": "Eau", "count": 1},
        {"value": "wells", "label": "Puits et forages", "count": 1},
    ]
    assert find(reader="en")["facets"]["theme"][0]["label"] == "Water"
