"""The site as a server calls it, for what speaks to it without Django's own test client."""

from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler

from passerelle.pace import counted
from tests.bad_input.tally import note


class Wire(WSGIHandler):
    """Answers within the test's transaction, as to a stranger who is not slowed down."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Say where the request came from, as servers do."""
        cache.clear()
        counted.clear()

        def start(status: str, *rest: Any) -> Any:
            note(status.partition(" ")[0])
            return start_response(status, *rest)

        return super().__call__({**environ, "REMOTE_ADDR": "203.0.113.5"}, start)
