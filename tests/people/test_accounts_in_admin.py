"""In the editing screens, accounts and groups of the site; those of spaces are not to be seen."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from access.actions.membership import give
from access.models import Membership, Space
from pages.models import Home
from passerelle.roles import make_roles
from people.actions.erase import erase
from people.models import Person, SiteRole
from people.roles import site_role
from tests.factories import PersonFactory, a_space, belonging


@pytest.fixture
def roles(roles: dict[str, Group]) -> dict[str, Group]:
    """The groups of the site, beside one of a space."""
    Group.objects.create(name="space:1:reader")
    return roles


def form_of(person: Person, **changes: Any) -> dict[str, Any]:
    """What the page of an account sends."""
    return {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language": person.language,
        "is_active": "on",
        **changes,
    }


def test_roles_have_codes_that_do_not_depend_on_the_language(roles: dict[str, Group]) -> None:
    assert dict(SiteRole.objects.values_list("code", "group__name")) == {
        code: group.name for code, group in roles.items()
    }
    person = PersonFactory()
    assert site_role(person) == "member"
    person.groups.add(roles["contributor"], roles["editor"])
    assert site_role(person) == "editor"
    assert site_role(PersonFactory(limited=True)) == "partner"


def test_making_the_roles_again_leaves_the_groups_of_spaces(
    roles: dict[str, Group], homes: tuple[Home, Home]
) -> None:
    make_roles(list(homes))
    assert Group.objects.filter(name="space:1:reader").exists()


@pytest.mark.parametrize(
    "address",
    [
        "users/new/",
        "users/",
        "groups/",
        "users/edit/{person}/",
        "bulk/people/person/assign_role/?id={person}",
    ],
)
def test_no_screen_names_the_groups_of_spaces(boss: Client, address: str) -> None:
    person = PersonFactory()
    response = boss.get(f"/admin/{address.format(person=person.pk)}")
    assert response.status_code == 200
    assert "space:1" not in response.content.decode()


def test_a_group_of_a_space_is_missing_and_none_can_be_made(boss: Client) -> None:
    group = Group.objects.get(name="space:1:reader")
    for act in ("edit", "delete"):
        assert boss.get(f"/admin/groups/{act}/{group.pk}/").status_code == 404
        assert boss.post(f"/admin/groups/{act}/{group.pk}/", {"name": "x"}).status_code == 404
    boss.post("/admin/groups/new/", {"name": "space:2:manager"})
    assert not Group.objects.filter(name="space:2:manager").exists()


def test_correcting_an_account_leaves_its_spaces_and_gives_none(
    boss: Client, roles: dict[str, Group]
) -> None:
    person = PersonFactory()
    space = Group.objects.get(name="space:1:reader")
    person.groups.add(space)
    address = f"/admin/users/edit/{person.pk}/"
    boss.post(address, form_of(person, groups=[roles["editor"].pk], last_name="Ba"))
    person.refresh_from_db()
    assert person.last_name == "Ba"
    assert set(person.groups.all()) == {space, roles["editor"]}
    other = PersonFactory()
    boss.post(f"/admin/users/edit/{other.pk}/", form_of(other, groups=[space.pk]))
    assert not other.groups.exists()


def test_nobody_is_put_above_all_rights_from_a_screen(boss: Client) -> None:
    person = PersonFactory()
    boss.post(f"/admin/users/edit/{person.pk}/", form_of(person, is_superuser="on"))
    person.refresh_from_db()
    assert not person.is_superuser


def test_an_account_is_made_without_a_password(boss: Client) -> None:
    form = {
        "email": "new@example.org",
        "first_name": "Nana",
        "last_name": "Ba",
        "language": "fr",
        "limited": "on",
    }
    assert boss.post("/admin/users/new/", form).status_code == 302
    person = Person.objects.get(email="new@example.org")
    assert person.limited
    assert not person.check_password("")


def test_active_suspends_and_restores(boss: Client) -> None:
    person = PersonFactory()
    theirs = Client()
    theirs.force_login(person)
    address = f"/admin/users/edit/{person.pk}/"
    form = form_of(person)
    form.pop("is_active")
    boss.post(address, form)
    person.refresh_from_db()
    assert person.suspended_at
    assert theirs.get("/en/account/").status_code == 302
    boss.post(address, form_of(person))
    person.refresh_from_db()
    assert person.is_active
    assert person.suspended_at is None


def test_several_accounts_are_suspended_by_the_same_act(boss: Client) -> None:
    one, two = PersonFactory(), PersonFactory()
    address = f"/admin/bulk/people/person/set_active_state/?id={one.pk}&id={two.pk}"
    boss.post(address, {"mark_as_active": "False"})
    for person in (one, two):
        person.refresh_from_db()
        assert person.suspended_at


@pytest.mark.parametrize("address", ["users/delete/{0}/", "bulk/people/person/delete/?id={0}"])
def test_deleting_an_account_erases_it_and_keeps_an_author(boss: Client, address: str) -> None:
    person = PersonFactory()
    boss.post(f"/admin/{address.format(person.pk)}")
    person.refresh_from_db()
    assert person.erased_at
    assert person.email not in boss.get("/admin/users/").content.decode()


@pytest.mark.parametrize("address", ["users/edit/{0}/", "users/delete/{0}/"])
def test_an_erased_account_is_missing(boss: Client, address: str) -> None:
    person = PersonFactory()
    erase(person)
    there = f"/admin/{address.format(person.pk)}"
    assert boss.get(there).status_code == 404
    assert boss.post(there, form_of(person)).status_code == 404
    person.refresh_from_db()
    assert not person.is_active


@pytest.mark.parametrize("email", ["Awa@Example.org", "second@example.org", "SECOND@example.org"])
def test_an_address_belongs_to_one_account_however_it_is_written(boss: Client, email: str) -> None:
    awa = PersonFactory(email="awa@example.org")
    EmailAddress.objects.create(user=awa, email="second@example.org", verified=True)
    other = PersonFactory()
    for address, form in (("new/", form_of(awa)), (f"edit/{other.pk}/", form_of(other))):
        answer = boss.post(f"/admin/users/{address}", {**form, "email": email})
        assert answer.status_code == 200
        assert answer.context["form"].errors["email"]
    assert Person.objects.filter(email__iexact=email).exclude(pk=awa.pk).count() == 0


def test_whoever_manages_a_space_does_not_get_a_limited_account(
    boss: Client, homes: tuple[Home, Home]
) -> None:
    person = belonging(a_space("atelier"), "manager")
    answer = boss.post(f"/admin/users/edit/{person.pk}/", form_of(person, limited="on"))
    assert "atelier" in str(answer.context["form"].errors["limited"])
    person.refresh_from_db()
    assert not person.limited


def test_an_account_that_becomes_limited_leaves_the_members_area_and_stays_elsewhere(
    boss: Client, homes: tuple[Home, Home]
) -> None:
    area, space = a_space("membres", kind=Space.Kind.MEMBERS_AREA), a_space("atelier")
    person = belonging(area, "reader")
    give(space, person, "contributor", actor=None)
    boss.post(f"/admin/users/edit/{person.pk}/", form_of(person, limited="on"))
    person.refresh_from_db()
    assert person.limited
    assert [row.space for row in Membership.objects.filter(person=person)] == [space]
