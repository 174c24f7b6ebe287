"""Invitations: written by pasted list, answered only by whoever reads the address."""

import datetime
import hashlib

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.actions.space import change_status
from access.models import JournalEntry, Membership, Space
from people.models import Invitation, Person
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.people.spaces.conftest import INVITE, Letters, invite, role_of


def state() -> str:
    """The state of the only invitation."""
    return Invitation.objects.get().state


@pytest.mark.parametrize(
    "pasted",
    [
        "awa@example.org, moussa@example.org; lea@example.org",
        "awa@example.org moussa@example.org\nlea@example.org",
        '"Diallo, Awa" <awa@example.org>, Moussa Ba <Moussa@example.org>; <lea@example.org>',
        "Awa <awa@example.org> Moussa <moussa@example.org>\r\n\r\nlea@example.org,",
    ],
)
def test_a_list_is_read_however_it_was_pasted(
    space: Space, as_manager: Client, pasted: str
) -> None:
    invite(as_manager, pasted)
    found = set(Invitation.objects.values_list("address", flat=True))
    assert found == {"awa@example.org", "moussa@example.org", "lea@example.org"}


@pytest.mark.parametrize(
    "bad",
    [
        "awa", "awa@", "@example.org", "a@b@example.org", "awa@example", "Awa <awa@example.org",
        "\u0430wa@example.org", "awa@ex\u0430mple.org", "awa@xn--exmple-4nf.org",
        "awa\u200b@example.org", "awa@example.org\u202e", "x" * 300 + "@example.org",
        "AWA@example.org awa@example.org",
    ],
)  # fmt: skip
def test_one_bad_address_is_named_and_the_whole_list_refused_while_typing_is_kept(
    space: Space, as_manager: Client, bad: str
) -> None:
    answer = as_manager.post(
        INVITE, {"addresses": f"lea@example.org\n{bad}", "role": "publisher", "sentence": "Venez !"}
    )
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Nobody was invited yet" in html
    assert "lea@example.org" in html
    assert "Venez !" in html
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"addresses": "", "role": "reader"},
        {"addresses": " ,;\n", "role": "reader"},
        {"addresses": "awa\0@example.org", "role": "reader"},
        {"addresses": "awa@example.org", "role": "emperor"},
        {"addresses": "awa@example.org"},
        {"addresses": "awa@example.org", "role": "manager", "limited": "on"},
        {"addresses": "awa@example.org", "role": "reader", "sentence": "x" * 301},
        {"addresses": " ".join(f"a{n}@example.org" for n in range(201)), "role": "reader"},
        {"addresses": "<" * 40_000, "role": "reader"},
        {"addresses": "<" * 20_000, "role": "reader"},
    ],
)
def test_a_form_that_cannot_be_taken_invites_nobody(
    space: Space, as_manager: Client, data: dict[str, str]
) -> None:
    assert as_manager.post(INVITE, data).status_code in (400, 404)
    assert not Invitation.objects.exists()


def test_the_answer_is_the_same_for_addresses_with_and_without_an_account(
    space: Space, as_manager: Client
) -> None:
    PersonFactory(email="known@example.org", first_name="Canari")
    answers = []
    for address in ("known@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            html = invite(as_manager, address)
        page = html.replace(address, "X")
        answers.append((page.partition("<h2>Invitations")[0].partition("<main")[2], len(queries)))
        assert "Canari" not in html
        Invitation.objects.all().delete()
    mask = [text.split('name="csrfmiddlewaretoken"')[0] for text, _number in answers]
    assert mask[0] == mask[1]


def test_only_a_digest_of_the_token_is_stored(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    invitation, token = letters.sent[0]
    assert len(token) >= 40
    stored = Invitation.objects.values().get()
    assert token not in str(stored)
    assert stored["digest"] == hashlib.sha256(token.encode()).hexdigest()
    assert invitation.expires_at - timezone.now() < datetime.timedelta(days=14)


def test_inviting_is_noted_by_number_and_role_without_addresses(
    space: Space, as_manager: Client
) -> None:
    invite(as_manager, "lea@example.org moussa@example.org", "reader")
    entry = JournalEntry.objects.get(verb="invited")
    assert entry.facts == {"number": 2}
    assert entry.role == "reader"


def test_those_already_inside_and_already_invited_are_named_and_get_nothing_more(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    belonging(space, "reader", email="inside@example.org")
    invite(as_manager, "lea@example.org")
    html = invite(as_manager, "inside@example.org Lea@example.org new@example.org")
    assert "belong to this space already: inside@example.org" in html
    assert "still waits for an answer: lea@example.org" in html
    assert [letter[0].address for letter in letters.sent] == ["lea@example.org", "new@example.org"]


@pytest.mark.parametrize("role", ["reader", "contributor", "publisher"])
def test_only_managers_invite(space: Space, role: str) -> None:
    client = signed_in(belonging(space, role))
    assert client.get(INVITE).status_code == 404
    assert client.post(INVITE, {"addresses": "a@example.org", "role": role}).status_code == 404
    assert not Invitation.objects.exists()


def test_nobody_is_invited_to_a_space_that_is_read_only(space: Space, as_manager: Client) -> None:
    change_status(space, Space.Status.READ_ONLY, actor=None)
    answer = as_manager.post(INVITE, {"addresses": "lea@example.org", "role": "reader"})
    assert answer.status_code == 400
    assert not Invitation.objects.exists()


def test_the_invited_person_accepts_in_one_step(
    space: Space, as_manager: Client, manager: Person, letters: Letters
) -> None:
    lea = PersonFactory(email="Lea@example.org")
    invite(as_manager, "lea@example.org", "publisher", sentence="Venez !")
    client = signed_in(lea)
    html = client.get(letters.address).content.decode()
    assert "Mariam Touré invites you to “<bdi>Space atelier</bdi>”" in html
    assert "Venez !" in html
    assert "A sentence." in html
    assert client.post(letters.address, {"accept": "1"}).url == "/en/spaces/atelier/"
    membership = Membership.objects.get(space=space, person=lea)
    assert (membership.role, membership.way, membership.given_by) == (
        "publisher", "invited", manager,
    )  # fmt: skip
    assert state() == "accepted"
    assert client.get(letters.address).url == "/en/spaces/atelier/"
    assert not lea.limited


def test_who_has_not_accepted_receives_nothing_of_the_space(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    client = signed_in(PersonFactory(email="lea@example.org"))
    client.get(letters.address)
    assert client.get("/en/spaces/atelier/people/").status_code == 404


def test_another_account_is_told_so_and_is_not_let_in(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    other = PersonFactory(email="other@example.org")
    client = signed_in(other)
    html = client.get(letters.address).content.decode()
    assert "went to another address" in html
    assert "lea@example.org" not in html
    for button in ("accept", "decline", "sign_up"):
        assert client.post(letters.address, {button: "1"}).status_code == 403
    assert role_of(space, other) == ""
    assert state() == "pending"


def test_an_address_that_was_not_verified_is_not_hers(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    pretender = PersonFactory(email="lea@example.org")
    pretender.emailaddress_set.all().delete()
    pretender.emailaddress_set.create(email="lea@example.org", verified=False, primary=True)
    signed_in(pretender).post(letters.address, {"accept": "1"})
    assert role_of(space, pretender) == ""


def test_an_invitation_to_a_second_address_of_hers_is_hers(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    lea.emailaddress_set.all().delete()
    lea.emailaddress_set.create(email="lea@example.org", verified=True, primary=True)
    lea.emailaddress_set.create(email="Lea@work.example", verified=True)
    invite(as_manager, "lea@work.example")
    signed_in(lea).post(letters.address, {"accept": "1"})
    assert role_of(space, lea) == "contributor"


def test_a_token_that_was_never_sent_is_missing(home: object, client: Client) -> None:
    assert client.get("/en/invitations/never/").status_code == 404
    assert client.post("/en/invitations/never/", {"accept": "1"}).status_code == 404


@pytest.mark.parametrize("why", ["withdrawn", "late", "declined", "archived", "role", "resent"])
def test_an_invitation_that_is_over_says_so_without_naming_the_space(
    space: Space, as_manager: Client, letters: Letters, why: str
) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org")
    address, key = letters.address, Invitation.objects.get().pk
    if why == "withdrawn":
        as_manager.post(INVITE, {"withdraw": key})
    elif why == "late":
        Invitation.objects.update(expires_at=timezone.now())
    elif why == "declined":
        signed_in(lea).post(address, {"decline": "1"})
    elif why == "archived":
        change_status(space, Space.Status.ARCHIVED, actor=None)
    elif why == "role":
        Invitation.objects.update(role="emperor")
    else:
        as_manager.post(INVITE, {"resend": key})
    client = signed_in(lea)
    for answer in (client.get(address), client.post(address, {"accept": "1"})):
        assert answer.status_code == (404 if why == "resent" else 410)
        assert "atelier" not in answer.content.decode()
    assert role_of(space, lea) == ""


def test_a_link_used_twice_lets_nobody_else_in(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea, other = PersonFactory(email="lea@example.org"), PersonFactory()
    invite(as_manager, "lea@example.org")
    signed_in(lea).post(letters.address, {"accept": "1"})
    assert signed_in(other).post(letters.address, {"accept": "1"}).status_code == 410
    assert role_of(space, other) == ""


def test_who_was_removed_does_not_come_back_by_the_old_link(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org")
    client = signed_in(lea)
    client.post(letters.address, {"accept": "1"})
    as_manager.post(f"/en/spaces/atelier/people/{lea.memberships.get().pk}/remove/")
    assert client.post(letters.address, {"accept": "1"}).status_code == 410
    assert role_of(space, lea) == ""


def test_sending_again_makes_a_new_link_and_the_old_one_dies(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org")
    old = letters.address
    Invitation.objects.update(expires_at=timezone.now())
    as_manager.post(INVITE, {"resend": Invitation.objects.get().pk})
    client = signed_in(lea)
    assert client.get(old).status_code == 404
    assert client.get(letters.address).status_code == 200


def test_an_invitation_is_sent_five_times_at_most(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    for _time in range(8):
        as_manager.post(INVITE, {"resend": Invitation.objects.get().pk})
    assert len(letters.sent) == 5


@pytest.mark.parametrize("verb", ["resend", "withdraw"])
@pytest.mark.parametrize("forged", ["", "0", "x", "²", "9" * 40, "9" * 5000])
def test_a_forged_number_of_an_invitation_is_missing(
    space: Space, as_manager: Client, verb: str, forged: str
) -> None:
    assert as_manager.post(INVITE, {verb: forged}).status_code == 404


def test_the_invitation_of_another_space_cannot_be_named(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    boss = PersonFactory()
    a_space("ailleurs", managers=[boss])
    signed_in(boss).post(
        "/en/spaces/ailleurs/people/invitations/",
        {"addresses": "lea@example.org", "role": "reader"},
    )
    for verb in ("withdraw", "resend"):
        key = Invitation.objects.get().pk
        assert as_manager.post(INVITE, {verb: key}).status_code == 404
    assert state() == "pending"
    assert len(letters.sent) == 1


def test_the_list_of_invitations_is_light_and_its_queries_do_not_grow(
    space: Space, as_manager: Client
) -> None:
    counts = []
    for number in (3, 150):
        invite(as_manager, " ".join(f"a{number}-{one}@example.org" for one in range(number)))
        as_manager.get(INVITE)
        with CaptureQueriesContext(connection) as queries:
            answer = as_manager.get(INVITE)
        counts.append(len(queries))
        assert len(answer.content) < 40_000
    assert counts[0] == counts[1]
