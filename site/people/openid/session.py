"""How the provider is asked: for a bounded time and number of bytes, and nobody in its stead.

The operator names the provider, which names further addresses: those may lead to no machine of
the inner network, unless the provider is there itself.
"""

import ipaddress
import socket
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount import app_settings
from django.conf import settings
from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

MOST_BYTES = 512 * 1024
PATIENCE = 3
"""How many times the patience for one answer of the network all of an answer may take."""


class Watched(HTTPConnection):
    """Connects where it may: what answers is looked at, not what a name stood for before."""

    def _new_conn(self) -> socket.socket:
        """A connection that is shut when its time is over.

        Raises:
            NewConnectionError: nothing answers, or a machine that is not for us to ask.
        """
        made = super()._new_conn()
        if not self.proxy and not is_open_to_us(self.host, made.getpeername()[0]):
            made.close()
            raise NewConnectionError(self, "an address of the inner network")
        Deadline(made, PATIENCE * app_settings.REQUESTS_TIMEOUT).start()
        return made


class WatchedSecret(Watched, HTTPSConnection):
    """The same over HTTPS."""


class Deadline(threading.Timer):
    """Shuts a connection after some seconds, however it spends them."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        # A second handle: HTTPS takes the first one over.
        self.handle = connection.dup()
        super().__init__(seconds, self.shut)
        self.daemon = True

    def shut(self) -> None:
        """End it; where it has ended already, nothing happens."""
        with self.handle:
            try:
                self.handle.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


class Pool(HTTPConnectionPool):
    """Connections that are watched."""

    ConnectionCls = Watched


class SecretPool(HTTPSConnectionPool):
    """The same over HTTPS."""

    ConnectionCls = WatchedSecret


class WatchedAdapter(HTTPAdapter):
    """Brings the watched connections into requests."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The pools, with our connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": Pool, "https": SecretPool}


class ProviderSession(Session):
    """Questions to the provider."""

    def __init__(self) -> None:
        super().__init__()
        # What is packed could be a thousand times larger than it looks.
        self.headers["Accept-Encoding"] = "identity"
        for scheme in ("http://", "https://"):
            self.mount(scheme, WatchedAdapter())

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:
        """The answer, read to its end; one that leads elsewhere is the answer.

        Raises:
            RequestException: nothing comes, too late, or too much.
        """
        kwargs.update(allow_redirects=False, stream=True)
        kwargs["timeout"] = app_settings.REQUESTS_TIMEOUT
        until = time.monotonic() + PATIENCE * app_settings.REQUESTS_TIMEOUT
        response = super().send(request, **kwargs)
        content = b""
        with response:
            for chunk in response.iter_content(16 * 1024):
                content += chunk
                if len(content) > MOST_BYTES or time.monotonic() > until:
                    raise RequestException("too much, or too late")
        # Where requests keeps what it has read itself.
        response._content = content
        return response


def is_open_to_us(host: str, address: str) -> bool:
    """Whether a machine may be asked: it is on the internet, or the provider's own."""
    return (
        ipaddress.ip_address(address.partition("%")[0]).is_global
        or host == urlsplit(settings.OIDC_ISSUER).hostname
    )
