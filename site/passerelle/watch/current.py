"""The request being answered: its number, and where it leads."""

import re
import secrets
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

HEADER = "X-Request-ID"
HIT = "hit"
"""What the page cache notes on requests that it answers itself."""

NUMBER = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass
class Current:
    """What the log and the list of faults call a request.

    Attributes:
        number: by which a reader can name it to us.
        request: asked for the rest; None where nothing was asked for over the wire.
    """

    number: str = ""
    request: HttpRequest | None = None

    @property
    def route(self) -> str:
        """The name of the address: never the address itself, which holds words of people."""
        return route_of(self.request) if self.request else ""


current: ContextVar[Current] = ContextVar("current", default=Current())  # noqa: B039, never changed


def begin(request: HttpRequest) -> Current:
    """Give a request its number: that of the proxy in front if there is one, else a new one."""
    given = request.headers.get(HEADER, "")
    is_given = settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0 and NUMBER.fullmatch(given)
    return Current(given if is_given else secrets.token_hex(6), request)


def route_of(request: HttpRequest) -> str:
    """The name of the address that a request came to; empty where none was found."""
    if getattr(request, "page_cache", "") == HIT:
        return "page_cache"
    match = request.resolver_match
    return (match.view_name or match.route) if match else ""
