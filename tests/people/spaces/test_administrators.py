"""Administrators open spaces for others, and enter those that are not theirs for a while."""

import datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from access.actions.membership import give
from access.models import JournalEntry, Membership, Space
from pages.models import Home
from pages.models.space_home import SpaceHome
from people.models import Invitation, Letter, Person
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.people.spaces.conftest import AsPreset, Letters

ENTER = "/en/spaces/atelier/enter/"
NEW = "/en/spaces/new/"
FOLDER = "/en/spaces/atelier/folder/"


@pytest.fixture
def admin(db: None) -> Person:
    """An administrator, who is no superuser."""
    person = PersonFactory(email="admin@example.org", first_name="Ada", last_name="Min")
    person.user_permissions.add(Permission.objects.get(codename="add_space"))
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def as_admin(admin: Person) -> Client:
    """A browser in which the administrator is signed in."""
    return signed_in(admin)


def form(**fields: str) -> dict[str, str]:
    """What opens a space."""
    return {
        "name_fr": "École d’été", "name_en": "Summer school", "preset": "team", "kind": "group",
        "managers": "manager@example.org", **fields,
    }  # fmt: skip


@pytest.mark.parametrize("preset", ["open", "members", "team", "secret"])
def test_an_administrator_enters_with_a_reason_for_two_hours(
    as_preset: AsPreset, manager: Person, as_admin: Client, admin: Person, preset: str
) -> None:
    space = as_preset(preset)
    assert "Space atelier" in as_admin.get(ENTER).content.decode()
    assert not Membership.objects.filter(person=admin).exists()
    assert as_admin.post(ENTER, {"reason": "A complaint"}).url == "/en/spaces/atelier/"
    membership = Membership.objects.get(space=space, person=admin)
    assert (membership.role, membership.way) == ("manager", "administrator")
    left = membership.until - timezone.now()
    assert datetime.timedelta(minutes=119) < left <= datetime.timedelta(hours=2)
    entry = JournalEntry.objects.get(verb="entered")
    assert (entry.person, entry.facts["reason"]) == (admin, "A complaint")
    assert Letter.objects.filter(person=manager, kind="administrator_entered").count() == 1
    assert as_admin.get("/en/spaces/atelier/people/").status_code == 200
    html = signed_in(manager).get("/en/spaces/atelier/journal/").content.decode()
    assert "<bdi>Ada Min</bdi> entered as administrator: “<bdi>A complaint</bdi>”." in html


def test_after_two_hours_she_is_out(space: Space, as_admin: Client, admin: Person) -> None:
    as_admin.post(ENTER, {"reason": "A complaint"})
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=2, seconds=1)):
        client = signed_in(admin)
        assert client.get("/en/spaces/atelier/people/").status_code == 404
    assert not Membership.objects.filter(person=admin).exists()


@pytest.mark.parametrize("reason", ["", " ", "\u200b", "x" * 61, "a\0b"])
def test_a_reason_is_needed(space: Space, as_admin: Client, admin: Person, reason: str) -> None:
    assert as_admin.post(ENTER, {"reason": reason}).status_code == 400
    assert not Membership.objects.filter(person=admin).exists()


@pytest.mark.parametrize("who", ["anonymous", "outsider", "manager", "limited"])
def test_nobody_else_enters(space: Space, manager: Person, who: str) -> None:
    client = {
        "anonymous": Client,
        "outsider": lambda: signed_in(PersonFactory()),
        "limited": lambda: signed_in(PersonFactory(limited=True)),
        "manager": lambda: signed_in(manager),
    }[who]()
    before = Membership.objects.count()
    assert client.get(ENTER).status_code == 404
    assert client.post(ENTER, {"reason": "A complaint"}).status_code == 404
    assert Membership.objects.count() == before


def test_she_does_not_raise_a_role_that_she_has(
    space: Space, as_admin: Client, admin: Person
) -> None:
    give(space, admin, "reader", actor=None)
    as_admin.post(ENTER, {"reason": "A complaint"})
    assert Membership.objects.get(person=admin).role == "reader"


def test_managers_can_remove_her_and_not_make_her_stay(
    space: Space, manager: Person, as_admin: Client, admin: Person
) -> None:
    as_admin.post(ENTER, {"reason": "A complaint"})
    key = admin.memberships.get().pk
    client = signed_in(manager)
    html = client.get("/en/spaces/atelier/people/").content.decode()
    assert "entered as administrator" in html
    data = {"change": key, f"role-{key}": "manager"}
    assert client.post("/en/spaces/atelier/people/", data).status_code == 404
    assert admin.memberships.get().until is not None
    client.post(f"/en/spaces/atelier/people/{key}/remove/")
    assert not Membership.objects.filter(person=admin).exists()


def test_she_is_no_heir_and_does_not_count_as_a_manager(
    space: Space, manager: Person, as_admin: Client, admin: Person
) -> None:
    as_admin.post(ENTER, {"reason": "A complaint"})
    html = signed_in(manager).get("/en/spaces/atelier/leave/").content.decode()
    assert "invite somebody first" in html
    assert "Ada Min" not in html


def test_who_is_invited_while_she_is_there_belongs_from_then_on(
    space: Space, manager: Person, as_admin: Client, admin: Person, letters: Letters
) -> None:
    signed_in(manager).post(
        "/en/spaces/atelier/people/invitations/",
        {"addresses": "admin@example.org", "role": "publisher"},
    )
    as_admin.post(ENTER, {"reason": "A complaint"})
    as_admin.post(letters.address, {"accept": "1"})
    membership = admin.memberships.get()
    assert (membership.role, membership.way, membership.until) == ("publisher", "invited", None)


def test_all_spaces_are_listed_for_administrators_with_name_and_state_only(
    home: Home, as_admin: Client
) -> None:
    a_space("cache", "secret", names={"en": "Hidden"}, sentences={"en": "Canari"})
    gone = a_space("vieux", "team", names={"en": "Gone"}, sentences={"en": "Canari"})
    Space.objects.filter(pk=gone.pk).update(status="archived")
    assert "/en/spaces/all/" in as_admin.get("/en/spaces/").content.decode()
    html = as_admin.get("/en/spaces/all/").content.decode()
    for text in ("Hidden", "Gone", "Archived"):
        assert text in html
    assert "Canari" not in html
    other = signed_in(PersonFactory())
    assert "/en/spaces/all/" not in other.get("/en/spaces/").content.decode()
    assert other.get("/en/spaces/all/").status_code == 404


def test_the_card_offers_to_enter_to_administrators_only(space: Space, as_admin: Client) -> None:
    assert ENTER in as_admin.get("/en/spaces/atelier/").content.decode()
    assert ENTER not in signed_in(PersonFactory()).get("/en/spaces/atelier/").content.decode()


def test_an_administrator_opens_a_space_for_its_managers(
    home: Home, manager: Person, as_admin: Client, admin: Person, letters: Letters
) -> None:
    answer = as_admin.post(NEW, form(managers="manager@example.org, new@example.org"))
    assert answer.status_code == 302
    space = Space.objects.get(slug="ecole-dete")
    assert (space.preset, space.created_by) == ("team", admin)
    assert [row.person for row in space.memberships.all()] == [manager]
    assert SpaceHome.objects.filter(space=space).count() == 2
    assert [letter[0].address for letter in letters.sent] == ["new@example.org"]
    assert Invitation.objects.get().role == "manager"
    as_admin.post(NEW, form())
    opened = Space.objects.exclude(slug="atelier").values_list("slug", flat=True)
    assert set(opened) == {"ecole-dete", "ecole-dete-2"}


def test_a_network_has_one_members_area(home: Home, manager: Person, as_admin: Client) -> None:
    assert as_admin.post(NEW, form(kind="members_area")).status_code == 302
    assert as_admin.post(NEW, form(kind="members_area")).status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"name_fr": "", "name_en": ""},
        {"preset": "emperor"},
        {"kind": "folder"},
        {"managers": ""},
        {"managers": "nobody@example.org"},
        {"managers": "manager@example.org awa"},
        {"name_fr": "x" * 121},
    ],
)
def test_a_space_that_cannot_be_opened_keeps_what_was_typed(
    home: Home, manager: Person, as_admin: Client, fields: dict[str, str]
) -> None:
    answer = as_admin.post(NEW, form(**{"sentence_fr": "Gardée", **fields}))
    assert answer.status_code == 400
    assert "Gardée" in answer.content.decode()
    assert Space.objects.count() == 1


def test_a_space_called_new_does_not_hide_the_form(
    home: Home, manager: Person, as_admin: Client
) -> None:
    as_admin.post(NEW, form(name_fr="New", name_en="New"))
    assert Space.objects.exclude(slug="atelier").get().slug == "new-2"


@pytest.mark.parametrize("role", ["", "reader", "manager"])
def test_only_administrators_open_spaces(space: Space, role: str) -> None:
    client = signed_in(belonging(space, role) if role else PersonFactory())
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, form()).status_code == 404
    assert Space.objects.count() == 1


def test_a_space_can_begin_as_an_empty_copy_of_one_that_she_manages(
    home: Home, manager: Person, as_admin: Client, admin: Person
) -> None:
    source = a_space(
        "source", "members", managers=[admin], parts=["notes"], questions=["Why?"],
        newcomer_role="reader",
    )  # fmt: skip
    belonging(source, "reader")
    assert "Space source" in as_admin.get(f"{NEW}?from=source").content.decode()
    as_admin.post(NEW, form(**{"from": "source"}))
    copy = Space.objects.get(slug="ecole-dete")
    assert (copy.parts, copy.questions, copy.newcomer_role) == (["notes"], ["Why?"], "reader")
    assert [row.person for row in copy.memberships.all()] == [manager]


def test_a_space_that_is_not_hers_is_no_template(
    space: Space, as_admin: Client, admin: Person
) -> None:
    assert as_admin.get(f"{NEW}?from=atelier").status_code == 404
    assert as_admin.post(NEW, form(**{"from": "atelier"})).status_code == 404
    assert Space.objects.count() == 1


def test_a_manager_opens_a_folder_and_its_volunteer_sees_nothing_else(
    space: Space, manager: Person, as_manager: Client, letters: Letters
) -> None:
    data = {"name_fr": "Forage", "preset": "secret", "managers": "second@example.org"}
    assert as_manager.post(FOLDER, data).url == "/en/spaces/forage/"
    folder = Space.objects.get(slug="forage")
    assert (folder.parent, folder.kind) == (space, "folder")
    assert [row.person for row in folder.memberships.all()] == [manager]
    assert [letter[0].address for letter in letters.sent] == ["second@example.org"]
    assert "Forage" in as_manager.get("/en/spaces/atelier/").content.decode()
    reader = signed_in(belonging(space, "reader"))
    assert "Forage" not in reader.get("/en/spaces/atelier/").content.decode()
    assert reader.get("/en/spaces/forage/").status_code == 404
    volunteer = signed_in(belonging(folder, "contributor", limited=True))
    assert volunteer.get("/en/spaces/forage/").status_code == 200
    assert volunteer.get("/en/spaces/forage/people/").status_code == 404
    assert volunteer.get("/en/spaces/atelier/people/").status_code == 404
    assert as_manager.get("/en/spaces/forage/folder/").status_code == 404


def test_a_list_of_too_many_managers_is_refused_whole(space: Space, as_manager: Client) -> None:
    many = " ".join(f"somebody-{number}@example.org" for number in range(201))
    data = {"name_fr": "Forage", "preset": "secret", "managers": many}
    answer = as_manager.post(FOLDER, data)
    assert answer.status_code == 400
    assert "somebody-200@example.org" in answer.content.decode()
    assert not Space.objects.filter(kind="folder").exists()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["", "reader", "contributor", "publisher"])
def test_only_managers_open_folders(space: Space, role: str) -> None:
    client = signed_in(belonging(space, role) if role else PersonFactory())
    data = {"name_fr": "Forage", "preset": "secret"}
    assert client.get(FOLDER).status_code == 404
    assert client.post(FOLDER, data).status_code == 404
    assert Space.objects.count() == 1


def test_known_and_unknown_addresses_get_the_same_answer_from_a_folder(
    space: Space, as_manager: Client
) -> None:
    PersonFactory(email="known@example.org")
    for number, address in enumerate(("known@example.org", "nobody@example.org")):
        data = {"name_fr": f"Forage {number}", "preset": "team", "managers": address}
        html = as_manager.post(FOLDER, data, follow=True).content.decode()
        assert address not in html
    assert Invitation.objects.count() == 2
