"""Somebody in each role of the site, and somebody outside."""

import pytest

from pages.models import Home
from passerelle.roles import make_roles
from people.models import Person
from tests.factories import PersonFactory


@pytest.fixture
def people(homes: tuple[Home, Home]) -> dict[str, Person]:
    """A person for each role."""
    found = {}
    for code, group in make_roles(list(homes)).items():
        found[code] = PersonFactory()
        found[code].groups.add(group)
    return found
