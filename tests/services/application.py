"""The site as servers in front find it: on a port, in a thread that sees the test's own data."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections


class Quiet(WSGIRequestHandler):
    """Answers without telling of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


class Application:
    """Answers one request after the other, over the connection of whoever began it.

    Attributes:
        asked: the environment of each request, the last one last.
    """

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.handler = WSGIHandler()
        self.server: WSGIServer = make_server("127.0.0.1", 0, self.answer, handler_class=Quiet)
        self.port: int = self.server.server_port
        self.shared = connections[DEFAULT_DB_ALIAS]
        self.thread = Thread(target=self.serve, daemon=True)

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Note what was asked, and answer."""
        self.asked.append(environ)
        return self.handler(environ, start_response)

    def serve(self) -> None:
        """Answer until the end."""
        connections[DEFAULT_DB_ALIAS] = self.shared
        self.server.serve_forever(poll_interval=0.01)

    def stop(self) -> None:
        """Answer no more."""
        if self.thread.is_alive():
            self.server.shutdown()
            self.thread.join()
            self.server.server_close()


@contextmanager
def served() -> Iterator[Application]:
    """The site on a port of its own, with what the present test has made."""
    application = Application()
    application.shared.inc_thread_sharing()
    # A request would close the connection, which is within the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    application.thread.start()
    try:
        yield application
    finally:
        application.stop()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        application.shared.dec_thread_sharing()
