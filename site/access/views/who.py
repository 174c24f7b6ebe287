"""“Who can see this?” of any object, and the object as somebody else gets it."""

import datetime
from copy import copy
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    QueryDict,
)
from django.template.response import TemplateResponse
from django.urls import get_resolver, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override
from django.views.decorators.http import require_safe

from access.entrance import keep_private
from access.kinds import KINDS, known_to
from access.reader import Reader, written_for
from access.stand_in import NAMES, stand_in
from access.visibility import audiences_of
from access.who import panel


@require_safe
def show_who(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """Who can see an object, for those who can see it themselves.

    Raises:
        Http404: no such kind or object for this reader, or nobody of that name to look as.
    """
    found = KINDS.get(kind)
    thing = known_to(request.user, found, number) if found else None
    if found is None or thing is None:
        raise Http404
    if name := request.GET.get("as"):
        return as_seen_by(request, name, found.address(thing))
    day, fault = past_day(request.GET.get("at", ""))
    answer = panel(request.user, found, thing, day)
    if request.GET.get("format") == "json":
        if fault:
            return keep_private(JsonResponse({"error": "at: YYYY-MM-DD"}, status=400))
        return keep_private(JsonResponse(answer.as_dict()))
    context = {
        "panel": answer,
        "title": str(thing),
        "address": found.address(thing),
        "here": request.path,
        "day": day,
        "fault": fault,
        "asked": request.GET.get("at", ""),
        "others": views_for(request.user),
    }
    status = 400 if fault else 200
    return keep_private(TemplateResponse(request, "who.html", context, status=status))


def past_day(text: str) -> tuple[datetime.date | None, bool]:
    """The past day that is asked about, and whether what was typed is none."""
    if not text:
        return None, False
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None, True
    today = timezone.localdate()
    return (None if day == today else day), day > today


def views_for(person: Any) -> list[tuple[str, Any]]:
    """Those through whose eyes the reader may look: they see nothing that she does not."""
    own = set(audiences_of(person))
    return [(name, words) for name, words in NAMES.items() if own.issuperset(holdings(name))]


def holdings(name: str) -> tuple[str, ...]:
    """The audiences of somebody who does not exist."""
    return audiences_of(stand_in(name))


def as_seen_by(request: HttpRequest, name: str, address: str) -> HttpResponseBase:
    """The very page that somebody else gets, which can only be read.

    Raises:
        Http404: nobody of that name, or somebody who sees more than the reader.
    """
    if name not in dict(views_for(request.user)):
        raise Http404
    there = asked_by(stand_in(name), request, urlsplit(address).path)
    with written_for(Reader(there.user)), override(there.LANGUAGE_CODE):
        try:
            there.resolver_match = match = resolve(there.path)
            response: HttpResponseBase = match.func(there, *match.args, **match.kwargs)
        except Http404:
            return nothing_there(there)
        if hasattr(response, "render"):
            response.render()
    # A sandbox sends no form and runs no script, whatever the page holds.
    response["Content-Security-Policy"] = "sandbox; form-action 'none'"
    return keep_private(response) if isinstance(response, HttpResponse) else response


def asked_by(person: Any, request: HttpRequest, path: str) -> Any:
    """What somebody would ask at an address, with nothing of the reader's own about it."""
    there: Any = copy(request)
    there.method, there.user = "GET", person
    there.GET, there.COOKIES = QueryDict(), {}
    there.path = there.path_info = path
    there.LANGUAGE_CODE = get_language_from_path(path) or request.LANGUAGE_CODE
    there.session = import_module(settings.SESSION_ENGINE).SessionStore()
    there._messages = []
    return there


def nothing_there(request: HttpRequest) -> HttpResponse:
    """The site's own “nothing at this address”, as that person gets it."""
    handler: Any = get_resolver().resolve_error_handler(404)
    response: HttpResponse = handler(request, exception=Http404())
    response["Content-Security-Policy"] = "sandbox; form-action 'none'"
    return keep_private(response)
