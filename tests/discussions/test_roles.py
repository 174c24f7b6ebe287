"""Each role in a space, and each person outside it, before each act."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.actions.membership import end
from access.actions.space import change_preset, change_status
from access.models import Space
from discussions.models import Message, Thread
from passerelle.audit.answer import WEIGHT
from people.models import Person
from tests.discussions.conftest import answered, anyone, begun
from tests.factories import a_space, belonging

OUTSIDE = ("anonymous", "outsider", "limited", "ended", "other_manager")
INSIDE = ("reader", "contributor", "carrier", "publisher", "manager")

ACTS = {
    "list": ("get", "discussions/", {}),
    "read": ("get", "discussions/{thread}/", {}),
    "follow": ("post", "threads/{thread}/follow/", {"follow": "1"}),
    "new form": ("get", "notes/new/", {}),
    "new": ("post", "notes/new/", {"title": "Canari", "text": "Nouveau"}),
    "answer": ("post", "discussions/{thread}/", {"text": "Nouveau"}),
    "edit form": ("get", "discussions/{thread}/edit/", {}),
    "edit": ("post", "discussions/{thread}/edit/", {"title": "A", "text": "B", "version": "1"}),
    "edit answer": ("post", "messages/{answer}/edit/", {"text": "B", "version": "1"}),
    "withdraw form": ("get", "messages/{answer}/withdraw/", {}),
    "withdraw": ("post", "messages/{answer}/withdraw/", {}),
    "close": ("post", "threads/{thread}/close/", {"close": "1"}),
}
NEEDED = {
    "list": "reader", "read": "reader", "follow": "reader",
    "new form": "contributor", "new": "contributor", "answer": "contributor",
    "edit form": "publisher", "edit": "publisher", "edit answer": "publisher",
    "withdraw form": "publisher", "withdraw": "publisher", "close": "manager",
}  # fmt: skip
RANK = {"reader": 0, "contributor": 1, "carrier": 1, "publisher": 2, "manager": 3}


def perform(client: Client, act: str, slug: str, thread: Thread, answer: Message) -> int:
    """Do an act, and say with what status."""
    verb, below, data = ACTS[act]
    address = f"/fr/spaces/{slug}/{below.format(thread=thread.pk, answer=answer.pk)}"
    return int(getattr(client, verb)(address, data).status_code)


@pytest.fixture
def answer(thread: Thread, writer: Person) -> Message:
    """A message of the writer's in the thread."""
    return answered(thread, writer, "Mot secret")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", [*OUTSIDE, *INSIDE])
def test_a_role_does_what_it_may_and_nothing_else(
    client: Client, space: Space, thread: Thread, answer: Message, who: str, act: str
) -> None:
    person = anyone(space, who)
    if person:
        client.force_login(person)
    before = Message.objects.values_list("text", "withdrawn_at").order_by("pk")
    kept = list(before)
    status = perform(client, act, "atelier", thread, answer)
    if who in OUTSIDE:
        assert status == 404
    elif RANK[who] < RANK[NEEDED[act]]:
        assert status == 403
    else:
        assert status == (200 if ACTS[act][0] == "get" else 302)
        return
    assert list(before) == kept
    assert not Thread.objects.get(pk=thread.pk).is_closed


@pytest.mark.parametrize("act", ["answer", "edit form", "edit", "edit answer", "withdraw"])
def test_one_changes_and_withdraws_what_is_ones_own(
    client: Client, writer: Person, thread: Thread, answer: Message, act: str
) -> None:
    client.force_login(writer)
    assert perform(client, act, "atelier", thread, answer) in (200, 302)


@pytest.mark.parametrize("act", ACTS)
def test_numbers_of_another_space_are_missing_even_for_its_manager(
    client: Client, thread: Thread, answer: Message, act: str
) -> None:
    mine = a_space("mien")
    client.force_login(mine.memberships.get().person)
    if "{" in ACTS[act][1]:
        assert perform(client, act, "mien", thread, answer) == 404
    assert "Mot secret" in Message.objects.get(pk=answer.pk).text


def test_a_note_is_not_found_among_discussions(
    client: Client, space: Space, writer: Person
) -> None:
    note = begun(space, writer, "note").thread
    client.force_login(writer)
    assert client.get(f"/fr/spaces/atelier/notes/{note.pk}/").status_code == 200
    assert client.get(f"/fr/spaces/atelier/discussions/{note.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "limited", "outsider"])
def test_in_an_open_space_whoever_is_signed_in_writes_but_limited_accounts(
    client: Client, homes: object, who: str
) -> None:
    space = a_space("ouvert", "open")
    person = anyone(space, who)
    if person:
        client.force_login(person)
    answer = client.post("/fr/spaces/ouvert/notes/new/", {"title": "Bonjour", "text": "À tous"})
    assert answer.status_code == (302 if who == "outsider" else 404)
    assert Thread.objects.count() == (1 if who == "outsider" else 0)


def test_in_a_read_only_space_everything_is_read_and_nothing_written(
    client: Client, space: Space, writer: Person, thread: Thread
) -> None:
    change_status(space, Space.Status.READ_ONLY, actor=None)
    client.force_login(writer)
    address = f"/en/spaces/atelier/discussions/{thread.pk}/"
    html = client.get(address).content.decode()
    assert "Qui vient ?" in html
    assert "<textarea" not in html
    refused = client.post(address, {"text": "Trop tard"})
    assert refused.status_code == 403
    assert "This space is read only" in refused.content.decode()
    assert "Trop tard</textarea>" in refused.content.decode()
    assert Message.objects.count() == 1


def test_a_role_taken_away_acts_at_the_next_request(
    client: Client, space: Space, writer: Person, thread: Thread
) -> None:
    client.force_login(writer)
    address = f"/fr/spaces/atelier/discussions/{thread.pk}/"
    assert client.get(address).status_code == 200
    end(space.memberships.get(person=writer), actor=None)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "outsider"])
@pytest.mark.parametrize("act", ACTS)
def test_refused_and_missing_give_the_same_answer_by_the_same_queries(
    client: Client, space: Space, thread: Thread, answer: Message, who: str, act: str
) -> None:
    if person := anyone(space, who):
        client.force_login(person)
    verb, below, data = ACTS[act]
    answers, numbers = [], []
    client.get("/fr/rien/")
    for slug, key in (("atelier", 0), ("absent", 0), ("atelier", 99_999)):
        path = below.format(thread=key or thread.pk, answer=key or answer.pk)
        with CaptureQueriesContext(connection) as queries:
            response = getattr(client, verb)(f"/fr/spaces/{slug}/{path}", data)
        assert response.status_code == 404
        html = re.sub(r"/(atelier|absent)/[\w/]*", "/…/", response.content.decode())
        html = WEIGHT.sub("", html)
        answers.append((html, {**response.headers, "Content-Length": "", "X-Request-ID": ""}))
        numbers.append(len(queries))
    assert answers[0] == answers[1] == answers[2]
    assert len(set(numbers)) == 1
    assert "secret" not in answers[0][0]


def test_within_a_space_a_hidden_thread_and_a_missing_one_are_the_same(
    client: Client, space: Space, writer: Person
) -> None:
    lone = begun(space, writer, "note")
    client.force_login(writer)
    client.post(f"/fr/spaces/atelier/messages/{lone.pk}/withdraw/")
    gone = client.get(f"/fr/spaces/atelier/notes/{lone.thread_id}/")
    missing = client.get("/fr/spaces/atelier/notes/99999/")
    assert gone.status_code == missing.status_code == 404
    masked = [re.sub(r"notes/\d+", "notes/…", page.content.decode()) for page in (gone, missing)]
    assert masked[0] == masked[1]


def test_answers_to_the_signed_in_are_kept_by_nobody(
    client: Client, writer: Person, thread: Thread
) -> None:
    client.force_login(writer)
    for below in ("notes/", "notes/new/", f"discussions/{thread.pk}/", ""):
        control = client.get(f"/fr/spaces/atelier/{below}")["Cache-Control"]
        assert "private" in control
        assert "no-store" in control


def test_numbers_that_no_database_has_are_missing(client: Client, writer: Person) -> None:
    client.force_login(writer)
    for below in ("notes/{}/", "messages/{}/edit/", "discussions/{}/edit/"):
        address = f"/fr/spaces/atelier/{below.format(10**30)}"
        assert client.get(address).status_code == 404


def test_nobody_is_named_by_an_address(client: Client, space: Space, thread: Thread) -> None:
    nameless = belonging(space, "contributor", first_name="", last_name="")
    answered(thread, nameless)
    client.force_login(nameless)
    html = client.get(f"/fr/spaces/atelier/discussions/{thread.pk}/").content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    assert nameless.email not in main


@pytest.mark.parametrize("who", [*OUTSIDE, *INSIDE])
def test_who_can_see_a_thread_is_told_to_those_who_see_it(
    client: Client, space: Space, thread: Thread, who: str
) -> None:
    person = anyone(space, who)
    if person:
        client.force_login(person)
    answer = client.get(f"/fr/who/thread/{thread.pk}/?format=json")
    if who in OUTSIDE:
        assert answer.status_code == 404
    else:
        assert answer.json()["audience"] == space.audience
        read = client.get(f"/fr/spaces/atelier/discussions/{thread.pk}/").content.decode()
        assert f'href="/fr/who/thread/{thread.pk}/"' in read
        assert client.get(f"/fr/who/thread/{thread.pk}/").status_code == 200


@pytest.mark.parametrize("eyes", ["visitor", "member", "partner"])
def test_a_thread_of_an_open_space_is_seen_through_other_eyes(
    client: Client, space: Space, thread: Thread, eyes: str
) -> None:
    change_preset(space, "open", actor=None)
    client.force_login(anyone(space, "outsider"))
    seen = client.get(f"/fr/who/thread/{thread.pk}/?as={eyes}")
    assert (thread.title in seen.content.decode()) == (eyes == "member")
    assert seen.status_code == (200 if eyes == "member" else 404)
