"""A space is opened for an organisation or a page, which then holds the key in every language."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Revision

from access.models import Space
from pages.models import Home, Seminar, SpaceHome
from people.models import Person
from tests.factories import OrganizationFactory, PersonFactory, a_space, item, translate

NAMES = {"name_fr": "Les participants", "name_en": "The participants", "preset": "members"}


@pytest.fixture
def runs_the_site(db: None) -> Person:
    """An administrator, who is above no right."""
    group = Group.objects.create(name="Administration")
    group.permissions.add(Permission.objects.get(codename="add_space"))
    person: Person = PersonFactory()
    person.groups.add(group)
    return person


@pytest.fixture
def seminar(homes: tuple[Home, Home]) -> Any:
    """A seminar in two languages."""
    seminar = item("seminar", homes[0], "Séminaire public")
    translate(seminar, homes[1], "Public seminar", starts_on=seminar.starts_on)
    return seminar


def test_a_seminar_gets_its_space_in_one_step_in_both_languages(
    client: Client, runs_the_site: Person, seminar: Any
) -> None:
    client.force_login(runs_the_site)
    address = f"/fr/spaces/new/?for=page:{seminar.pk}"
    assert address in client.get(f"/fr/{seminar.slug}/").content.decode()
    form = client.get(address).content.decode()
    assert "Séminaire public" in form
    assert "Public seminar" in form
    manager = PersonFactory()
    sent = {**NAMES, "for": f"page:{seminar.pk}", "kind": "event", "managers": manager.email}
    assert client.post("/fr/spaces/new/", sent).status_code == 302
    space = Space.objects.get(slug="les-participants")
    assert set(Seminar.objects.values_list("space", flat=True)) == {space.pk}
    assert client.get(address).status_code == 404


def test_a_revision_from_before_does_not_take_the_key_away(
    runs_the_site: Person, seminar: Any, client: Client
) -> None:
    revision = seminar.save_revision()
    client.force_login(runs_the_site)
    manager = PersonFactory()
    sent = {**NAMES, "for": f"page:{seminar.pk}", "kind": "event", "managers": manager.email}
    client.post("/fr/spaces/new/", sent)
    Revision.objects.get(pk=revision.pk).publish()
    assert Seminar.objects.get(pk=seminar.pk).space is not None


def test_an_organisation_can_have_several_spaces(
    client: Client, runs_the_site: Person, home: Home
) -> None:
    organization = OrganizationFactory()
    client.force_login(runs_the_site)
    for name in ("Bureau", "Chantier"):
        sent = {
            **NAMES, "name_fr": name, "for": f"organization:{organization.pk}",
            "kind": "organization", "managers": PersonFactory().email,
        }  # fmt: skip
        assert client.post("/fr/spaces/new/", sent).status_code == 302
    assert organization.spaces.count() == 2


@pytest.mark.parametrize("name", ["page:999999", "page:x", "organization:", "space:1", "page:²"])
def test_nothing_else_gets_a_space(
    client: Client, runs_the_site: Person, home: Home, name: str
) -> None:
    client.force_login(runs_the_site)
    assert client.get(f"/fr/spaces/new/?for={name}").status_code == 404


def test_an_administrator_learns_nothing_of_an_event_in_a_space_that_is_not_hers(
    client: Client, runs_the_site: Person, home: Home
) -> None:
    inside = SpaceHome.objects.get(space=a_space("secret", "secret"), locale=home.locale)
    hidden = item("seminar", inside, "Réunion de crise")
    client.force_login(runs_the_site)
    answer = client.get(f"/fr/spaces/new/?for=page:{hidden.pk}")
    assert answer.status_code == 404
    assert "Réunion de crise" not in answer.content.decode()


def test_only_administrators_open_spaces(client: Client, seminar: Any) -> None:
    client.force_login(PersonFactory())
    assert client.get(f"/fr/spaces/new/?for=page:{seminar.pk}").status_code == 404
    assert "spaces/new" not in client.get(f"/fr/{seminar.slug}/").content.decode()
