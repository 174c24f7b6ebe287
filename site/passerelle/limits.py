"""Bodies larger than anything that we take are refused before a byte of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from access.numbers import number_in
from files.checks import MOST_BYTES
from passerelle.views.errors import too_large

TEXT_BYTES = 1024 * 1024
"""What the fields beside a file may hold."""


class BodyLimitMiddleware:
    """Refuses by what a request says of its length; without that, nothing of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer that it is too large, or pass on."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        number = number_in(length)
        if number is None or number > most_bytes(request):
            return too_large(request)
        return self.get_response(request)


def most_bytes(request: HttpRequest) -> int:
    """How long a request may be: files come from people who are signed in, in forms for files."""
    may_bring_files = (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.content_type == "multipart/form-data"
    )
    return MOST_BYTES + TEXT_BYTES if may_bring_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
