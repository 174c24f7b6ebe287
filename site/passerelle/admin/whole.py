"""The forms of Wagtail's screens: all that one of them does is kept, or nothing of it.

Wagtail saves a page, its version, its record and its publication one after the other. A process
that dies among them would leave a page that nobody finds, or one that is not published.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from wagtail.utils.urlpatterns import decorate_urlpatterns

View = Callable[..., HttpResponseBase]


def in_one_piece(view: View) -> View:
    """Put what a form that people send does into one transaction; our own screens have theirs.

    What a screen saves and asks by itself meanwhile holds the database as short as it can: who
    asks for what is new, and waits for such a save, is told of it as if somebody else had saved.
    """
    if not view.__module__.startswith("wagtail"):
        return view

    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.accepts("text/html") or is_ping(request):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return taken


def is_ping(request: HttpRequest) -> bool:
    """Whether a screen asks who else has it open."""
    match = request.resolver_match
    return match is not None and match.url_name == "ping"


def whole(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The addresses of the screens, whose forms are taken whole or not at all."""
    decorated: list[URLPattern | URLResolver] = decorate_urlpatterns(patterns, in_one_piece)
    return decorated
