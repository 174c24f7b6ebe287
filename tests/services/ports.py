"""Ports for servers of tests, below those that Linux lends to whoever connects to a server.

A server that is begun again finds its own port free: no connection borrows it meanwhile.
"""

import random
import socket

PORTS = range(20_000, 32_000)


def free_ports(count: int) -> list[int]:
    """As many ports as asked for that nobody listens on now."""
    found: list[int] = []
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == count:
            break
    return found


def free_port() -> int:
    """One that nobody listens on now."""
    (port,) = free_ports(1)
    return port
