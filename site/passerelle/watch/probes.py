"""What machines ask of the site: does it live, can it serve, how does it do."""

import secrets
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotFound,
    JsonResponse,
)

from passerelle.watch.finding import State
from passerelle.watch.look import WATCH
from passerelle.watch.metrics import CONTENT_TYPE, everything

Probe = Callable[[HttpRequest], HttpResponse]
READING = ("GET", "HEAD")


def probe(answer: Probe) -> Probe:
    """Let something be read only, and be kept by nobody."""

    @wraps(answer)
    def asked(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        response = answer(request)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return asked


@probe
def tell_alive(request: HttpRequest) -> HttpResponse:
    """The process answers: nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@probe
def tell_ready(request: HttpRequest) -> HttpResponse:
    """How each service is, in one word; 503 only where the site cannot serve."""
    found = {name: finding.state for name, finding in WATCH.look().items()}
    return JsonResponse(found, status=503 if found["database"] == State.DOWN else 200)


@probe
def tell_metrics(request: HttpRequest) -> HttpResponse:
    """Figures for whoever holds the token; for everybody else there is nothing here."""
    given = request.headers.get("Authorization", "").encode()
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    if not settings.METRICS_TOKEN or not secrets.compare_digest(given, wanted):
        return HttpResponseNotFound()
    return HttpResponse(everything(), content_type=CONTENT_TYPE)


PROBES: dict[str, Probe] = {
    "/healthz": tell_alive,
    "/readyz": tell_ready,
    "/metrics": tell_metrics,
}
"""By their addresses, which lie below no language."""
