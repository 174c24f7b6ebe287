"""Browsers that somebody has signed in with, so that strangers' attempts never lock her out.

Attempts are counted for each account; those of a browser that it was used with before have a
count of their own. A signed cookie says which accounts those are, without naming them.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "people.device"
YEAR = 365 * 24 * 3600
MOST_ACCOUNTS = 5

Device = dict[str, Any]


def cookie_name() -> str:
    """The name of the cookie."""
    return f"{settings.COOKIE_PREFIX}device"


def mark_of(address: str) -> str:
    """What stands for an account in the cookie: its address cannot be read from it."""
    return salted_hmac(SALT, address.lower()).hexdigest()[:20]


def read_device(request: HttpRequest) -> Device:
    """The browser's number and the marks of its accounts; a new number where it has none."""
    try:
        device = signing.loads(request.COOKIES[cookie_name()], salt=SALT, max_age=YEAR)
        return {"id": str(device["id"]), "marks": list(device["marks"])}
    except (KeyError, TypeError, signing.BadSignature):
        return {"id": secrets.token_urlsafe(12), "marks": []}


def attempts_key(request: HttpRequest, address: str) -> str:
    """What attempts at an account are counted under, coming from this browser."""
    device = read_device(request)
    known = f":{device['id']}" if mark_of(address) in device["marks"] else ""
    return f"{address.lower()}{known}"


def is_known(request: HttpRequest, address: str) -> bool:
    """Whether somebody has signed in to this account with this browser."""
    return mark_of(address) in read_device(request)["marks"]


def remember_device(
    request: HttpRequest, response: HttpResponse, user: Any, **_signal: Any
) -> None:
    """Note in the browser that it is hers. Follows a sign-in."""
    device = read_device(request)
    mark = mark_of(user.email)
    others = [known for known in device["marks"] if known != mark]
    device["marks"] = [mark, *others][:MOST_ACCOUNTS]
    response.set_cookie(
        cookie_name(),
        signing.dumps(device, salt=SALT),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
