"""Elasticsearch, with the site's own database as the warm standby."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from elasticsearch import ApiError, BadRequestError, TransportError

from search.engines.base import Answer, Engine, Request
from search.engines.circuit import Circuit
from search.engines.elasticsearch.engine import IncompleteError, NotReadyError

logger = logging.getLogger(__name__)

CIRCUIT = Circuit()
"""Of this process, whatever the thread."""

Asked = TypeVar("Asked")


class StandbyEngine:
    """Asks one engine, and another one when the first cannot answer."""

    def __init__(self, main: Engine, standby: Engine, circuit: Circuit = CIRCUIT) -> None:
        self.main = main
        self.standby = standby
        self.circuit = circuit

    def find(self, request: Request) -> Answer:
        """Answer a request; `degraded` says that it was the standby."""
        return self.ask(
            lambda: self.main.find(request),
            lambda: replace(self.standby.find(request), degraded=True),
        )

    def counts(self, requests: list[Request], most: int | None = None) -> list[int]:
        """How many documents each of these requests finds; no need to count beyond `most`."""
        return self.ask(
            lambda: self.main.counts(requests, most), lambda: self.standby.counts(requests, most)
        )

    def first(self, request: Request, most: int) -> list[int]:
        """The ids of the first documents that a request finds, whatever its page."""
        return self.ask(
            lambda: self.main.first(request, most), lambda: self.standby.first(request, most)
        )

    def titles(
        self, beginnings: list[str], audiences: tuple[str, ...], language: str, most: int
    ) -> list[int]:
        """Documents whose titles have words that begin so, those of a language first."""
        asked = (beginnings, audiences, language, most)
        return self.ask(lambda: self.main.titles(*asked), lambda: self.standby.titles(*asked))

    def all(self, request: Request) -> Iterator[int]:
        """The ids of all documents, in order; the standby goes on where the first one ended."""
        given = 0
        if self.circuit.lets_through():
            with self.trying():
                for key in self.main.all(request):
                    given += 1
                    yield key
                return
        yield from islice(self.standby.all(request), given, None)

    def ask(self, first: Callable[[], Asked], standby: Callable[[], Asked]) -> Asked:
        """What the first engine answers; else what the standby does."""
        if self.circuit.lets_through():
            with self.trying():
                return first()
        return standby()

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Ask the first engine; the circuit is told how it went, and failures end here."""
        try:
            yield
        except GeneratorExit:  # Whoever asked for all has had enough.
            self.circuit.worked()
            raise
        except NotReadyError:
            self.circuit.worked()
        except (IncompleteError, ApiError, TransportError) as error:
            if is_about_one_query(error):
                logger.warning("search: Elasticsearch refuses a query: %s", error)
                self.circuit.worked()
            elif self.circuit.failed(str(error)):
                logger.warning("search: the database answers for a while: %s", error)
        else:
            self.circuit.worked()


def is_about_one_query(error: Exception) -> bool:
    """Whether others may still be asked; a closed index is told by the same status."""
    return isinstance(error, BadRequestError) and error.error != "index_closed_exception"
