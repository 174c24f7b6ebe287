"""What a device keeps of a form until it is saved: by which key, and when it may forget it."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

KEY = re.compile(r"[a-z0-9-]{8,40}", re.ASCII)
FIELDS = ("draft_key", "form_key")


def key_in(request: HttpRequest) -> str:
    """The key by which a device keeps the words of this request; empty without one."""
    found = (request.POST.get(name, "") for name in FIELDS)
    return next((key for key in found if KEY.fullmatch(key)), "")


def telling_saved(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
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
