"""Stands before all else: gives each request its number, notes how long it took."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from passerelle.watch.current import HEADER, begin, current
from passerelle.watch.metrics import count
from passerelle.watch.probes import PROBES
from passerelle.watch.slow import look_at_request


class WatchMiddleware:
    """Answers what only machines ask, without touching what the rest of the site needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note it."""
        if request.path_info in PROBES:
            return PROBES[request.path_info](request)
        asked = begin(request)
        token = current.set(asked)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            count(request, response.status_code, seconds)
            look_at_request(request, response.status_code, seconds)
        finally:
            current.reset(token)
        response.headers[HEADER] = asked.number
        return response
