"""The connection to Elasticsearch: short patience, several nodes, no storm of retries."""

import os
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT
from elasticsearch import Elasticsearch
from urllib3 import Timeout
from urllib3.exceptions import ConnectTimeoutError

from search.engines.address import Address, read_address

CONNECT_SECONDS = 0.5
ANSWER_SECONDS = 2.0
WORK_SECONDS = 30.0
"""For what nobody waits for: bulk writing, making indexes."""

CONNECTIONS = 64
"""To each node: more than one process has threads, so that none waits for another's."""

LONGEST_REST = 10.0
"""Seconds for which a node that failed is left alone, at most."""


class PatientNode(Urllib3HttpNode):
    """A node that must take a connection soon, whatever time the answer may take.

    elastic-transport knows one limit only, which it applies to each step. This can go when it
    takes one for connecting.
    """

    def perform_request(self, *args: Any, **options: Any) -> Any:
        """Ask the node.

        Raises:
            NoConnection: it took no connection in time; another node may be asked.
        """
        seconds = options.get("request_timeout", DEFAULT)
        if seconds is DEFAULT or seconds is None:
            seconds = self.config.request_timeout
        options["request_timeout"] = Timeout(connect=CONNECT_SECONDS, total=seconds)
        try:
            return super().perform_request(*args, **options)
        except ConnectionTimeout as error:
            if isinstance(error.errors[0], ConnectTimeoutError):
                raise NoConnection(error.message, errors=error.errors) from error
            raise


def configured() -> Address:
    """Where this installation's Elasticsearch answers.

    Raises:
        ImproperlyConfigured: `SEARCH_URL` cannot be read.
    """
    return read_address(settings.SEARCH_URL)


def client() -> Elasticsearch:
    """The client of this process: connections are not shared with those it was forked from."""
    return connected(configured(), os.getpid())


def patient_client() -> Elasticsearch:
    """The same for work that nobody waits for."""
    return client().options(request_timeout=WORK_SECONDS)


@lru_cache(maxsize=8)
def connected(address: Address, process: int) -> Elasticsearch:
    """A client for an address."""
    options: dict[str, Any] = {"ca_certs": address.authority} if address.authority else {}
    return Elasticsearch(
        list(address.nodes),
        basic_auth=address.login,
        node_class=PatientNode,
        connections_per_node=CONNECTIONS,
        request_timeout=ANSWER_SECONDS,
        # One more try, of another node if there is any: for a node that has just died, or a
        # connection that was closed while it rested. What was slow is not asked again.
        max_retries=1,
        retry_on_timeout=False,
        retry_on_status=(),
        retry_backoff_base=0,
        max_dead_node_backoff=LONGEST_REST,
        **options,
    )
