"""A small site with a page of each type, and how its API is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pages.models import Home, Section
from tests.factories import ITEMS, add, concept, item

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def section(home: Home) -> Section:
    """A French section."""
    return add(home, Section, "Rubrique", summary="Tout ce qui est neuf.")


@pytest.fixture
def pages(section: Section) -> dict[str, Any]:
    """A page of each type that lists show, by type."""
    concept("water", "eau", "water")
    return {
        code: item(
            code, section, f"Titre {code}", summary=f"Résumé {code}", territories=["SN"],
            themes=["water"],
        )
        for code in ITEMS
    }  # fmt: skip


@pytest.fixture
def ask(client: Client, home: Home) -> Ask:
    """Asks an address of the API as a visitor: its answer as data."""

    def read(address: str, **parameters: Any) -> dict[str, Any]:
        response = client.get(f"/api/{address}", parameters)
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/json"
        return response.json()

    return read


def titles(answer: dict[str, Any]) -> list[str]:
    """The titles of a list."""
    return [found["title"] for found in answer["items"]]
