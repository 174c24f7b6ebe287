"""A section to write in, and the index brought up to date when a test says so."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pages.models import Home, Section
from search.indexing import reindex
from tests.factories import add

Find = Callable[..., dict[str, Any]]


@pytest.fixture
def section(home: Home) -> Section:
    """A French section."""
    return add(home, Section, "Rubrique")


@pytest.fixture
def rubric(english: Home, section: Section) -> Section:
    """The English version of the section."""
    return add(english, Section, "Section", translation_key=section.translation_key)


@pytest.fixture
def find(client: Client, home: Home) -> Find:
    """Index all that is there, then search as a visitor: the answer as data."""

    def search(text: str = "", reader: str = "fr", **parameters: Any) -> dict[str, Any]:
        reindex()
        response = client.get(f"/{reader}/search/", {"q": text, "format": "json", **parameters})
        assert response.status_code == 200
        return response.json()

    return search


def titles(answer: dict[str, Any]) -> list[str]:
    """The titles found, in order."""
    return [hit["title"] for hit in answer["hits"]]
