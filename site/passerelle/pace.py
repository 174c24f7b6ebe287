"""How often the dear and the dangerous addresses may be asked, by a person and by a line.

Sixty people in one room share one address of the internet, and may all search and sign in; one
program that asks without end is told to wait. What counts is an account, else an address (of
IPv6 the network, which one household has for itself).
"""

import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from access.security_log import pseudonym, tell
from exchange.api.answers import problem
from passerelle.views.errors import closed

MINUTE = 60


class CountLost(Exception):
    """The cache counts nothing now."""


@dataclass(frozen=True)
class Pace:
    """How often some addresses may be asked in a minute.

    Attributes:
        name: what it is counted under.
        address: a pattern of addresses, after the language.
        by_person: for one account.
        by_line: for one address of the internet, of all who are not signed in there.
        only_forms: whether looking is free, and only sending counts.
        is_strict: whether it is counted for all processes together, and nothing is let through
            while nothing can be counted; else each process counts for itself.
    """

    name: str
    address: re.Pattern[str]
    by_person: int
    by_line: int
    only_forms: bool = False
    is_strict: bool = False

    def covers(self, request: HttpRequest) -> bool:
        """Whether a request counts."""
        is_look = request.method in ("GET", "HEAD", "OPTIONS")
        return not (self.only_forms and is_look) and bool(self.address.match(request.path))


PACES = (
    Pace("doors", re.compile(r"/\w\w/account/|/account/"), 120, 600, True, is_strict=True),
    Pace("forms", re.compile(r"/"), 240, 300, only_forms=True),
    Pace("search", re.compile(r"/\w\w/search/"), 240, 1500),
    Pace("programs", re.compile(r"/api/"), 600, 1500),
    Pace("papers", re.compile(r"/.*\.pdf$"), 60, 300),
)
"""The first that covers a request counts it; beside them stand `ACCOUNT_RATE_LIMITS`."""

counting = Lock()
counted: Counter[str] = Counter()
counted_in: list[int] = []
"""What this process counted, and in which minute."""


class PaceMiddleware:
    """Answers 429 to whoever is too fast; reads no session where nothing is counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse, or pass on."""
        pace = next((pace for pace in PACES if pace.covers(request)), None)
        if pace is None:
            return self.get_response(request)
        try:
            is_too_fast = count(pace, request)
        except CountLost:
            if pace.is_strict:
                return closed(request)
            is_too_fast = False
        if not is_too_fast:
            return self.get_response(request)
        tell("too_fast", pseudonym(request.user), pace.name, "too many in this minute")
        return slow_down(request)


def count(pace: Pace, request: HttpRequest) -> bool:
    """Count a request; whether there were too many in this minute, `PACE` times the usual.

    Raises:
        CountLost: it is counted for all processes together, and the cache is away.
    """
    person = request.user.pk if request.user.is_authenticated else None
    who, most = (person, pace.by_person) if person else (get_ip(request), pace.by_line)
    minute = int(time.time()) // MINUTE
    key = f"pace.{pace.name}.{who}.{minute}".replace(" ", "")
    number = count_for_all(key) if pace.is_strict else count_here(key, minute)
    return number > most * settings.PACE


def count_for_all(key: str) -> int:
    """How many there were in this minute, in all processes.

    Raises:
        CountLost: the cache is away.
    """
    try:
        cache.add(key, 0, 2 * MINUTE)
        return int(cache.incr(key))
    except Exception as error:  # Each cache has faults of its own; one that forgets is as bad.
        raise CountLost from error


def count_here(key: str, minute: int) -> int:
    """How many there were in this minute, in this process: what that costs nobody notices."""
    with counting:
        if counted_in != [minute]:
            counted.clear()
            counted_in[:] = [minute]
        counted[key] += 1
        return counted[key]


def slow_down(request: HttpRequest) -> HttpResponseBase:
    """Say that it was too often, and when to come again."""
    sentence = "Too many requests in this minute: wait a moment, then go on more slowly."
    is_program = request.path.startswith("/api/") or request.GET.get("format") == "json"
    response = problem(429, sentence) if is_program else respond_429(request)
    response["Retry-After"] = str(MINUTE)
    response["Cache-Control"] = "private, no-store"
    return response
