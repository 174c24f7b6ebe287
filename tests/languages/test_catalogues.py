"""Faults of catalogues are found in all languages; each has one rule of plurals."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language_info

from languages.catalogues import catalogue_files, faults_of, interface_languages
from languages.known import KNOWN, PLURALS, name_of

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {}\\n"\n\n'
)
PAGES = 'msgid "%(number)s page"\nmsgid_plural "%(number)s pages"\n'


def faults_in(language: str, text: str, rule: str = "") -> list[str]:
    """What is wrong with a catalogue that has one message."""
    head = HEAD.format(rule or PLURALS[language])
    return list(faults_of(read_po(BytesIO((head + text).encode()), locale=language), language))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('msgid "Water"\nmsgstr "Agua"\n', ""),
        ('msgid "Water"\nmsgstr ""\n', "not translated: 'Water'"),
        ('#, fuzzy\nmsgid "Water"\nmsgstr "Agua"\n', "not translated: 'Water'"),
        (
            'msgid "By %(name)s"\nmsgstr "De %(nombre)s"\n',
            "other placeholders: 'By %(name)s'",
        ),
        ('msgid "By %(name)s"\nmsgstr "De %(name)s"\n', ""),
        ('msgid "{size} left"\nmsgstr "quedan"\n', "other placeholders: '{size} left'"),
    ],
)
def test_texts_that_are_missing_unsure_or_filled_in_otherwise_are_found(
    text: str, fault: str
) -> None:
    assert faults_in("es", text) == ([fault] if fault else [])


def test_each_form_of_the_plural_is_wanted_and_the_first_ones_may_leave_the_number_out() -> None:
    two = PAGES + 'msgstr[0] "una página"\nmsgstr[1] "%(number)s páginas"\n'
    assert faults_in("es", two) == []
    assert len(faults_in("ar", two)) == 1
    words = ["لا", "واحدة", "اثنتان", "%(number)s صفحات", "%(number)s صفحة", "%(number)s صفحة"]
    six = PAGES + "".join(f'msgstr[{place}] "{word}"\n' for place, word in enumerate(words))
    assert faults_in("ar", six) == []


def test_another_rule_of_plurals_than_the_languages_own_is_found() -> None:
    text = 'msgid "Water"\nmsgstr "ماء"\n'
    assert faults_in("ar", text, PLURALS["fr"]) == [f"its rule of plurals is not {PLURALS['ar']}"]


def test_the_languages_that_the_product_knows_are_checked_whether_a_site_uses_them_or_not(
    settings, tmp_path: Path
) -> None:
    assert interface_languages()[: len(KNOWN)] == ["fr", "en", "es", "pt", "ar"]
    folder = tmp_path / "mg" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(HEAD.format(PLURALS["en"]))
    settings.LOCALE_PATHS = [tmp_path]
    assert [path.parts[-3] for path in catalogue_files()] == ["mg"]
    assert interface_languages() == [*KNOWN, "mg"]


def test_a_language_that_nobody_thought_of_has_its_names_and_its_direction() -> None:
    assert str(name_of("mg")) == "Malagasy"
    assert get_language_info("mg")["name_local"] == "Malagasy"
    assert str(name_of("ks"))
    assert get_language_info("ks")["bidi"]
    with pytest.raises(ImproperlyConfigured, match="xx"):
        name_of("xx")
