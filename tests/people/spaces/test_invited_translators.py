"""A volunteer is invited straight to translate: by an address, whether or not it has an account."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.actions.space import change_status
from access.models import JournalEntry, LanguageRole, Space
from access.visibility import audiences_of
from people.actions.invite_translator import invite_translator
from people.journal_words import sentence_of
from people.models import Invitation, Person
from people.post.send import deliver
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.masks import masked
from tests.people.spaces.conftest import AsPreset, Letters, role_of

PUBLIC_SITE = "/en/translators/"
IN_SPACE = "/en/spaces/atelier/people/translators/"
ADDRESS = "lea@example.org"
ACCOUNT = {
    "first_name": "Léa", "last_name": "Costa", "email": ADDRESS,
    "password1": "une longue phrase à moi",
}  # fmt: skip


def sent(address: str = ADDRESS, **fields: Any) -> dict[str, Any]:
    """What the form sends."""
    words = {"first_name": "Léa", "letter": "en", "languages": ["en"], "role": "translator"}
    return {"address": address, **words, **fields}


def held_by(person: Person) -> set[tuple[str, str, int | None]]:
    """Her roles: the language, the role, the space."""
    rows = LanguageRole.objects.filter(person=person)
    return set(rows.values_list("language", "role", "space"))


def follow(link: str) -> Any:
    """Open the letter's link in a new browser, make the account; gives the page it ends at."""
    client = Client()
    page = client.get(link)
    assert page.status_code == 200
    form = client.post(link, {"sign_up": "1"}, follow=True)
    html = form.content.decode()
    assert f'value="{ADDRESS}"' in html
    assert 'value="Léa"' in html
    goes_on = {"next": form.redirect_chain[-1][0].partition("next=")[2].replace("%2F", "/")}
    return client.post("/en/account/signup/", {**ACCOUNT, **goes_on}, follow=True)


def test_the_letter_leads_a_volunteer_without_account_to_what_she_translates(
    boss: Client, home: Any
) -> None:
    answer = boss.post(PUBLIC_SITE, sent(letter="fr"), follow=True)
    assert "1 invitation is on its way." in answer.content.decode()
    deliver.func()
    (letter,) = mail.outbox
    body = str(letter.body)
    assert "Léa" in body
    found = re.search(r"/fr(/invitations/[\w-]{20,}/)", body)
    assert found, body
    end = follow("/en" + found[1])
    assert end.redirect_chain[-1][0] == "/en/translate/"
    lea = Person.objects.get(email=ADDRESS)
    assert held_by(lea) == {("en", "translator", None)}
    assert lea.limited
    assert audiences_of(lea) == ("public",)
    assert "<bdi>Léa Costa</bdi>" in boss.get(PUBLIC_SITE).content.decode()


def test_a_space_is_all_that_its_volunteer_sees_beside_what_is_public(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    a_space("autre", "open")
    as_manager.post(IN_SPACE, sent(languages=["fr", "en"], role="reviewer"))
    follow(letters.address)
    lea = Person.objects.get(email=ADDRESS)
    assert held_by(lea) == {("fr", "reviewer", space.pk), ("en", "reviewer", space.pk)}
    assert role_of(space, lea) == "reader"
    assert audiences_of(lea) == ("public", space.audience)


def test_the_journal_knows_who_invited_whom_without_an_address(
    space: Space, as_manager: Client, manager: Person, letters: Letters
) -> None:
    as_manager.post(IN_SPACE, sent())
    entry = JournalEntry.objects.get(verb="invited")
    assert (entry.actor, entry.space, entry.role) == (manager, space, "translator")
    assert entry.facts == {"number": 1, "invitation": Invitation.objects.get().pk}
    assert "invited 1 person: translator" in sentence_of(entry)
    follow(letters.address)
    given = JournalEntry.objects.get(verb="language_given")
    assert (given.actor, given.person) == (manager, Person.objects.get(email=ADDRESS))


def test_whoever_has_an_account_signs_in_and_accepts(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea, other = PersonFactory(email="Lea@example.org"), PersonFactory()
    as_manager.post(IN_SPACE, sent())
    assert signed_in(other).post(letters.address, {"accept": "1"}).status_code == 403
    client = signed_in(lea)
    assert client.get(letters.address).status_code == 200
    assert client.post(letters.address, {"accept": "1"}).url == "/en/translate/"
    assert client.get(letters.address).url == "/en/translate/"
    assert held_by(lea) == {("en", "translator", space.pk)}
    assert not Person.objects.get(pk=lea.pk).limited, "her account stays what it was"
    assert Client().get(letters.address).status_code == 410


@pytest.mark.parametrize("address", [PUBLIC_SITE, IN_SPACE])
def test_the_answer_is_the_same_for_addresses_with_and_without_an_account(
    space: Space, as_manager: Client, boss: Client, address: str
) -> None:
    PersonFactory(email="known@example.org", first_name="Canari")
    client = boss if address == PUBLIC_SITE else as_manager
    answers = []
    for invited in ("known@example.org", "nobody@example.org"):
        html = client.post(address, sent(invited), follow=True).content.decode()
        answers.append(re.sub('value="[0-9]+"', "", masked(html, invited)))
        Invitation.objects.all().delete()
    assert answers[0] == answers[1]
    assert "Canari" not in answers[0]


def test_managers_of_an_open_space_do_not_learn_by_the_form_who_has_an_account(
    as_preset: AsPreset, as_manager: Client
) -> None:
    as_preset("open")
    PersonFactory(email="known@example.org")
    answers = [
        as_manager.post(IN_SPACE, {"who": who, "languages": ["en"], "role": "translator"})
        for who in ("known@example.org", "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert not LanguageRole.objects.exists()


def test_who_belongs_to_the_space_already_gets_the_role_at_once(
    space: Space, as_manager: Client
) -> None:
    member = belonging(space, "reader", email=ADDRESS)
    html = as_manager.post(IN_SPACE, sent(), follow=True).content.decode()
    assert "is translator now" in html
    assert held_by(member) == {("en", "translator", space.pk)}
    assert not Invitation.objects.exists()


def test_a_member_whose_account_is_suspended_gets_no_role(space: Space, as_manager: Client) -> None:
    belonging(space, "reader", email=ADDRESS, is_active=False)
    assert as_manager.post(IN_SPACE, sent()).status_code == 400
    assert not LanguageRole.objects.exists()


def test_an_invitation_is_shown_sent_again_and_taken_back(boss: Client, letters: Letters) -> None:
    boss.post(PUBLIC_SITE, sent())
    first, invitation = letters.address, Invitation.objects.get()
    html = boss.get(PUBLIC_SITE).content.decode()
    assert ADDRESS in html
    assert "Waiting for an answer" in html
    again = boss.post(PUBLIC_SITE, sent(), follow=True).content.decode()
    assert "still waits for an answer" in again
    assert Invitation.objects.count() == 1
    boss.post(PUBLIC_SITE, {"resend": invitation.pk})
    assert Client().get(first).status_code == 404
    assert Client().get(letters.address).status_code == 200
    boss.post(PUBLIC_SITE, {"withdraw": invitation.pk})
    assert Client().get(letters.address).status_code == 410
    assert Client().post(letters.address, {"sign_up": "1"}).status_code == 410


def test_an_invitation_runs_out_and_one_that_was_declined_is_not_repeated(
    boss: Client, letters: Letters
) -> None:
    boss.post(PUBLIC_SITE, sent())
    Invitation.objects.update(expires_at=timezone.now())
    assert Client().get(letters.address).status_code == 410
    assert "Out of time" in boss.get(PUBLIC_SITE).content.decode()
    boss.post(PUBLIC_SITE, sent())
    assert Invitation.objects.waiting().count() == 1
    declined = Client().post(letters.address, {"decline": "1"}).content.decode()
    assert "no other invitation to translate" in declined
    html = boss.post(PUBLIC_SITE, sent(), follow=True).content.decode()
    assert "gets no new invitation before" in html


@pytest.mark.parametrize(
    "data",
    [
        sent(""),
        sent("lea"),
        sent("l\u0435a@example.org"),
        sent("lea\0@example.org"),
        sent("x" * 300 + "@example.org"),
        sent(languages=[]),
        sent(languages=["xx"]),
        sent(role="publisher"),
        sent(letter="xx"),
        sent(first_name="http://x.example/"),
        sent(first_name="x" * 151),
    ],
)
def test_what_cannot_be_taken_invites_nobody(boss: Client, data: dict[str, Any]) -> None:
    answer = boss.post(PUBLIC_SITE, data)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_nobody_is_invited_to_translate_in_the_members_area_or_where_nothing_may_change(
    space: Space, as_manager: Client, boss: Client
) -> None:
    members = a_space("membres", kind=Space.Kind.MEMBERS_AREA)
    manager = signed_in(belonging(members, "manager"))
    html = manager.post("/en/spaces/membres/people/translators/", sent()).content.decode()
    assert "does not come into the members’ area" in html
    change_status(space, Space.Status.READ_ONLY, None)
    assert as_manager.post(IN_SPACE, sent()).status_code == 400
    assert not Invitation.objects.exists()


def test_others_invite_nobody_and_change_no_invitation_of_another_place(
    space: Space, as_manager: Client, boss: Client
) -> None:
    boss.post(PUBLIC_SITE, sent())
    public = Invitation.objects.get()
    for client in (Client(), signed_in(belonging(space, "publisher")), signed_in(PersonFactory())):
        assert client.post(PUBLIC_SITE, sent("x@example.org")).status_code == 404
        assert client.post(IN_SPACE, sent("x@example.org")).status_code == 404
    assert as_manager.post(IN_SPACE, {"withdraw": public.pk}).status_code == 404
    assert boss.post(PUBLIC_SITE, {"resend": "\0"}).status_code == 404
    assert Invitation.objects.get().state == "pending"


def test_more_invitations_take_as_many_queries(boss: Client) -> None:
    counted: list[int] = []
    boss.get(PUBLIC_SITE)
    for number in (1, 5):
        for one in range(number):
            invite_translator(f"a{number}{one}@example.org", ["en"], "translator", None, "en")
        with CaptureQueriesContext(connection) as queries:
            boss.get(PUBLIC_SITE)
        counted.append(len(queries))
    assert counted[0] == counted[1]
