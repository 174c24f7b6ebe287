"""Numbers are read from whatever people and programs send."""

import pytest

from access.numbers import number_in, page_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text", ["", " 1", "-1", "1.0", "1e3", "²", "٣", "1_000", "0x1", "9" * 19, "9" * 5000, "\0"]
)
def test_anything_else_is_none(text: str) -> None:
    assert number_in(text) is None


@pytest.mark.parametrize(
    ("text", "page"), [("3", 3), ("0", 1), ("-2", 1), ("²", 1), ("", 1), ("9" * 12, 1)]
)
def test_a_page_that_nobody_numbers_so_is_the_first(text: str, page: int) -> None:
    assert page_in(text) == page
