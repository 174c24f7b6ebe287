"""Whether it makes sense to ask a server that may be away."""

import time
from threading import Lock

OPEN_SECONDS = 30.0


class Circuit:
    """Opens at a failure; after a while one request tries again while the others still wait.

    Each process has its own; its threads share it.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.closed_again = 0.0
        self.why = ""

    def lets_through(self) -> bool:
        """Whether this request may ask. Who is let through must tell how it went."""
        with self.lock:
            if not self.why:
                return True
            if time.monotonic() < self.closed_again:
                return False
            # This one tries; the others go on waiting until it has told.
            self.closed_again = time.monotonic() + OPEN_SECONDS
            return True

    def failed(self, why: str) -> bool:
        """Open, and say whether it was closed before.

        Args:
            why: in a few words, for administrators.
        """
        with self.lock:
            was_closed = not self.why
            self.why = why or "unknown"
            self.closed_again = time.monotonic() + OPEN_SECONDS
            return was_closed

    def worked(self) -> None:
        """Close."""
        with self.lock:
            self.why = ""
