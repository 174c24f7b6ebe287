"""Cookies that no browser keeps are left out before anything reads them."""

from collections.abc import Callable

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
