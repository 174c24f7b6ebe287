"""Forms that a device keeps while the line is away: each is taken once, however often it comes."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from csp.constants import SELF
from csp.decorators import csp_update
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from access.entrance import keep_private
from people.models import SentForm

View = Callable[..., HttpResponseBase]

FIELD = "once"
KEY = re.compile(r"[a-z0-9-]{8,40}", re.ASCII)
OF_THE_MOMENT = "csrfmiddlewaretoken"
"""A field that is another one each time the same form is sent."""

keeping_page: Any = csp_update({"script-src": [SELF], "worker-src": [SELF]})
"""Lets a page run the script that keeps what is for later, and start the worker that sends it."""


def taken_once(view: View) -> View:
    """Take a form once: sent again under its key, it leads where it led, and nothing is done.

    Other words under the same key are another form. One without a key is taken as it comes.
    """

    @wraps(view)
    def taken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not KEY.fullmatch(request.POST.get(FIELD, "")):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            sent, is_new = SentForm.objects.get_or_create(mark=mark_of(request))
            if not is_new:
                return redirect(sent.leads_to)
            response = view(request, *args, **kwargs)
            if is_taken(response):
                sent.leads_to = response["Location"]
                sent.save(update_fields=["leads_to"])
            else:
                sent.delete()
        return response

    return told_to_devices(taken)


def told_to_devices(view: View) -> View:
    """Tell a script that sends a form where it leads, instead of leading it there."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        is_script = request.method == "POST" and request.headers.get("Accept") == "application/json"
        if is_script and is_taken(response):
            return keep_private(JsonResponse({"address": response["Location"]}))
        return response

    return told


def is_taken(response: HttpResponseBase) -> bool:
    """Whether a form was taken: forms lead on then, and only then, or to where one signs in."""
    if not isinstance(response, HttpResponse) or response.status_code != 302:
        return False
    return urlsplit(response["Location"]).path != reverse("account_login")


def mark_of(request: HttpRequest) -> str:
    """What tells a form from all others: where it is sent, its key and its words."""
    fields = sorted((name, words) for name, words in request.POST.lists() if name != OF_THE_MOMENT)
    return hashlib.sha256(repr((request.path, fields)).encode()).hexdigest()
