"""A stand-in for ClamAV's daemon: it speaks its protocol, and says what a test wants.

The real one is in `tests/services`; this one can also be slow, old, rude and away.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""A file that every antivirus takes for harmful, by agreement; it harms nobody."""

Answer = Callable[[bytes], bytes]


def honest(content: bytes) -> bytes:
    """What the daemon says of a file."""
    return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


def version(age: timedelta = timedelta(hours=3)) -> bytes:
    """What it says of itself."""
    made = (datetime.now() - age).strftime("%a %b %d %H:%M:%S %Y")
    return f"ClamAV 1.4.6/27450/{made}".encode()


@contextmanager
def standing_in(
    place: Path, answer: Answer = honest, told: bytes | None = None
) -> Iterator[list[bytes]]:
    """Listen at a socket, until the end of the block.

    Args:
        place: where the socket is made.
        answer: what is said of a file.
        told: what is said of itself; None for what a healthy one says.

    Yields:
        The files that it was shown.
    """
    shown: list[bytes] = []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(place))
    server.listen()

    def serve() -> None:
        with suppress(OSError):
            while True:
                line, _address = server.accept()
                with line, suppress(OSError):
                    speak(line)

    def speak(line: socket.socket) -> None:
        with line.makefile("rb") as heard:
            command = read_until_nul(heard)
            if command == b"zVERSION":
                said = version() if told is None else told
            else:
                content = b""
                while size := int.from_bytes(heard.read(4), "big"):
                    content += heard.read(size)
                shown.append(content)
                said = answer(content)
            line.sendall(said + b"\0")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield shown
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)
        place.unlink()


def read_until_nul(heard: object) -> bytes:
    """The bytes up to the next zero."""
    return b"".join(iter(lambda: heard.read(1), b"\0"))  # type: ignore[attr-defined]
