"""Cookies: those that no browser keeps are left out; messages have one bound to this host."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponseBase


class CookiesMiddleware:
    """Leaves out cookies with a NUL, which Python reads from quotes and PostgreSQL refuses.

    This can go when Django looks for no session under such a name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what is left."""
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class MessageCookie(CookieStorage):
    """Messages in a cookie under the name that our cookies have."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]
        """The name; Django's own begins with nothing."""
        return f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """Messages in that cookie, else in the session, as Django keeps them."""

    storage_classes = (MessageCookie, SessionStorage)
