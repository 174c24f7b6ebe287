"""Numbers and signs that no row can have are missing at every address, never a fault of ours."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from access.models import Space
from tests.factories import a_space, belonging

HUGE = "9" * 30
PARTS = {"int": HUGE, "slug": "atelier", "str": "document", "uuid": str(uuid.UUID(int=1))}


def addresses(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[str]:
    """Every address in which a number stands, with one in its place that no row has."""
    for pattern in patterns:
        address = above + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, address)
        elif "<int:" in address:
            yield "/" + filled(address)


def filled(address: str) -> str:
    """An address with something in each of the parts that belong to what is above it."""
    for kind, value in PARTS.items():
        while f"<{kind}:" in address:
            start = address.index(f"<{kind}:")
            address = address[:start] + value + address[address.index(">", start) + 1 :]
    return address


@pytest.fixture
def space(homes: Any) -> Space:
    """A space."""
    return a_space()


@pytest.mark.parametrize("who", ["anonymous", "manager"])
def test_a_number_that_no_row_has_is_missing_everywhere(space: Space, who: str) -> None:
    client = Client(raise_request_exception=False)
    person: dict[str, Any] = {
        "anonymous": lambda: None,
        "manager": lambda: belonging(space, "manager"),
    }
    if found := person[who]():
        client.force_login(found)
    asked = list(addresses(get_resolver().url_patterns))
    assert [address for address in asked if client.get(address).status_code >= 500] == []
    assert len(asked) > 100
