"""Who belongs to a space: seen by its people, changed by its managers."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.actions.space import change_parts
from access.models import JournalEntry, Space
from access.roles import ROLES
from people.models import Person
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.people.spaces.conftest import role_of

PEOPLE = "/en/spaces/atelier/people/"
HEAVIEST = 40_000


@pytest.mark.parametrize("role", ROLES)
def test_whoever_belongs_sees_names_roles_and_dates(space: Space, role: str) -> None:
    person = belonging(space, role, first_name="Fatou", last_name="Sy")
    html = signed_in(person).get(PEOPLE).content.decode()
    assert "Fatou Sy" in html
    assert "Mariam Touré" in html
    assert "Manager" in html


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher"])
def test_addresses_and_forms_are_for_managers_only(space: Space, role: str) -> None:
    html = signed_in(belonging(space, role)).get(PEOPLE).content.decode()
    assert "manager@example.org" not in html
    assert "<select" not in html
    assert "invitations" not in html


def test_managers_see_addresses_and_forms(space: Space, as_manager: Client) -> None:
    html = as_manager.get(PEOPLE).content.decode()
    assert "manager@example.org" in html
    assert "<select" in html


def test_somebody_without_a_name_is_not_shown_by_her_whole_address(space: Space) -> None:
    belonging(space, "reader", first_name="", last_name="", email="canari@example.org")
    html = signed_in(belonging(space, "reader")).get(PEOPLE).content.decode()
    assert "canari" in html
    assert "canari@example.org" not in html


@pytest.mark.parametrize("who", ["anonymous", "outsider", "limited"])
def test_nobody_else_sees_them(space: Space, who: str) -> None:
    client = {
        "anonymous": Client,
        "outsider": lambda: signed_in(PersonFactory()),
        "limited": lambda: signed_in(belonging(space, "contributor", limited=True)),
    }[who]()
    assert client.get(PEOPLE).status_code == 404
    assert client.get(f"{PEOPLE}export/").status_code == 404
    assert client.get(f"{PEOPLE}invitations/").status_code == 404


def test_where_the_part_is_off_the_addresses_are_gone_for_managers_too(
    space: Space, as_manager: Client
) -> None:
    change_parts(space, ["notes"], actor=None)
    for address in (PEOPLE, f"{PEOPLE}export/", f"{PEOPLE}invitations/"):
        assert as_manager.get(address).status_code == 404
    assert PEOPLE not in as_manager.get("/en/spaces/atelier/").content.decode()


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher"])
def test_a_manager_changes_a_role_and_others_cannot(
    space: Space, as_manager: Client, role: str
) -> None:
    person = belonging(space, "reader" if role != "reader" else "contributor")
    key = person.memberships.get().pk
    other = signed_in(belonging(space, role))
    before = role_of(space, person)
    assert other.post(PEOPLE, {"change": key, f"role-{key}": role}).status_code == 404
    assert role_of(space, person) == before
    assert as_manager.post(PEOPLE, {"change": key, f"role-{key}": role}).status_code == 302
    assert role_of(space, person) == role
    assert JournalEntry.objects.filter(verb="role_changed", person=person, role=role).exists()


def test_a_role_that_no_longer_exists_changes_nothing(space: Space, as_manager: Client) -> None:
    person = belonging(space, "reader")
    key = person.memberships.get().pk
    html = as_manager.post(
        PEOPLE, {"change": key, f"role-{key}": "emperor"}, follow=True
    ).content.decode()
    assert "no such role" in html
    assert role_of(space, person) == "reader"


@pytest.mark.parametrize("forged", ["", "0", "-1", "x", "²", "9" * 40, "9" * 5000])
def test_a_forged_number_changes_nothing(as_manager: Client, space: Space, forged: str) -> None:
    answer = as_manager.post(PEOPLE, {"change": forged, f"role-{forged[:40]}": "manager"})
    assert answer.status_code == 404
    assert not JournalEntry.objects.filter(verb="role_changed").exists()


def test_the_membership_of_another_space_cannot_be_named(space: Space, as_manager: Client) -> None:
    elsewhere = a_space("ailleurs")
    person = belonging(elsewhere, "reader")
    key = person.memberships.get().pk
    answer = as_manager.post(PEOPLE, {"change": key, f"role-{key}": "manager"})
    assert answer.status_code == 404
    assert role_of(elsewhere, person) == "reader"
    assert as_manager.post(f"{PEOPLE}{key}/remove/").status_code == 404
    assert as_manager.get(f"{PEOPLE}{key}/remove/").status_code == 404
    assert role_of(elsewhere, person) == "reader"


def test_the_last_manager_cannot_give_up_her_role(
    space: Space, manager: Person, as_manager: Client
) -> None:
    key = manager.memberships.get().pk
    answer = as_manager.post(PEOPLE, {"change": key, f"role-{key}": "reader"}, follow=True)
    assert "only manager" in answer.content.decode()
    assert role_of(space, manager) == "manager"


def test_a_manager_who_gives_up_her_role_is_led_to_what_she_still_sees(
    space: Space, manager: Person, as_manager: Client
) -> None:
    belonging(space, "manager")
    key = manager.memberships.get().pk
    answer = as_manager.post(PEOPLE, {"change": key, f"role-{key}": "reader"}, follow=True)
    assert answer.status_code == 200
    assert role_of(space, manager) == "reader"


def test_a_limited_account_cannot_be_made_a_manager(space: Space, as_manager: Client) -> None:
    person = belonging(space, "reader", limited=True)
    key = person.memberships.get().pk
    answer = as_manager.post(PEOPLE, {"change": key, f"role-{key}": "manager"}, follow=True)
    assert "limited account" in answer.content.decode()
    assert role_of(space, person) == "reader"


def test_removing_asks_first_and_acts_at_the_next_request(space: Space, as_manager: Client) -> None:
    person = belonging(space, "publisher")
    hers = signed_in(person)
    assert hers.get(PEOPLE).status_code == 200
    address = f"{PEOPLE}{person.memberships.get().pk}/remove/"
    assert as_manager.get(address).status_code == 200
    assert role_of(space, person) == "publisher"
    as_manager.post(address)
    assert role_of(space, person) == ""
    assert hers.get(PEOPLE).status_code == 404
    assert as_manager.post(address).status_code == 404


def test_the_only_manager_cannot_be_removed(
    space: Space, manager: Person, as_manager: Client
) -> None:
    answer = as_manager.post(f"{PEOPLE}{manager.memberships.get().pk}/remove/")
    assert answer.status_code == 409
    assert role_of(space, manager) == "manager"


def test_the_list_taken_out_is_noted_and_no_cell_is_a_formula(
    space: Space, as_manager: Client
) -> None:
    belonging(space, "reader", first_name="=HYPERLINK(1)", last_name="@x")
    answer = as_manager.get(f"{PEOPLE}export/")
    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"].startswith("text/csv")
    assert "'=HYPERLINK(1) @x" in text
    assert "no-store" in answer["Cache-Control"]
    entry = JournalEntry.objects.get(verb="exported")
    assert entry.facts == {"what": "people", "number": 2}


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher"])
def test_only_managers_take_the_list_out(space: Space, role: str) -> None:
    assert signed_in(belonging(space, role)).get(f"{PEOPLE}export/").status_code == 404
    assert not JournalEntry.objects.filter(verb="exported").exists()


def test_a_form_from_elsewhere_is_refused(space: Space, manager: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    person = belonging(space, "reader")
    key = person.memberships.get().pk
    for address, data in (
        (PEOPLE, {"change": key, f"role-{key}": "manager"}),
        (f"{PEOPLE}{key}/remove/", {}),
        (f"{PEOPLE}invitations/", {"addresses": "a@example.org", "role": "reader"}),
        ("/en/spaces/atelier/leave/", {}),
        ("/en/spaces/atelier/settings/preset/", {"preset": "open"}),
    ):
        assert client.post(address, data).status_code == 403
    assert role_of(space, person) == "reader"
    space.refresh_from_db()
    assert space.preset == "members"


def test_the_page_is_light_and_its_queries_do_not_grow(space: Space, as_manager: Client) -> None:
    counts = []
    for number in (3, 60):
        for _one in range(number):
            belonging(space, "contributor")
        as_manager.get(PEOPLE)
        with CaptureQueriesContext(connection) as queries:
            answer = as_manager.get(PEOPLE)
        counts.append(len(queries))
        assert len(answer.content) < HEAVIEST
    assert counts[0] == counts[1]


def test_what_is_shown_of_a_space_is_kept_by_no_cache(space: Space, as_manager: Client) -> None:
    control = as_manager.get(PEOPLE)["Cache-Control"]
    assert "no-store" in control
    assert "private" in control
