"""Tells the log which acts were refused, to whom and why."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import override

from access.security_log import VISITOR, pseudonym, tell

REFUSED = (403, 404)
UNSEEN = "nothing here, or not for this person"


@dataclass(frozen=True)
class Refusal:
    """A decision that was a no.

    Attributes:
        verb: what was asked for.
        thing: of which object.
        reason: in words, not yet in any language.
    """

    verb: str
    thing: Any
    reason: Any

    @property
    def what(self) -> str:
        """The verb, and the object by its kind and number."""
        if not isinstance(self.thing, Model):
            return self.verb
        return f"{self.verb} {self.thing._meta.label_lower} {self.thing.pk}"


@dataclass
class Noted:
    """What was refused while a request was answered.

    Screens ask, too, which buttons they show. So the decision that counts is the last one before
    a view gave up, or else its first one; what the page of an error asks counts for nothing.
    """

    is_open: bool = False
    first: Refusal | None = None
    last: Refusal | None = None
    decisive: Refusal | None = None


_noted: ContextVar[Noted | None] = ContextVar("refusals", default=None)


def note_refusal(verb: str, thing: Any, reason: Any) -> None:
    """Note a no, in case it is what ends the request that is being answered."""
    noted = _noted.get()
    if noted is not None and noted.is_open:
        noted.last = Refusal(verb, thing, reason)
        noted.first = noted.first or noted.last


class RefusalsMiddleware:
    """Tells the log of each request that was refused; what is missing for visitors is not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell."""
        noted = Noted()
        token = _noted.set(noted)
        try:
            response = self.get_response(request)
        finally:
            _noted.reset(token)
        if response.status_code in REFUSED:
            self.tell(request, noted.decisive or noted.first)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """A view begins: from here on decisions count."""
        noted = _noted.get()
        if noted is not None:
            noted.is_open = True

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view gave up: what was decided last is why."""
        noted = _noted.get()
        if noted is not None:
            noted.is_open = False
            noted.decisive = noted.last
            noted.first = None

    def tell(self, request: HttpRequest, refusal: Refusal | None) -> None:
        """Say who was refused what, by ids."""
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        who = pseudonym(request.user) if is_known else VISITOR
        if refusal is not None:
            with override("en"):
                tell("refused", who, refusal.what, str(refusal.reason))
        elif who != VISITOR:
            match = request.resolver_match
            route = (match.view_name or match.route) if match else "none"
            tell("refused", who, f"{request.method} {route}", UNSEEN)
