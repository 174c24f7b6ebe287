"""The language of an answer is that of its address."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageMiddleware(LocaleMiddleware):
    """Django's own would send any missing address to one in the browser's language.

    Here only the bare address of the site asks the browser; elsewhere missing is missing.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Name the language of the answer."""
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
