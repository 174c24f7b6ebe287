"""Dates, hours, sizes and amounts are written as readers of each language write them."""

import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from theme.templatetags import formats

MAY_12, MAY_14 = datetime.date(2026, 5, 12), datetime.date(2026, 5, 14)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "12–14 mai 2026"), ("en", "12–14 May 2026")],
)
def test_days_of_one_month_name_it_once(language: str, expected: str) -> None:
    with override(language):
        assert formats.until(MAY_12, MAY_14).replace("\u2009", "") == expected


@pytest.mark.parametrize(
    ("language", "hour", "expected"),
    [
        ("fr", datetime.time(9), "9\u202fh"),
        ("fr", datetime.time(14, 5), "14\u202fh\u202f05"),
        ("en", datetime.time(9), "09:00"),
    ],
)
def test_hours_follow_the_habits_of_the_language(
    language: str, hour: datetime.time, expected: str
) -> None:
    with override(language):
        assert formats.hour(hour) == expected


@pytest.mark.parametrize(
    ("language", "octets", "expected"),
    [
        ("fr", 9_400, "9\u00a0Ko"),
        ("en", 9_400, "9\u00a0KB"),
        ("fr", 1_240_000, "1,2\u00a0Mo"),
        ("en", 1_240_000, "1.2\u00a0MB"),
        ("fr", 0, ""),
    ],
)
def test_sizes_are_in_the_units_of_the_language(language: str, octets: int, expected: str) -> None:
    with override(language):
        assert formats.size(octets) == expected


def test_an_amount_without_cents_shows_none() -> None:
    with override("fr"):
        assert formats.money(Decimal(72500), "EUR").endswith("€")
        assert "," not in formats.money(Decimal(72500), "EUR")
        assert "," in formats.money(Decimal("72500.50"), "EUR")


def test_a_time_zone_is_named_by_its_town_and_its_distance() -> None:
    with override("en"):
        assert formats.zone("Africa/Dakar", MAY_12) == "Dakar time, UTC+0"
        assert formats.zone("Asia/Kathmandu", MAY_12).endswith("UTC+5:45")


@pytest.mark.parametrize(
    ("language", "minutes", "expected"), [("fr", 90, "1 h 30"), ("en", 20, "20 min"), ("fr", 0, "")]
)
def test_durations_read_as_people_say_them(language: str, minutes: int, expected: str) -> None:
    with override(language):
        assert formats.duration(minutes).replace("\u00a0", " ").replace("\u202f", " ") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "eau, sel, 2"), ("en", "eau, sel, 2"), ("ar", "eau، sel، 2")]
)
def test_words_in_a_row_have_the_comma_of_the_language(language: str, expected: str) -> None:
    with override(language):
        assert formats.listed(iter(["eau", "sel", 2])) == expected
