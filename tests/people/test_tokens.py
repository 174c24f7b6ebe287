"""Tokens that stand for a person: given once, for one purpose, and taken back at will."""

import hashlib

import pytest
import time_machine

from people.models import Person, PersonalToken
from people.tokens import issue, person_of, revoke, token_held
from tests.factories import PersonFactory


@pytest.fixture
def awa(db: None) -> Person:
    """Somebody with an account."""
    return PersonFactory()


def test_a_token_stands_for_the_person_that_it_was_made_for(awa: Person) -> None:
    token, other = issue(awa, "feeds"), issue(PersonFactory(), "feeds")
    assert person_of(token, "feeds") == awa
    assert person_of(other, "feeds") != awa
    assert len(token) == 22
    assert token != other


def test_a_token_is_kept_nowhere_but_as_a_digest(awa: Person) -> None:
    token = issue(awa, "feeds")
    (row,) = PersonalToken.objects.values()
    assert token not in str(row)
    assert row["digest"] == hashlib.sha256(token.encode()).hexdigest()


def test_a_token_of_one_purpose_is_refused_for_another(awa: Person) -> None:
    token, other = issue(awa, "feeds"), issue(awa, "export")
    assert person_of(token, "export") is None
    assert person_of(other, "feeds") is None
    assert person_of(token, "") is None
    assert person_of(other, "export") == awa


def test_a_new_token_stops_the_one_before_and_no_other(awa: Person) -> None:
    first, export = issue(awa, "feeds"), issue(awa, "export")
    second = issue(awa, "feeds")
    assert person_of(first, "feeds") is None
    assert person_of(second, "feeds") == person_of(export, "export") == awa


def test_a_token_that_is_revoked_counts_no_more_and_its_digest_is_gone(awa: Person) -> None:
    token, export = issue(awa, "feeds"), issue(awa, "export")
    revoke(awa, "feeds")
    revoke(awa, "feeds")
    assert person_of(token, "feeds") is None
    assert token_held(awa, "feeds") is None
    assert person_of(export, "export") == awa
    assert PersonalToken.objects.count() == 1


def test_a_suspended_person_has_no_token_until_she_is_back(awa: Person) -> None:
    token = issue(awa, "feeds")
    Person.objects.filter(pk=awa.pk).update(is_active=False)
    assert person_of(token, "feeds") is None
    Person.objects.filter(pk=awa.pk).update(is_active=True)
    assert person_of(token, "feeds") == awa


def test_a_token_goes_with_its_person(awa: Person) -> None:
    token = issue(awa, "feeds")
    awa.delete()
    assert person_of(token, "feeds") is None


@pytest.mark.parametrize(
    "token", ["", " ", "x", "\0", "é", "\ud800", "a" * 100_000, "%", "' OR 1=1"]
)
def test_what_is_no_token_is_nobodys(awa: Person, token: str) -> None:
    issue(awa, "feeds")
    assert person_of(token, "feeds") is None


def test_the_last_use_is_noted_once_an_hour(awa: Person, django_assert_num_queries) -> None:
    with time_machine.travel("2026-03-01 10:00Z", tick=False):
        token = issue(awa, "feeds")
        assert token_held(awa, "feeds").last_used is None
        person_of(token, "feeds")
    with time_machine.travel("2026-03-01 10:30Z", tick=False), django_assert_num_queries(1):
        person_of(token, "feeds")
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        person_of(token, "feeds")
    assert token_held(awa, "feeds").last_used.hour == 12
