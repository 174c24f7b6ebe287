"""Become the server: of the demonstration, or of a site of one's own."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

HOST = "127.0.0.1"
THREADS = 4
PATIENCE = 3
"""Seconds that the worker has to finish once the server is told to stop."""

SERVER_VARIABLE = "PASSERELLE_SERVER"
"""Tells the worker the number of the server's process: see `passerelle.served`."""

ROOT = Path(__file__).resolve().parents[2]


class PortTakenError(Exception):
    """Why nothing can be served there, in a sentence."""


def check_port(port: int, host: str = HOST) -> None:
    """Make sure that nobody else listens there.

    Raises:
        PortTakenError: the port is taken, forbidden or no port.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PortTakenError(
                f"Port {port} is taken or not allowed: choose another one with --port."
            ) from error


def become_server(port: int, host: str = HOST, base_url: str = "") -> NoReturn:
    """Replace this process by Granian, so that stopping it leaves nothing behind.

    Args:
        port: where it listens.
        host: the address that it listens at.
        base_url: what the site is reached at; that host and port unless named.
    """
    paths = [str(ROOT), str(ROOT / "site"), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "BASE_URL": base_url or f"http://{host}:{port}",
        # The same number stays with the process that it becomes.
        SERVER_VARIABLE: str(os.getpid()),
    }
    arguments = [
        *("--interface", "wsgi"),
        *("--host", host),
        *("--port", str(port)),
        *("--workers", "1"),
        *("--blocking-threads", str(THREADS)),
        *("--workers-kill-timeout", str(PATIENCE)),
        *("--log-level", "warning"),
        "passerelle.served:application",
    ]
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "granian", *arguments]
    os.execve(sys.executable, command, environment)  # noqa: S606, arguments of our own
