"""Accounts that nobody uses are erased, a month after their owners were told."""

import datetime
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from pytest_django import Settings

from access.models import Membership
from pages.models import Home
from passerelle.retention.forget import forget_old
from passerelle.retention.unused import NOTICE
from people.actions.suspend import suspend
from people.models import Letter, Person, PersonalToken
from people.post.send import send_due
from tests.factories import PersonFactory, a_space, belonging

DAY = datetime.timedelta(days=1)
LONG = datetime.timedelta(days=3 * 365)


@pytest.fixture(autouse=True)
def apart(settings: Settings, tmp_path: Path) -> None:
    """A journal of removals and folders of the test's own."""
    settings.DATA = tmp_path
    settings.JOURNAL_DIR = tmp_path / "journal"
    settings.MAIL_FOLDER = tmp_path / "mail"


def away(**fields: object) -> Person:
    """Somebody who was last here three years ago, but for the notice."""
    last = timezone.now() - LONG + NOTICE - DAY
    return PersonFactory(language="en", date_joined=last - DAY, last_login=last, **fields)


def is_erased(person: Person) -> bool:
    """Whether nothing is known of her any more."""
    person.refresh_from_db()
    return person.erased_at is not None


def test_she_is_told_once_and_erased_a_month_later(home: Home) -> None:
    person = away()
    forget_old()
    forget_old()
    send_due()
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert "will be erased on" in str(letter.body)
    with time_machine.travel(timezone.now() + NOTICE - DAY):
        forget_old()
        assert not is_erased(person)
    with time_machine.travel(timezone.now() + NOTICE + DAY):
        forget_old()
        assert is_erased(person)
    send_due()
    assert len(mail.outbox) == 1


def test_who_comes_back_keeps_her_account_and_gets_no_letter_that_waits(home: Home) -> None:
    person = away()
    forget_old()
    person.last_login = timezone.now()
    person.save()
    send_due()
    assert mail.outbox == []
    with time_machine.travel(timezone.now() + NOTICE + DAY):
        forget_old()
        assert not is_erased(person)


def test_her_month_begins_when_the_letter_leaves_and_the_letter_says_so(home: Home) -> None:
    person = away()
    forget_old()
    late = timezone.now() + 20 * DAY
    with time_machine.travel(late):
        send_due()
    (letter,) = mail.outbox
    with override("en"):
        assert date_format((late + NOTICE).date(), "DATE_FORMAT") in str(letter.body)
    with time_machine.travel(late + NOTICE - DAY):
        forget_old()
        assert not is_erased(person)
    with time_machine.travel(late + NOTICE + DAY):
        forget_old()
        assert is_erased(person)


def test_who_was_told_by_a_letter_that_no_server_took_is_written_to_again(home: Home) -> None:
    person = away()
    forget_old()
    Letter.objects.update(dropped_at=timezone.now(), dropped_because=Letter.Dropped.UNREACHABLE)
    with time_machine.travel(timezone.now() + NOTICE + DAY):
        forget_old()
        forget_old()
        send_due()
        assert not is_erased(person)
    assert [letter.to for letter in mail.outbox] == [[person.email]]


def test_who_was_never_told_is_never_erased(home: Home) -> None:
    person = away(is_active=True)
    with time_machine.travel(timezone.now() + 2 * NOTICE):
        forget_old()
        assert not is_erased(person)
        assert Letter.objects.filter(person=person).exists()


@pytest.mark.parametrize("use", ["visit", "feed", "suspended", "above_all"])
def test_an_account_that_is_used_otherwise_stays(home: Home, use: str) -> None:
    person = away(is_superuser=use == "above_all")
    if use == "visit":
        space = a_space()
        Membership.objects.create(
            space=space, person=person, role="reader", visited_at=timezone.now()
        )
    elif use == "feed":
        PersonalToken.objects.create(person=person, purpose="feeds", last_used=timezone.now())
    elif use == "suspended":
        suspend(person, by=None)
    forget_old()
    assert not Letter.objects.filter(kind="account_ends").exists()


def test_the_only_manager_of_a_space_stays(home: Home) -> None:
    space = a_space()
    Membership.objects.filter(space=space).delete()
    person = away()
    Membership.objects.create(space=space, person=person, role="manager")
    belonging(space, "reader")
    forget_old()
    send_due()
    with time_machine.travel(timezone.now() + NOTICE + DAY):
        forget_old()
        assert not is_erased(person)
