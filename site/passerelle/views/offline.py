"""What readers keep on their device: the list of it, the worker that shows and sends it."""

import re
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from access.entrance import keep_private
from people.once import keeping_page
from theme.sheet import SHEET

WORKER = SHEET.with_name("worker.js")
NEEDLESS = re.compile(rb"^ +(//.*\n)?|^//.*\n|^\n", re.MULTILINE)


@keeping_page
@require_safe
def show_saved(request: HttpRequest) -> HttpResponse:
    """The page on which a browser lists what it keeps: the same for everybody, also offline."""
    return render(request, "offline.html")


@require_safe
def give_token(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and the token of the moment for a form of hers that waited."""
    is_in = request.user.is_authenticated
    said = {
        "person": str(request.user.pk) if is_in else "",
        "token": get_token(request) if is_in else "",
    }
    return keep_private(JsonResponse(said))


@lru_cache(maxsize=1)
def worker() -> bytes:
    """The worker's script, without the lines that explain it and without indents."""
    return NEEDLESS.sub(b"", WORKER.read_bytes())


@require_safe
def give_worker(request: HttpRequest) -> HttpResponse:
    """The worker, from the root of the site, so that it stands in for all of it."""
    response = HttpResponse(worker(), content_type="text/javascript; charset=utf-8")
    # The same for everybody: browsers ask each time whether there is another.
    patch_cache_control(response, public=True, no_cache=True)
    return response
