"""Pages are for the site's own windows: no other site loads one as if it were a picture."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

OPEN_BELOW = ("/pictures/", "/media/")
"""Pictures are shown elsewhere too: in letters that are read in a browser, for instance."""


class OriginPolicyMiddleware:
    """Sends `Cross-Origin-Resource-Policy` with all but pictures, and what a browser has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the header where it applies."""
        response = self.get_response(request)
        if response.status_code != 304 and not request.path.startswith(OPEN_BELOW):
            response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
