"""Dates, hours, numbers, sizes and names are written as readers of each language write them."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from pages.models import Home
from tests.factories import item
from theme.templatetags import formats

DAY = datetime.date(2026, 11, 22)
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


@pytest.mark.parametrize(
    ("french", "english", "call"),
    [
        ("22 novembre 2026", "22 November 2026", lambda: formats.day(DAY)),
        ("22 nov. 2026", "22 Nov 2026", lambda: formats.short_day(DAY)),
        ("dimanche 22 novembre 2026", "Sunday, 22 November 2026", lambda: formats.weekday(DAY)),
        ("14 h 05", "14:05", lambda: formats.hour(datetime.time(14, 5))),
        ("1 234 567,5", "1,234,567.5", lambda: formats.number(1234567.5)),
        ("12 000 €", "€12,000", lambda: formats.money(Decimal("12000.00"), "EUR")),
        ("9 Ko", "9 KB", lambda: formats.size(9100)),
        ("1,2 Mo", "1.2 MB", lambda: formats.size(1_210_000)),
        ("1 h 30", "1 h 30", lambda: formats.duration(90)),
        ("Sénégal", "Senegal", lambda: formats.place("SN")),
        ("anglais", "English", lambda: formats.language_name("en")),
        ("Mali et Sénégal", "Mali, Senegal", lambda: formats.places(["ML", "SN"])),
    ],
)
def test_values_are_written_in_the_readers_language(
    db: None, french: str, english: str, call: Callable[[], str]
) -> None:
    said = {}
    for language in ("fr", "en"):
        with override(language):
            said[language] = call().translate(SPACES)
    assert (said["fr"], said["en"]) == (french, english)


@pytest.mark.parametrize(
    ("spanish", "portuguese", "arabic", "call"),
    [
        (
            "22 de noviembre de 2026",
            "22 de novembro de 2026",
            "22 نوفمبر 2026",
            lambda: formats.day(DAY),
        ),
        ("22 nov 2026", "22 nov. 2026", "22 نوفمبر 2026", lambda: formats.short_day(DAY)),
        ("14:05", "14:05", "14:05", lambda: formats.hour(datetime.time(14, 5))),
        ("1.234.567,5", "1 234 567,5", "1.234.567,5", lambda: formats.number(1234567.5)),
        ("12.000 €", "12 000 €", "\u200f12.000 €", lambda: formats.money(Decimal("12000"), "EUR")),
        ("9 KB", "9 KB", "9 كيلوبايت", lambda: formats.size(9100)),
        ("1,2 MB", "1,2 MB", "1,2 ميغابايت", lambda: formats.size(1_210_000)),
        ("Senegal", "Senegal", "السنغال", lambda: formats.place("SN")),
        ("Mali y Senegal", "Mali e Senegal", "مالي والسنغال", lambda: formats.places(["ML", "SN"])),
        (
            "noviembre de 2026",
            "novembro de 2026",
            "نوفمبر 2026",
            lambda: formats.months_until(DAY, DAY),
        ),
    ],
)
def test_values_are_written_in_the_other_languages_with_latin_digits(
    db: None, spanish: str, portuguese: str, arabic: str, call: Callable[[], str]
) -> None:
    said = []
    for language in ("es", "pt", "ar"):
        with override(language):
            said.append(call().translate(SPACES))
    assert said == [spanish, portuguese, arabic]


def test_names_of_languages_are_written_small_where_that_is_the_rule() -> None:
    said = []
    for language in ("es", "pt"):
        with override(language):
            said.append(formats.language_name("en"))
    assert said == ["inglés", "inglês"]


def test_nothing_is_written_for_what_is_missing() -> None:
    for call in (formats.day, formats.hour, formats.number, formats.size, formats.duration):
        assert call(None) == ""
    assert formats.money(None, "EUR") == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["mai 2031", "10 h 30", "Dakar", "UTC+0"]),
        ("en", ["May 2031", "10:30", "Dakar", "UTC+0"]),
    ],
)
def test_an_event_says_its_hours_with_their_zone_and_city(
    client: Client, homes: tuple[Home, Home], language: str, expected: list[str]
) -> None:
    home = homes[0] if language == "fr" else homes[1]
    item(
        "seminar",
        home,
        "Rencontre",
        starts_on=datetime.date(2031, 5, 12),
        ends_on=datetime.date(2031, 5, 13),
        starts_at=datetime.time(10, 30),
        city="Dakar",
    )
    html = client.get(f"/{language}/rencontre/").content.decode().translate(SPACES)
    assert [part for part in expected if part not in html] == []
