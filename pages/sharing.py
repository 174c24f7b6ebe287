"""Short addresses of pages, and the links by which they are passed on."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Digits and letters without those that are taken for each other when read aloud or copied."""

LONGEST_CODE = 8


@dataclass(frozen=True)
class Sharing:
    """How a page is passed on: an address to copy, and links that begin a message.

    Attributes:
        address: the whole short address.
        shown: the same without what every address begins with.
        links: what each begins a message with, and its address.
    """

    address: str
    shown: str
    links: tuple[tuple[str, str], ...]


def code_of(number: int) -> str:
    """A number in our signs.

    Args:
        number: 0 or more; up to 852 thousand millions it takes at most eight signs.
    """
    code = SIGNS[number % len(SIGNS)]
    while number := number // len(SIGNS):
        code = SIGNS[number % len(SIGNS)] + code
    return code


def number_of(code: str) -> int:
    """The number that a code stands for, however it is written; 0 for what is no code."""
    if not 0 < len(code) <= LONGEST_CODE:
        return 0
    number = 0
    for sign in code.lower():
        at = SIGNS.find(sign)
        if at < 0:
            return 0
        number = number * len(SIGNS) + at
    return number


def sharing_of(page: Page) -> Sharing | None:
    """The links by which a page is passed on; none before it is published.

    The number of a page stays with it wherever it moves, and is its own in each language. It
    tells nothing: whoever may not see the page is answered as for a number that no page has.
    """
    if page.pk is None or not page.live:
        return None
    path = reverse("short_address", args=[code_of(page.pk)])
    address = f"{settings.BASE_URL}{path}"
    message = quote(f"{page.title} {address}")
    return Sharing(
        address=address,
        shown=address.partition("://")[2],
        links=(
            ("WhatsApp", f"https://wa.me/?text={message}"),
            ("SMS", f"sms:?body={message}"),
        ),
    )
