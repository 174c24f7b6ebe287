"""How far a long command has come, on one line of a terminal."""

import time
from typing import Any

WIDTH = 30
SECONDS = 0.1


class Progress:
    """A bar that fills; nothing where nobody looks on."""

    def __init__(self, stream: Any) -> None:
        """Draw on a stream, if it is a terminal."""
        self.stream = stream
        self.is_watched = bool(stream.isatty())
        self.drawn_at = 0.0

    def show(self, done: int, total: int) -> None:
        """Draw so many of so many, not more often than eyes can follow."""
        if not self.is_watched or (done < total and time.monotonic() - self.drawn_at < SECONDS):
            return
        self.drawn_at = time.monotonic()
        share = done / total if total else 1.0
        bar = "#" * round(share * WIDTH)
        self.stream.write(f"\r[{bar:<{WIDTH}}] {share:4.0%}  {done:,} of {total:,}", ending="")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.drawn_at:
            self.stream.write("")
