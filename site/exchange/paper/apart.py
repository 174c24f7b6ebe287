"""Have a PDF drawn in a process of its own, which may fall without bringing anything down."""

import json
import os
import tempfile
import threading
from typing import IO

from exchange.paper.draw import DRAWN, LIBRARY_MISSING
from exchange.paper.limits import MOST_CPU_SECONDS, MOST_SECONDS, PATIENT_SECONDS
from files.confined import OverdueError, run_apart

BEGIN = "import sys; sys.path.append(sys.argv[1]); from exchange.paper.draw import main; main()"

turn = threading.Semaphore(1)
"""One PDF at a time in each process of the site: whoever asks for many waits for herself."""


class NotDrawnError(Exception):
    """Why there is no PDF: `missing` (the library), `busy` or `long`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def draw_apart(markup: str, base: str, pictures: dict[str, bytes]) -> bytes:
    """The PDF of a page, drawn by a process that has neither our settings nor our memory.

    Args:
        markup: HTML.
        base: the whole address of the page.
        pictures: what it shows, by whole address.

    Raises:
        NotDrawnError: with the reason.
    """
    if not turn.acquire(timeout=PATIENT_SECONDS):
        raise NotDrawnError("busy")
    try:
        with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as out:
            send(sent, markup, base, pictures)
            run(sent, out)
            out.seek(0)
            state = out.readline().decode().strip()
            if state != DRAWN:
                raise NotDrawnError("missing" if state == LIBRARY_MISSING else "long")
            return out.read()
    finally:
        turn.release()


def send(sent: IO[bytes], markup: str, base: str, pictures: dict[str, bytes]) -> None:
    """Write what is to be drawn, as `draw.read` reads it."""
    text = markup.encode()
    sizes = [(address, len(content)) for address, content in pictures.items()]
    header = {"markup": len(text), "base": base, "pictures": sizes}
    sent.write(json.dumps(header).encode() + b"\n" + text)
    sent.writelines(pictures.values())
    sent.flush()
    os.lseek(sent.fileno(), 0, os.SEEK_SET)


def run(sent: IO[bytes], out: IO[bytes]) -> None:
    """Run the process that draws.

    Raises:
        NotDrawnError: it had to be ended, or fell.
    """
    limits = {"seconds": MOST_SECONDS, "cpu_seconds": MOST_CPU_SECONDS}
    try:
        code = run_apart(BEGIN, sent, out, **limits)
    except OverdueError as error:
        raise NotDrawnError("long" if error.is_greedy else "busy") from None
    if code:
        raise NotDrawnError("long")
