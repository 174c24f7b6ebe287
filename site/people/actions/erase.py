"""Erase an account at its owner's wish; what she wrote stays, without her name."""

import uuid

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from access import journal
from access.actions.language_role import end_language_roles
from access.actions.membership import hold_all_of
from access.models import JournalEntry
from languages.models import TranslatorSetting
from people.actions.end_sessions import end_sessions
from people.erasure import erasers, objections
from people.models import Person, Profile, Silence
from people.roles import hold_administrators

ACCOUNT = "account"
"""The code of this room's own part."""


class Refused(Exception):
    """Why the account stays, in sentences for its owner."""


@transaction.atomic
def erase(person: Person) -> None:
    """Wipe who she was; her row stays, so that what she wrote has an author without a name.

    Args:
        person: whose account; she is signed out everywhere.

    Raises:
        Refused: a room objects.
    """
    hold_all_of(person)
    hold_administrators()
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if reasons := objections(person):
        raise Refused(*map(str, reasons))
    wipe(person)


def wipe(person: Person) -> None:
    """Erase an account whatever stands against it: it was erased once, before a restore."""
    # The account comes last: other rooms find by its addresses what is hers.
    for eraser in sorted(erasers(), key=lambda part: part.code == ACCOUNT):
        eraser.erase(person)
    person.refresh_from_db()
    person.email = f"erased-{uuid.uuid4()}@invalid"
    person.first_name = person.last_name = ""
    person.set_unusable_password()
    person.is_active = person.is_staff = person.is_superuser = False
    person.erased_at = timezone.now()
    person.last_login = None
    person.save()
    journal.write(JournalEntry.Verb.ERASED, actor=None, person=person)
    end_sessions(person)


def erase_account(person: Person) -> None:
    """This room's own part: addresses, links, second factors, profile, roles."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    Profile.objects.filter(person=person).delete()
    UserProfile.objects.filter(user=person).delete()
    Silence.objects.filter(person=person).delete()
    end_language_roles(person, actor=None)
    TranslatorSetting.objects.filter(person=person).delete()
    JournalEntry.objects.filter(actor=person).strike_words()
    # The histories of the editing screens keep what objects were called.
    ModelLogEntry.objects.for_instance(person).update(label="")
    person.groups.clear()
    person.user_permissions.clear()
