"""Tokens for programs that fetch on a person's behalf: given once, and taken back at will."""

import datetime
import hashlib
import secrets

from django.utils import timezone

from people.models import Person, PersonalToken

TOKEN_BYTES = 16
NOTED_EVERY = datetime.timedelta(hours=1)


def issue(person: Person, purpose: str) -> str:
    """Make a token; the one that the person had for the purpose stops at once.

    Args:
        person: whom it stands for.
        purpose: a word for the kind of address where it counts; it counts nowhere else.

    Returns:
        The token, 22 letters, digits, hyphens and underscores, which is kept nowhere.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    PersonalToken.objects.update_or_create(
        person=person,
        purpose=purpose,
        defaults={"digest": digest(token), "created": timezone.now(), "last_used": None},
    )
    return token


def person_of(token: str, purpose: str) -> Person | None:
    """The person whom a token stands for.

    Returns:
        None if there is no such token for the purpose, or if the account is suspended.
    """
    held = (
        PersonalToken.objects.filter(digest=digest(token), purpose=purpose, person__is_active=True)
        .select_related("person")
        .first()
    )
    if held is None:
        return None
    now = timezone.now()
    # Programs ask every few minutes: noting each time would make reading a matter of writing.
    if held.last_used is None or held.last_used < now - NOTED_EVERY:
        PersonalToken.objects.filter(pk=held.pk).update(last_used=now)
    return held.person


def token_held(person: Person, purpose: str) -> PersonalToken | None:
    """What is known of the token that a person has for a purpose: when it was made and used."""
    return PersonalToken.objects.filter(person=person, purpose=purpose).first()


def revoke(person: Person, purpose: str) -> None:
    """Make the token that a person has for a purpose count no more."""
    PersonalToken.objects.filter(person=person, purpose=purpose).delete()


def digest(token: str) -> str:
    """What is kept of a token: 128 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
