"""Words of Spanish, Portuguese and Arabic are found by their other forms, by every engine."""

import pytest

from pages.models import Section
from search.words import stems
from tests.factories import add, home_of, item
from tests.search.conftest import Find, titles

FORMS = {
    "es": [
        ("Formaciones para mujeres", "formación mujer"),
        ("Los caminos del agua", "camino"),
        ("Luces en los países vecinos", "luz pais"),
    ],
    "pt": [
        ("Reuniões e formações", "reunião formação"),
        ("As ações das mulheres", "acao mulher"),
        ("Papéis dos jovens", "papel jovem"),
    ],
    "ar": [
        ("المياه في القرى", "قرية مياه"),
        ("مشاريع الجمعيات", "جمعية المشروع"),
        ("ورشة للمُعَلِّمين", "الورشة معلم"),
    ],
}


@pytest.mark.parametrize("language", FORMS)
def test_words_are_found_by_their_other_forms(
    engine: str, five_languages: list[str], find: Find, language: str
) -> None:
    section = add(home_of(language), Section, "Sección", slug="seccion")
    for place, (written, _typed) in enumerate(FORMS[language]):
        item("article", section, written, slug=f"articulo-{place}")
    for written, typed in FORMS[language]:
        assert titles(find(typed, language)) == [written]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("es", ["informe", "informes"]),
        ("es", ["voz", "voces"]),
        ("pt", ["animal", "animais"]),
        ("pt", ["mãe", "mães"]),
        ("pt", ["país", "países"]),
        ("ar", ["تكوين", "التكوين", "والتكوين"]),
        ("ar", ["وثيقة", "الوثيقة", "وثائق", "الوثائق"]),
        ("ar", ["امرأة", "المرأة", "نساء", "والنساء"]),
        ("ar", ["جمعية", "جمعيّة", "جمعيات", "الجمعيات", "جـمـعـية"]),
        ("ar", ["إلى الماء", "الماء"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    assert len({tuple(stems(form, language)) for form in forms}) == 1


def test_little_words_of_each_language_tell_nothing() -> None:
    assert stems("para los que no", "es") == stems("dos com uma", "pt") == []
    assert stems("في هذا الذي", "ar") == []
