"""Become the server of the demonstration."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from passerelle.demo.folder import DemoError

HOST = "127.0.0.1"
THREADS = 4
PATIENCE = 3
"""Seconds that the worker has to finish once the server is told to stop."""

SERVER_VARIABLE = "PASSERELLE_DEMO_SERVER"
"""Tells the worker the number of the server's process: see `application`."""

ROOT = Path(__file__).resolve().parents[3]


def check_port(port: int) -> None:
    """Make sure that nobody else listens there.

    Raises:
        DemoError: the port is taken, forbidden or no port.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise DemoError(
                f"Port {port} is taken or not allowed: choose another one with --port."
            ) from error


def become_server(port: int) -> NoReturn:
    """Replace this process by Granian, so that stopping it leaves nothing behind."""
    paths = [str(ROOT), str(ROOT / "site"), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "BASE_URL": f"http://{HOST}:{port}",
        # The same number stays with the process that it becomes.
        SERVER_VARIABLE: str(os.getpid()),
    }
    arguments = [
        *("--interface", "wsgi"),
        *("--host", HOST),
        *("--port", str(port)),
        *("--workers", "1"),
        *("--blocking-threads", str(THREADS)),
        *("--workers-kill-timeout", str(PATIENCE)),
        *("--log-level", "warning"),
        "passerelle.demo.application:application",
    ]
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "granian", *arguments]
    os.execve(sys.executable, command, environment)  # noqa: S606, arguments of our own
