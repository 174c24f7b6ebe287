"""Administrators, and managers for their space, say who translates; that gives no other right."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from access.actions.language_role import SeesNothing, give_language_role
from access.actions.membership import end
from access.decisions import may
from access.into import Into
from access.models import JournalEntry, LanguageRole, Membership, Space
from languages.models import LanguageRule
from pages.models import Article, Home
from people.actions.erase import erase
from people.journal_words import sentence_of
from people.models import Person
from people.own_data import providers
from tests.factories import PersonFactory, a_space, add, belonging, signed_in

PUBLIC_SITE = "/en/translators/"
IN_SPACE = "/en/spaces/atelier/people/translators/"


@pytest.fixture
def space(home: Home) -> Space:
    """A private space."""
    return a_space("atelier", "secret")


@pytest.fixture
def person(home: Home) -> Person:
    """Somebody with an account."""
    return PersonFactory(first_name="Ada", last_name="Ba", email="ada@example.org")


def sent(
    who: str, languages: tuple[str, ...] = ("en",), role: str = "translator"
) -> dict[str, Any]:
    """What the form sends."""
    return {"who": who, "languages": list(languages), "role": role}


@pytest.mark.parametrize("who", ["ada@example.org", "ADA@example.org", "Ada Ba", " ba  ada "])
def test_an_administrator_gives_and_ends_roles_for_the_public_site(
    boss: Client, person: Person, who: str
) -> None:
    assert boss.post(PUBLIC_SITE, sent(who, ("fr", "en"))).status_code == 302
    held = LanguageRole.objects.filter(person=person, space=None, role="translator")
    assert set(held.values_list("language", flat=True)) == {"fr", "en"}
    html = boss.get(PUBLIC_SITE).content.decode()
    assert "Ada Ba" in html
    row = held.get(language="fr")
    assert boss.post(PUBLIC_SITE, {"end": row.pk}).status_code == 302
    assert set(held.values_list("language", flat=True)) == {"en"}
    verbs = JournalEntry.objects.filter(person=person).order_by("pk")
    assert [entry.verb for entry in verbs] == ["language_given", "language_given", "language_ended"]
    assert all("Ada Ba" in sentence_of(entry) for entry in verbs)


@pytest.mark.parametrize(
    "data",
    [
        sent("nobody@example.org"),
        sent("Nobody Here"),
        sent("x\0y"),
        sent(""),
        sent("ada@example.org", ()),
        sent("ada@example.org", ("xx",)),
        sent("ada@example.org", ("en",), "publisher"),
        sent("a" * 5000),
    ],
)
def test_what_fits_nobody_is_refused_with_all_that_was_typed(
    boss: Client, person: Person, data: dict[str, Any]
) -> None:
    response = boss.post(PUBLIC_SITE, data)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not LanguageRole.objects.exists()


def test_two_people_of_one_name_are_told_apart_by_their_addresses(
    boss: Client, person: Person
) -> None:
    PersonFactory(first_name="Ada", last_name="Ba")
    assert boss.post(PUBLIC_SITE, sent("Ada Ba")).status_code == 400
    assert boss.post(PUBLIC_SITE, sent("ada@example.org")).status_code == 302


@pytest.mark.parametrize("key", ["", "abc", "0", "99999999999999999999", "\0"])
def test_a_role_that_is_none_cannot_be_ended(boss: Client, key: str) -> None:
    assert boss.post(PUBLIC_SITE, {"end": key}).status_code == 404


def test_an_administrator_says_in_which_languages_a_second_person_reads(boss: Client) -> None:
    boss.post(PUBLIC_SITE, {"rules": "1", "reviewed": ["en"]})
    rules = LanguageRule.objects.filter(needs_review=True)
    assert [rule.locale.language_code for rule in rules] == ["en"]
    assert boss.post(PUBLIC_SITE, {"rules": "1", "reviewed": ["xx"]}).status_code == 302
    assert rules.all().count() == 1
    boss.post(PUBLIC_SITE, {"rules": "1"})
    assert not rules.all().exists()


def test_a_manager_gives_roles_to_people_of_her_space_and_to_nobody_else(
    space: Space, person: Person, boss: Client
) -> None:
    manager = signed_in(belonging(space, "manager"))
    assert manager.post(IN_SPACE, sent("ada@example.org")).status_code == 400
    member = belonging(space, "reader")
    assert manager.post(IN_SPACE, sent(member.email)).status_code == 302
    held = LanguageRole.objects.get()
    assert (held.person, held.space) == (member, space)
    assert boss.post(PUBLIC_SITE, {"end": held.pk}).status_code == 404
    assert manager.get(PUBLIC_SITE).status_code == 404
    with pytest.raises(SeesNothing):
        give_language_role(person, "en", "translator", None, space)


def test_others_find_neither_screen(space: Space, boss: Client, editor: Person) -> None:
    publisher, stranger = belonging(space, "publisher"), PersonFactory()
    limited = belonging(space, "reader", limited=True)
    other = belonging(a_space("ailleurs", "secret"), "manager")
    for client in (Client(), *map(signed_in, (publisher, stranger, limited, other, editor))):
        for address in (PUBLIC_SITE, IN_SPACE):
            assert client.get(address).status_code == 404
            assert client.post(address, sent("ada@example.org")).status_code == 404
    assert boss.get(IN_SPACE).status_code == 404, "an administrator enters first"


def test_a_role_ends_with_the_membership_and_with_the_account(space: Space) -> None:
    member = belonging(space, "reader")
    give_language_role(member, "en", "translator", None, space)
    give_language_role(member, "en", "reviewer", None)
    end(Membership.objects.get(space=space, person=member), actor=None)
    assert [held.space for held in LanguageRole.objects.filter(person=member)] == [None]
    erase(Person.objects.get(pk=member.pk))
    assert not LanguageRole.objects.exists()


def test_her_own_page_and_her_data_name_her_roles(person: Person) -> None:
    client = signed_in(person)
    assert client.get("/en/account/translating/").status_code == 404
    give_language_role(person, "en", "translator", None)
    assert "/en/account/translating/" in client.get("/en/account/").content.decode()
    assert client.get("/en/account/translating/").status_code == 200
    assert client.post("/en/account/translating/", {"daily": "on"}).status_code == 302
    (part,) = [one for one in providers() if one.code == "translator"]
    rows = part.rows(person)
    assert [row.get("language") for row in rows] == ["en", None]
    assert rows[-1] == {"told_once_a_day": True}


def test_who_translates_publishes_edits_and_lists_nothing_else(
    home: Home, english: Home, space: Space, person: Person, roles: dict[str, Group]
) -> None:
    page, inside = add(home, Article, "L’eau"), a_page_of(space)
    give_language_role(person, "en", "reviewer", None)
    person = Person.objects.get(pk=person.pk)
    assert may(person, "translate", Into(page, "en"))
    assert may(person, "review_translation", Into(page, "en"))
    assert not may(person, "translate", Into(page, "fr"))
    assert not may(person, "translate", Into(inside, "en"))
    assert not may(person, "edit", page)
    assert not may(person, "enter_screens", None)
    client = signed_in(person)
    for address in ("", f"pages/{page.pk}/edit/", f"localize/submit/page/{page.pk}/", "reports/"):
        assert client.get(f"/admin/{address}").status_code in (302, 403, 404)
    assert client.get(f"/fr/translations/?space={space.slug}").status_code == 400
    rows = client.get("/fr/translations/?format=json").json()
    assert {row["target"] for row in rows} == {"en"}
    assert inside.pk not in {row["page"] for row in rows}


def a_page_of(space: Space) -> Page:
    """A page in a space."""
    above = Page.objects.get(audience_root__audience=space.audience, locale__language_code="fr")
    return add(above, Article, "Secret")
