"""Joining an open space, asking to come into another, answers, leaving."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from access.actions.membership import give
from access.actions.space import change_status
from access.models import JournalEntry, Membership, Space
from people.actions.answer_request import request_answered
from people.actions.join import ask, request_made
from people.models import Invitation, JoinRequest, Person
from people.views.requests import address_of_request
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.people.spaces.conftest import AsPreset, Letters, role_of

JOIN = "/en/spaces/atelier/join/"
LEAVE = "/en/spaces/atelier/leave/"
REQUESTS = "/en/spaces/atelier/requests/"


def test_an_open_space_is_joined_in_one_step(as_preset: AsPreset) -> None:
    space = as_preset("open")
    person = PersonFactory()
    client = signed_in(person)
    assert JOIN in client.get("/en/spaces/atelier/").content.decode()
    assert client.post(JOIN).url == "/en/spaces/atelier/"
    assert role_of(space, person) == "contributor"
    assert Membership.objects.get(person=person).way == "joined"
    assert JOIN not in client.get("/en/spaces/atelier/").content.decode()
    assert client.post(JOIN).status_code == 302
    assert Membership.objects.filter(person=person).count() == 1


@pytest.mark.parametrize("preset", ["open", "members", "team", "secret"])
@pytest.mark.parametrize("who", ["anonymous", "limited", "member", "outsider"])
def test_who_may_ask_where(as_preset: AsPreset, preset: str, who: str) -> None:
    space = as_preset(preset)
    client = {
        "anonymous": Client,
        "limited": lambda: signed_in(PersonFactory(limited=True)),
        "member": lambda: signed_in(belonging(space, "reader")),
        "outsider": lambda: signed_in(PersonFactory()),
    }[who]()
    closed = preset in ("team", "secret")
    expected = {"anonymous": 302, "limited": 404, "member": 302, "outsider": 200}[who]
    assert client.get(JOIN).status_code == (404 if closed else expected)
    before = Membership.objects.count()
    client.post(JOIN, {"message": "Bonjour"})
    is_in = preset == "open" and who == "outsider"
    has_asked = preset == "members" and who == "outsider"
    assert Membership.objects.count() == before + is_in
    assert JoinRequest.objects.count() == has_asked


def test_nobody_comes_into_a_space_that_is_read_only_or_archived(space: Space) -> None:
    client = signed_in(PersonFactory())
    for status in (Space.Status.READ_ONLY, Space.Status.ARCHIVED):
        change_status(space, status, actor=None)
        assert client.post(JOIN, {"message": "Bonjour"}).status_code == 404
    assert not JoinRequest.objects.exists()


def test_a_request_carries_a_message_and_answers_to_the_questions(
    space: Space, as_manager: Client
) -> None:
    space.questions = [{"fr": "Pourquoi ?", "en": "Why?"}, "D’où ?"]
    space.save()
    heard: list[JoinRequest] = []
    request_made.connect(keep := lambda request, **signal: heard.append(request))
    person = PersonFactory(first_name="Fatou", last_name="Sy")
    client = signed_in(person)
    assert "Why?" in client.get(JOIN).content.decode()
    client.post(JOIN, {"message": "Bonjour", "answer_0": "Because", "answer_1": "Thiès"})
    request_made.disconnect(keep)
    assert [request.person for request in heard] == [person]
    request = JoinRequest.objects.get()
    assert request.answers == [["Why?", "Because"], ["D’où ?", "Thiès"]]
    html = as_manager.get(f"{REQUESTS}{request.pk}/").content.decode()
    for text in ("Fatou Sy", "Bonjour", "Why?", "Because", "Thiès"):
        assert text in html
    assert "Fatou Sy" in as_manager.get(REQUESTS).content.decode()
    assert JournalEntry.objects.filter(verb="asked", person=person).exists()


@pytest.mark.parametrize(
    "data",
    [
        {"message": "Bonjour"},
        {"message": "x" * 1001, "answer_0": "y"},
        {"message": "a\0b", "answer_0": "y"},
        {"message": "Bonjour", "answer_0": "x" * 501},
    ],
)
def test_a_request_that_cannot_be_taken_keeps_what_was_typed(
    space: Space, data: dict[str, str]
) -> None:
    space.questions = ["Why?"]
    space.save()
    answer = signed_in(PersonFactory()).post(JOIN, data)
    assert answer.status_code == 400
    assert data["message"].replace("\0", "") in answer.content.decode().replace("\0", "")
    assert not JoinRequest.objects.exists()


def test_there_is_one_request_a_person_and_she_can_take_it_back(space: Space) -> None:
    client = signed_in(PersonFactory())
    client.post(JOIN, {"message": "Un"})
    client.post(JOIN, {"message": "Deux"})
    assert JoinRequest.objects.get().message == "Un"
    assert "Un" in client.get(JOIN).content.decode()
    client.post(JOIN, {"withdraw": "1"})
    assert JoinRequest.objects.get().state == "withdrawn"
    client.post(JOIN, {"message": "Trois"})
    assert JoinRequest.objects.count() == 2


def test_a_request_runs_out_after_sixty_days(space: Space, as_manager: Client) -> None:
    person = PersonFactory()
    request = ask(space, person, "Bonjour", [])
    JoinRequest.objects.update(created_at=timezone.now() - datetime.timedelta(days=60))
    as_manager.post(f"{REQUESTS}{request.pk}/", {"accept": "1", "role": "reader"})
    assert role_of(space, person) == ""
    assert "Out of time" in as_manager.get(f"{REQUESTS}{request.pk}/").content.decode()
    signed_in(person).post(JOIN, {"message": "Encore"})
    assert set(JoinRequest.objects.values_list("state", flat=True)) == {"expired", "pending"}


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher", "manager"])
def test_a_manager_accepts_with_a_role(space: Space, as_manager: Client, role: str) -> None:
    heard: list[str] = []
    request_answered.connect(keep := lambda request, **signal: heard.append(request.state))
    person = PersonFactory()
    request = ask(space, person, "Bonjour", [])
    as_manager.post(f"{REQUESTS}{request.pk}/", {"accept": "1", "role": role})
    as_manager.post(f"{REQUESTS}{request.pk}/", {"accept": "1", "role": role})
    request_answered.disconnect(keep)
    assert role_of(space, person) == role
    assert Membership.objects.get(person=person).way == "asked"
    assert heard == ["accepted"]


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_nobody_is_let_into_a_space_that_was_archived_meanwhile(
    space: Space, as_manager: Client, answer: str
) -> None:
    person = PersonFactory()
    request = ask(space, person, "Bonjour", [])
    change_status(space, Space.Status.ARCHIVED, actor=None)
    data = {answer: "1", "role": "reader", "reply": "Too late."}
    html = as_manager.post(f"{REQUESTS}{request.pk}/", data, follow=True).content.decode()
    assert "This request is over already." in html
    assert role_of(space, person) == ""


def test_a_manager_declines_in_a_sentence(space: Space, as_manager: Client) -> None:
    person = PersonFactory()
    request = ask(space, person, "Bonjour", [])
    address = f"{REQUESTS}{request.pk}/"
    assert as_manager.post(address, {"decline": "1", "role": "reader"}).status_code == 400
    assert JoinRequest.objects.get().state == "pending"
    as_manager.post(address, {"decline": "1", "role": "reader", "reply": "Le groupe est complet."})
    request = JoinRequest.objects.get()
    assert (request.state, request.reply) == ("declined", "Le groupe est complet.")
    assert role_of(space, person) == ""
    assert JournalEntry.objects.filter(verb="refused", person=person).exists()


def test_a_role_that_does_not_exist_is_not_given(space: Space, as_manager: Client) -> None:
    person = PersonFactory()
    request = ask(space, person, "Bonjour", [])
    answer = as_manager.post(f"{REQUESTS}{request.pk}/", {"accept": "1", "role": "emperor"})
    assert answer.status_code == 400
    assert role_of(space, person) == ""


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher", ""])
def test_only_managers_read_and_answer_requests(space: Space, role: str) -> None:
    person = PersonFactory()
    request = ask(space, person, "Canari", [])
    client = signed_in(belonging(space, role) if role else PersonFactory())
    address = f"{REQUESTS}{request.pk}/"
    assert client.get(REQUESTS).status_code == 404
    assert client.get(address).status_code == 404
    assert client.post(address, {"accept": "1", "role": "reader"}).status_code == 404
    assert role_of(space, person) == ""


def test_the_request_to_another_space_cannot_be_named(space: Space, as_manager: Client) -> None:
    elsewhere, person = a_space("ailleurs"), PersonFactory()
    request = ask(elsewhere, person, "Canari", [])
    address = f"{REQUESTS}{request.pk}/"
    assert as_manager.get(address).status_code == 404
    assert as_manager.post(address, {"accept": "1", "role": "reader"}).status_code == 404
    assert as_manager.get(f"{REQUESTS}{'9' * 40}/").status_code == 404
    assert role_of(elsewhere, person) == ""


def test_the_link_of_a_letter_leads_a_manager_to_the_request(
    space: Space, as_manager: Client
) -> None:
    request = ask(space, PersonFactory(), "Bonjour", [])
    with override("en"):
        address = address_of_request(request)
    assert as_manager.get(address).url == f"{REQUESTS}{request.pk}/"
    assert "/account/login/?next=" in Client().get(address).url
    assert signed_in(belonging(space, "publisher")).get(address).status_code == 404
    assert as_manager.get(f"/en/requests/{request.pk}:forged/").status_code == 404
    assert as_manager.post(address).status_code == 405


def test_asking_while_invited_accepts_the_invitation(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    as_manager.post(
        "/en/spaces/atelier/people/invitations/",
        {"addresses": "lea@example.org", "role": "publisher"},
    )
    lea = PersonFactory(email="lea@example.org")
    signed_in(lea).post(JOIN, {"message": "Bonjour"})
    assert role_of(space, lea) == "publisher"
    assert Invitation.objects.get().state == "accepted"
    assert not JoinRequest.objects.exists()


def test_accepting_an_invitation_settles_a_request_made_meanwhile(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    as_manager.post(
        "/en/spaces/atelier/people/invitations/",
        {"addresses": "lea@example.org", "role": "publisher"},
    )
    JoinRequest.objects.create(space=space, person=lea)
    signed_in(lea).post(letters.address, {"accept": "1"})
    assert JoinRequest.objects.get().state == "accepted"


@pytest.mark.parametrize("preset", ["open", "members", "team", "secret"])
def test_anybody_leaves_and_it_acts_at_the_next_request(as_preset: AsPreset, preset: str) -> None:
    space = as_preset(preset)
    person = belonging(space, "publisher", limited=True)
    client = signed_in(person)
    assert client.get(LEAVE).status_code == 200
    assert role_of(space, person) == "publisher"
    assert client.post(LEAVE).url == "/en/spaces/"
    assert role_of(space, person) == ""
    assert client.get(LEAVE).status_code == 404
    assert client.get("/en/spaces/atelier/people/").status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "outsider"])
def test_nobody_leaves_where_she_is_not(space: Space, who: str) -> None:
    client = Client() if who == "anonymous" else signed_in(PersonFactory())
    assert client.get(LEAVE).status_code == 404
    assert client.post(LEAVE).status_code == 404


def test_the_last_manager_names_an_heir_in_the_same_form(
    space: Space, manager: Person, as_manager: Client
) -> None:
    heir = belonging(space, "reader", first_name="Fatou", last_name="Sy")
    html = as_manager.get(LEAVE).content.decode()
    assert "only manager" in html
    assert "Fatou Sy" in html
    assert as_manager.post(LEAVE).status_code == 400
    assert role_of(space, manager) == "manager"
    assert as_manager.post(LEAVE, {"heir": heir.memberships.get().pk}).status_code == 302
    assert role_of(space, manager) == ""
    assert role_of(space, heir) == "manager"


@pytest.mark.parametrize("who", ["elsewhere", "limited", "suspended", "herself", "forged"])
def test_only_somebody_who_can_manage_the_space_is_an_heir(
    space: Space, manager: Person, as_manager: Client, who: str
) -> None:
    belonging(space, "reader")
    key = {
        "elsewhere": lambda: belonging(a_space("ailleurs"), "reader").memberships.get().pk,
        "limited": lambda: belonging(space, "reader", limited=True).memberships.get().pk,
        "suspended": lambda: belonging(space, "reader", is_active=False).memberships.get().pk,
        "herself": lambda: manager.memberships.get().pk,
        "forged": lambda: "x",
    }[who]()
    assert as_manager.post(LEAVE, {"heir": key}).status_code == 400
    assert role_of(space, manager) == "manager"
    assert space.memberships.filter(role="manager").count() == 1


def test_a_manager_who_is_alone_is_told_to_invite_somebody_first(
    space: Space, manager: Person, as_manager: Client
) -> None:
    assert "invite somebody first" in as_manager.get(LEAVE).content.decode()
    assert as_manager.post(LEAVE).status_code == 400
    assert role_of(space, manager) == "manager"


def test_a_suspended_manager_does_not_count_as_one(
    space: Space, manager: Person, as_manager: Client
) -> None:
    give(space, PersonFactory(is_active=False), "manager", actor=None)
    assert as_manager.post(LEAVE).status_code == 400
    assert role_of(space, manager) == "manager"


def test_the_requests_are_light_and_their_queries_do_not_grow(
    space: Space, as_manager: Client
) -> None:
    counts = []
    for number in (3, 60):
        for _one in range(number):
            ask(space, PersonFactory(), "Bonjour " * 100, [])
        as_manager.get(REQUESTS)
        with CaptureQueriesContext(connection) as queries:
            answer = as_manager.get(REQUESTS)
        counts.append(len(queries))
        assert len(answer.content) < 40_000
    assert counts[0] == counts[1]
