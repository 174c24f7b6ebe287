"""Requests to the editing screens that no screen sends: their answer is 400, not a fault of ours.

Wagtail's screens read fields that their scripts always fill, and look ids up as they come.
"""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

from passerelle.views.errors import bad_request

UNHELD = (MultiValueDictKeyError, OverflowError, DataError)
"""A field that is not there; a number or a sign that the database cannot hold."""

logger = logging.getLogger(__name__)


class ForgedRequestMiddleware:
    """Tells what was asked wrongly from what we do wrongly, in the editing screens alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on: only what a screen raises is looked at."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for what cannot be read, if the request is at fault."""
        if not request.path.startswith("/admin/") or not is_of_the_request(request, exception):
            return None
        logger.warning("A request that no screen sends: %s", request.path, exc_info=exception)
        return bad_request(request, exception)


def is_of_the_request(request: HttpRequest, exception: Exception) -> bool:
    """Whether a screen stumbled over what the request says, not over what we wrote."""
    if isinstance(exception, NoReverseMatch):
        # Wagtail takes any text for the address to go back to.
        return bool(request.POST.get("next", request.GET.get("next")))
    return isinstance(exception, UNHELD) or is_no_number(exception)


def is_no_number(exception: Exception) -> bool:
    """Whether a row was looked up by a text in the place of its number."""
    trace = exception.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    is_field = trace is not None and trace.tb_frame.f_code.co_name == "get_prep_value"
    return isinstance(exception, ValueError) and is_field
