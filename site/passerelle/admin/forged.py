"""Requests to the editing screens that no screen sends: their answer is 400, not a fault of ours.

Wagtail's screens read fields that their scripts always fill, and look ids up as they come.
"""

import logging
import re
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.db import DatabaseError, DataError
from django.forms import IntegerField
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

from passerelle.views.errors import bad_request

READINGS = {"get_prep_value", "to_python"}
"""What turns a text into the value of a column."""

OF_A_FORM = "_clean_fields"
"""What checks the fields of a form, once they are read."""

LIBRARIES = ("django.", "wagtail.", "modelcluster.")
STUMBLES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What libraries end in that did not expect what they read."""

OF_A_FIELD = "value_from_datadict"
"""What reads a field out of a form: all that it stumbles over was sent."""

ROWS = "-TOTAL_FORMS"
"""What ends the name of a field that says how many rows follow."""

DATA = ("{", "[", '"')
"""What fields with data of scripts begin with."""

HALF_A_SIGN = re.compile(
    r"\\u[dD][89abAB]\w\w(?!\\u[dD][c-fC-F]\w\w)|(?<!\\u[dD][89abAB]\w\w)\\u[dD][c-fC-F]\w\w"
)
"""One half of a pair of UTF-16 without the other, as data writes it."""

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

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse a form that claims rows which it does not bring, or data with half a sign in it.

        Each of the rows would be drawn; a page that holds half a sign cannot be sent.
        """
        if not request.path.startswith("/admin/") or request.method != "POST":
            return None
        sent = len(request.POST)
        for name, value in request.POST.items():
            text = str(value)
            is_too_much = name.endswith(ROWS) and rows_claimed(text) > sent
            if is_too_much or (text.startswith(DATA) and HALF_A_SIGN.search(text)):
                return bad_request(request, BadRequest(name))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for what cannot be read, if the request is at fault."""
        if not request.path.startswith("/admin/") or not is_of_the_request(request, exception):
            return None
        logger.warning("A request that no screen sends: %s", request.path, exc_info=exception)
        return bad_request(request, exception)


def rows_claimed(number: str) -> int:
    """How many rows a form says that it has, read as Django reads it; 0 for what is no number."""
    with suppress(ValidationError):
        return IntegerField().to_python(number) or 0
    return 0


def is_of_the_request(request: HttpRequest, exception: Exception) -> bool:
    """Whether a screen stumbled over what the request says, not over what we wrote."""
    if isinstance(exception, NoReverseMatch):
        # Wagtail takes any text for the address to go back to.
        return bool(request.POST.get("next", request.GET.get("next")))
    return isinstance(exception, UNHELD) or is_unreadable(exception)


def is_unreadable(exception: Exception) -> bool:
    """Whether it came up while a value was read: a number that is none, a block of no kind."""
    frames = [frame for frame, _line in traceback.walk_tb(exception.__traceback__)]
    steps = [frame.f_code.co_name for frame in frames]
    if steps[-1] in READINGS:
        return isinstance(exception, (ValidationError, ValueError, TypeError))
    if OF_A_FIELD in steps:
        return not isinstance(exception, DatabaseError)
    is_theirs = frames[-1].f_globals.get("__name__", "").startswith(LIBRARIES)
    return is_theirs and OF_A_FORM in steps and isinstance(exception, STUMBLES)
