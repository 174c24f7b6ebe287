"""Silence ends a session: after hours on a computer, after longer on a telephone.

When somebody was last here is noted in her session, at most once in an hour or in a twelfth of
what she is given: her requests in between write nothing.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase

SEEN, SINCE, ON_PHONE = "idle.seen", "idle.since", "idle.on_phone"
HOUR, DAY = 3600, 24 * 3600
LONGEST = 90 * DAY
"""After which a session ends however much it is used."""

BY_THEMSELVES = ("/admin/editing-sessions/",)
"""What open pages ask without anybody's hand."""


def note_entrance(request: HttpRequest, **_signal: Any) -> None:
    """Begin to count where somebody signs in."""
    session, now = request.session, int(time.time())
    session[SEEN] = session[SINCE] = now
    session[ON_PHONE] = "Mobi" in request.META.get("HTTP_USER_AGENT", "")


def patience(session: Any) -> int:
    """For how many seconds of silence a session lasts."""
    on_phone = session.get(ON_PHONE, False)
    return HOUR * (settings.IDLE_HOURS_ON_PHONES if on_phone else settings.IDLE_HOURS)


def is_over(session: Any, now: int) -> bool:
    """Whether nobody was there for too long, or the session is too old."""
    seen, since = session.get(SEEN, now), session.get(SINCE, now)
    return now - seen > patience(session) or now - since > LONGEST


class IdleMiddleware:
    """Ends sessions that are over before anything reads who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; to whoever was away for too long, as to somebody who is not signed in."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            session = request.session
            if SESSION_KEY in session:
                self.look_at(request)
            # Whoever answers says whether the session counts for it: feeds look at none.
            session.accessed = session.modified
        return self.get_response(request)

    def look_at(self, request: HttpRequest) -> None:
        """End the session, or note that somebody is there."""
        session, now = request.session, int(time.time())
        if is_over(session, now):
            session.flush()
        elif SEEN not in session:  # From before silence was counted.
            note_entrance(request)
        # A clock that was set back must not count for ever.
        elif abs(now - session[SEEN]) > min(
            HOUR, patience(session) // 12
        ) and not request.path.startswith(BY_THEMSELVES):
            session[SEEN] = now
