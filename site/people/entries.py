"""Tells the log who signed in, by which way, and who tried."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from access.security_log import VISITOR, pseudonym, tell
from people.models import Person


def connect() -> None:
    """Hear of each."""
    user_logged_in.connect(tell_entry, dispatch_uid="people.entries")
    user_login_failed.connect(tell_failure, dispatch_uid="people.entries")
    authentication_failed.connect(tell_wrong_factor, dispatch_uid="people.entries")


def tell_entry(request: HttpRequest, user: Person, **_signal: Any) -> None:
    """Somebody signed in."""
    ways = get_authentication_records(request, user)
    told = " and ".join(str(way.get("type") or way.get("method")) for way in ways)
    tell("signed_in", pseudonym(user), "account", told or "no way was noted")


def tell_failure(**_signal: Any) -> None:
    """A wrong password: whose it was to be is nobody's business, it may be no account's."""
    tell("not_signed_in", VISITOR, "account", "wrong address or password")


def tell_wrong_factor(user: Person, authenticator: Any, **_signal: Any) -> None:
    """A wrong code or passkey of somebody who knew the password."""
    tell("not_signed_in", pseudonym(user), "account", f"wrong {authenticator.type}")
