"""Organisations in the terms of schema.org: nothing that they did not publish."""

import time

import pytest

from access.generation import forget_generation
from access.models import Generation
from pages.structured_data import organization_data
from people.models import Organization, OrganizationText
from thesaurus.models import Territory

pytestmark = pytest.mark.django_db

BASE = "https://passerelle.example"


@pytest.fixture(autouse=True)
def _nothing_held_from_other_tests() -> None:
    Generation.objects.update_or_create(pk=1, defaults={"number": time.time_ns()})
    forget_generation()


def organization(name: str, territory: str = "TG", **fields: object) -> Organization:
    """An organisation, in Togo unless said otherwise."""
    place, _created = Territory.objects.get_or_create(code=territory)
    slug = name.lower().replace(" ", "-")
    return Organization.objects.create(name=name, slug=slug, territory=place, **fields)


def test_an_organisation_gives_only_the_contact_details_that_it_publishes():
    parent = organization("Fédération", kind="network")
    puits = organization(
        "Puits et pompes", city="Lomé", founded=1990, rna="W691000000",
        email="bonjour@puits.example", email_published=True,
        phone="+228 00 00", phone_published=False,
        website="https://puits.example/", website_published=True,
        address="12 rue du Puits", address_published=False,
        contact_person="Ama Koffi", contact_person_published=False,
    )  # fmt: skip
    puits.parents.add(parent)
    OrganizationText.objects.create(organization=puits, language="fr", description="Fore.")
    assert organization_data(puits, BASE, "/fr/annuaire/puits/", "fr") == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": f"{BASE}/fr/annuaire/puits/",
        "url": f"{BASE}/fr/annuaire/puits/",
        "name": "Puits et pompes",
        "description": "Fore.",
        "foundingDate": "1990",
        "memberOf": [{"@type": "NGO", "name": "Fédération"}],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "RNA", "value": "W691000000"},
        ],
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Lomé",
            "addressCountry": "TG",
        },
        "email": "bonjour@puits.example",
        "sameAs": "https://puits.example/",
    }


def test_an_organisation_that_publishes_all_shows_its_street_and_whom_to_ask_for():
    puits = organization(
        "Puits", territory="FR-ARA", address="12 rue du Puits", address_published=True,
        contact_person="Ama Koffi", contact_person_published=True,
    )  # fmt: skip
    data = organization_data(puits, BASE, "/fr/annuaire/puits/", "fr")
    assert data["address"]["streetAddress"] == "12 rue du Puits"
    assert "addressCountry" not in data["address"]
    assert data["contactPoint"] == {"@type": "ContactPoint", "name": "Ama Koffi"}
