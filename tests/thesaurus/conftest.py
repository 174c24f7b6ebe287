"""A few themes, somebody who proposes, somebody who answers."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from pages.models import Home
from people.models import Person
from tests.factories import PersonFactory, concept, signed_in
from thesaurus.models import Concept, ConceptLabel


@pytest.fixture
def water(home: Home) -> Concept:
    """Water beneath the environment, with wells beneath it; wells have no English name."""
    domain = concept("environment", "Environnement", "Environment")
    found = concept("water", "eau", "water", broader=domain, synonyms_fr="or bleu\nhydraulique")
    wells = concept("wells", "puits et forages", "wells", broader=found)
    ConceptLabel.objects.filter(concept=wells, language="en").delete()
    return found


@pytest.fixture
def member(home: Home) -> Person:
    """A member without any role, who reads English."""
    person: Person = PersonFactory(language="en")
    return person


@pytest.fixture
def documentalist(home: Home) -> Person:
    """Somebody who may tend the thesaurus: the right alone, without the whole role."""
    person: Person = PersonFactory()
    person.user_permissions.add(Permission.objects.get(codename="change_concept"))
    return person


@pytest.fixture
def hers(member: Person) -> Client:
    """The member's browser."""
    return signed_in(member)


@pytest.fixture
def desk(documentalist: Person) -> Client:
    """The documentalist's browser."""
    return signed_in(documentalist)
