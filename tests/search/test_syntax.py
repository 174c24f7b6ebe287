"""What can be typed beside words: phrases, exclusions, fields, compounds."""

import pytest

from pages.models import Section
from search.query import parse
from tests.factories import concept, item, paragraph
from tests.search.conftest import Find, titles
from thesaurus.models import Territory

pytestmark = pytest.mark.usefixtures("engine")


def test_a_word_with_a_minus_leaves_out_what_has_it(section: Section, find: Find) -> None:
    item("article", section, "Un puits au village")
    item("article", section, "Un puits à l’école", body=paragraph("Avec une pompe."))
    assert titles(find("puits -pompe")) == ["Un puits au village"]
    assert titles(find("puits -école")) == ["Un puits au village"]
    assert find("-puits")["total"] == 0


def test_a_minus_inside_a_word_leaves_nothing_out(section: Section, find: Find) -> None:
    item("article", section, "Le micro-crédit des femmes")
    assert find("micro-crédit")["total"] == 1
    assert find("femmes micro-crédit")["total"] == 1


@pytest.mark.parametrize("typed", ["microcrédit", "micro-crédit", "micro‑credits", "microcredits"])
@pytest.mark.parametrize("written", ["Le micro-crédit", "Le microcrédit"])
def test_compounds_are_found_with_and_without_their_hyphen(
    section: Section, find: Find, typed: str, written: str
) -> None:
    item("article", section, written)
    assert titles(find(typed)) == [written]


def test_a_theme_can_be_asked_for_in_the_words(section: Section, find: Find) -> None:
    concept("water", "eau et assainissement", "water and sanitation")
    item("article", section, "Un forage", themes=["water"])
    item("article", section, "L’eau et assainissement, un mot", themes=[])
    for typed in (
        "theme:water", 'thème:"eau et assainissement"', 'Tema:"Water and sanitation"',
        "موضوع:water",
    ):  # fmt: skip
        assert titles(find(typed)) == ["Un forage"], typed
    assert titles(find("theme:water forage")) == ["Un forage"]
    assert find("theme:water village")["total"] == 0


def test_a_country_can_be_asked_for_in_the_words(section: Section, find: Find) -> None:
    Territory.objects.get_or_create(code="SN")
    item("article", section, "Un puits au Sahel", territories=["SN"])
    item("article", section, "Un puits ailleurs")
    for typed in (
        "puits country:SN", "puits pays:senegal", "puits país:Sénégal", "puits pais:Senegal",
        "puits بلد:SN",
    ):  # fmt: skip
        assert titles(find(typed)) == ["Un puits au Sahel"], typed


def test_a_name_that_stands_for_two_themes_finds_what_is_about_either(
    section: Section, find: Find
) -> None:
    concept("wells", "forages", "wells", synonyms_fr="hydraulique")
    concept("dams", "barrages", "dams", synonyms_fr="hydraulique")
    item("article", section, "Un forage", themes=["wells"])
    item("article", section, "Un barrage", themes=["dams"])
    item("article", section, "Une école")
    assert sorted(titles(find("theme:hydraulique"))) == ["Un barrage", "Un forage"]


def test_a_theme_and_a_country_with_a_minus_are_left_out(section: Section, find: Find) -> None:
    concept("wells", "forages", "wells", broader=concept("water", "eau", "water"))
    Territory.objects.get_or_create(code="SN")
    item("article", section, "Un puits au Sahel", themes=["wells"], territories=["SN"])
    item("article", section, "Un puits ailleurs")
    for typed in ("puits -theme:water", "puits -theme:forages", "puits -pays:Sénégal"):
        answer = find(typed)
        assert (titles(answer), answer["total"]) == (["Un puits ailleurs"], 1), typed
        assert answer["facets"]["theme"] == [], typed


def test_a_field_that_names_nothing_is_read_as_words(section: Section, find: Find) -> None:
    item("article", section, "Le xylophone")
    assert titles(find("theme:xylophone")) == ["Le xylophone"]


def test_what_finds_by_a_broader_theme_comes_after_what_has_it(
    section: Section, find: Find
) -> None:
    concept("wells", "forages", "wells", broader=concept("water", "eau", "water"))
    item("article", section, "Plus fin", themes=["wells"], first_published_at="2026-02-02T12:00Z")
    item("article", section, "Le thème même", themes=["water"])
    assert titles(find("eau")) == ["Le thème même", "Plus fin"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["-", "--", '-"', "theme:", 'theme:""', "country:-", '"-"', ":" * 50]
)
def test_marks_without_words_ask_for_nothing(typed: str) -> None:
    query = parse(typed)
    assert (query.without, query.filters, query.excluded) == ((), (), ())
    assert all(group.phrases for group in query.groups)
