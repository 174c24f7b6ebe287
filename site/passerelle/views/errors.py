"""What people read when something is missing, refused or broken."""

import contextlib
import errno
import sys
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from access.decisions import is_limited, may
from access.generation import held
from access.rights import Rights
from access.security_log import VISITOR, tell
from access.stand_in import StandIn
from access.visibility import PUBLIC_ONLY
from pages.context import Alternate, in_every_language
from passerelle.page_cache import light_cookie, wants_light
from passerelle.watch.current import current


def home_pages() -> list[Alternate]:
    """The home page of each language: an address that fails in one fails in the others."""
    return in_every_language(lambda code: f"/{code}/", get_language() or "")


ANYWHERE, ANYBODY = "/any-address-without-a-page/", "‹any name›"

TYPED = ("title", "text", "message")
"""Fields of forms that people write in at length."""


def typed(request: HttpRequest) -> list[str]:
    """What somebody wrote in a form that could not be taken, to be given back to her."""
    return [text for name in TYPED if (text := request.POST.get(name, "").strip())]


def error_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """An error in the look of the site, with its menu, and with what was typed."""
    context = {"alternates": home_pages(), "typed": typed(request)}
    return HttpResponse(render_to_string(template, context, request), status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address for this reader."""
    may_be_known = bool(set(request.COOKIES) - {light_cookie()})
    if request.method != "GET" or (may_be_known and len(get_messages(request))):
        return error_page(request, "errors/404.html", 404)
    person = request.user if may_be_known else AnonymousUser()
    enters = bool(may(person, "enter_screens", None))
    account = person.is_authenticated, is_limited(person), enters
    html = missing(get_language() or "", wants_light(request), *account)
    html = html.replace(ANYWHERE, quote(request.path)).replace(ANYBODY, escape(str(person)))
    return HttpResponse(html, status=404)


class Anybody(StandIn):
    """Somebody signed in, whose name stands as `ANYBODY`."""

    def __init__(self, limited: bool, enters: bool) -> None:
        super().__init__(PUBLIC_ONLY, limited)
        self.known_rights = Rights(site=frozenset({"access_admin"} if enters else ()))

    def __str__(self) -> str:
        return ANYBODY


@held
def missing(language: str, is_light: bool, is_known: bool, limited: bool, enters: bool) -> str:
    """What readers are told at every address where nothing is, which stands as `ANYWHERE`.

    Programs that look for holes ask for thousands of such addresses. Nothing of it is anybody's
    own: that of somebody signed in depends on what her account lets her open, and on her name.
    """
    request = HttpRequest()
    request.path = ANYWHERE
    request.user = Anybody(limited, enters) if is_known else AnonymousUser()
    request.light = is_light  # type: ignore[attr-defined]
    return error_page(request, "errors/404.html", 404).content.decode()


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something that this person may not do."""
    return error_page(request, "errors/403.html", 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this site: `CSRF_FAILURE_VIEW`."""
    match = request.resolver_match
    tell("forged", VISITOR, match.view_name if match else "none", "no token of this site")
    return error_page(request, "errors/403.html", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address or a form that no page of ours sends."""
    return error_page(request, "errors/400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """More than we take: what was typed is not read, and stands in the browser still."""
    context = {"alternates": home_pages()}
    return HttpResponse(render_to_string("errors/413.html", context, request), status=413)


def closed(request: HttpRequest) -> HttpResponse:
    """Nobody is let in while attempts cannot be counted: the pages that need no account go on."""
    response = error_page(request, "errors/503.html", 503)
    response["Retry-After"] = "120"
    response["Cache-Control"] = "private, no-store"
    return response


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
"""What a disk says that is full, or must not be written to, or fails."""

AWAY_SECONDS = 30


def is_away(error: BaseException | None) -> bool:
    """Whether an error says that something the site stands on is away: later it may be back."""
    if isinstance(error, OperationalError | InterfaceError | MemoryError):
        return True
    return isinstance(error, OSError) and error.errno in NO_ROOM


def broken(request: HttpRequest, **details: Any) -> HttpResponse:
    """A fault of ours, or of what we stand on: a page that asks neither database nor session."""
    context = {"number": current.get().number, "typed": []}
    if not is_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("errors/500.html", context), status=500)
    with contextlib.suppress(OSError):  # The form may not have come whole.
        context["typed"] = typed(request)
    response = HttpResponse(render_to_string("errors/away.html", context), status=503)
    response["Retry-After"] = str(AWAY_SECONDS)
    response["Cache-Control"] = "private, no-store"
    return response
