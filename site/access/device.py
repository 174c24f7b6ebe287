"""What a device keeps of a form until it is saved: by which key, and when it may forget it."""

import re
from typing import Any, TypeVar

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

keeping_drafts: Any = csp_update({"script-src": [SELF]})
"""Lets a page run the script that keeps what is typed."""

Answer = TypeVar("Answer", bound=HttpResponseBase)

KEY = re.compile(r"[a-z0-9-]{8,40}", re.ASCII)
FIELDS = ("draft_key", "form_key", "version")
"""What a form carries of it: a key of its own, or the version that it was begun from."""
UNKEPT = {"data-unkept": ""}
"""Of a field whose words no device keeps: how to reach somebody."""


def key_in(request: HttpRequest) -> str:
    """The key by which a device keeps the words of this request; empty without one."""
    found = (request.POST.get(name, "") for name in FIELDS)
    return next((key for key in found if KEY.fullmatch(key)), "")


def telling_saved(request: HttpRequest, response: Answer) -> Answer:
    """Let the next page tell the device to forget the words of this request, if they are saved.

    Forms lead on after a save, and only then; the cookie is for the script `drafts.js` alone.
    """
    key = key_in(request)
    if key and response.status_code == 302:
        response.set_cookie(
            f"{settings.COOKIE_PREFIX}sent",
            key,
            max_age=600,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
