"""Numbers as addresses and forms write them."""

LONGEST = 18
"""Digits of the largest number that every database takes for a key."""
FARTHEST_PAGE = 1_000_000


def number_in(text: str) -> int | None:
    """The number that a text writes in plain digits.

    Args:
        text: whatever somebody sent.

    Returns:
        The number; None for anything else, such as `-1`, `²`, `٣` or a number that no row has.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if is_number else None


def page_in(text: str) -> int:
    """The number of the page of a list, from 1, that an address asks for; 1 for nonsense."""
    number = number_in(text)
    return number if number and number < FARTHEST_PAGE else 1
