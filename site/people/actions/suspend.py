"""Shut somebody out for a while, and let her in again."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from access import journal
from access.models import JournalEntry
from people.actions.end_sessions import end_sessions
from people.models import Person


@transaction.atomic
def suspend(person: Person, by: Person) -> None:
    """Shut a person out from now on: she cannot sign in, and all her sessions end.

    Args:
        person: who is shut out.
        by: who decided it.
    """
    person.is_active = False
    person.suspended_at = timezone.now()
    person.save(update_fields=["is_active", "suspended_at"])
    end_sessions(person)
    journal.write(JournalEntry.Verb.SUSPENDED, by, person=person)
    log(instance=person, action="people.suspend", user=by)


@transaction.atomic
def restore(person: Person, by: Person) -> None:
    """Let a suspended person sign in again.

    Args:
        person: who was shut out; an erased account stays erased.
        by: who decided it.

    Raises:
        ValueError: the account was erased.
    """
    if person.erased_at:
        raise ValueError("an erased account cannot be restored")
    person.is_active = True
    person.suspended_at = None
    person.save(update_fields=["is_active", "suspended_at"])
    journal.write(JournalEntry.Verb.RESTORED, by, person=person)
    log(instance=person, action="people.restore", user=by)
