"""Requests and queries that took longer than the settings allow."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from passerelle.models import Fault
from passerelle.watch.current import current, route_of
from passerelle.watch.faults import FAULTS, OWN_TABLE, Note

logger = logging.getLogger("passerelle.slow")
requests = logging.getLogger("passerelle.requests")

LITERAL = re.compile(r"'(?:[^']|'')*'")
MANY = re.compile(r"%s(?:, %s)+")
LONGEST_QUERY = 2000


def look_at_request(request: HttpRequest, status: int, seconds: float) -> None:
    """Log a request, and note it where it was slow."""
    milliseconds = round(seconds * 1000)
    route = route_of(request) or "none"
    if requests.isEnabledFor(logging.INFO):
        said = {"route": route, "method": request.method, "status": status, "ms": milliseconds}
        requests.info("%(method)s %(route)s %(status)s %(ms)s ms", said)
    if milliseconds >= settings.SLOW_REQUEST_MS:
        logger.warning("%s took %s ms", route, milliseconds)
        note(Fault.Kind.SLOW_REQUEST, str(request.method), milliseconds, route)


def time_query(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a query, and note it where it was slow: Django's `execute_wrapper`."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        milliseconds = round((time.perf_counter() - began) * 1000)
        if milliseconds >= settings.SLOW_QUERY_MS and OWN_TABLE not in sql:
            note(Fault.Kind.SLOW_QUERY, without_values(sql), milliseconds)


def time_queries(connection: Any, **signal: Any) -> None:
    """Time each query of a connection: receives `connection_created`."""
    if time_query not in connection.execute_wrappers:
        connection.execute_wrappers.append(time_query)


def without_values(sql: str) -> str:
    """A query without what is asked for, and the same for any number of values."""
    return MANY.sub("…", LITERAL.sub("…", sql))[:LONGEST_QUERY]


def note(kind: str, says: str, milliseconds: int, route: str = "") -> None:
    """Keep a slowness."""
    asked = current.get()
    FAULTS.note(Note(
        kind=kind, route=route or asked.route, says=says, request_id=asked.number,
        milliseconds=milliseconds,
    ))  # fmt: skip
