"""Read a file in a process of its own, which may fall without bringing anything down."""

import os
import tempfile
from typing import IO

from files.confined import OverdueError, run_apart
from files.text.extract import MOST_OUT_BYTES
from files.text.limits import MOST_CHARACTERS, MOST_CPU_SECONDS, MOST_SECONDS
from files.text.outcome import DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE, Outcome

BEGIN = "import sys; sys.path.append(sys.argv[1]); from files.text.extract import main; main()"
ANSWERS = frozenset({DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE})


class UnreadError(Exception):
    """Nothing was learnt of the file: it may be read another time."""


def read_apart(file: IO[bytes], kind: str) -> Outcome:
    """The text of a file, read by a process that has neither our settings nor our memory.

    Args:
        file: one that the system knows.
        kind: one of `READERS`.

    Raises:
        UnreadError: the process could not be started, or the machine had no time for it.
    """
    # The process reads what the system has, from where that stands.
    file.flush()
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    limits = {"seconds": MOST_SECONDS, "cpu_seconds": MOST_CPU_SECONDS}
    with tempfile.TemporaryFile() as out:
        try:
            code = run_apart(BEGIN, file, out, kind, **limits)
        except OverdueError as error:
            if error.is_greedy:
                return Outcome(REFUSED)
            raise UnreadError("the machine had no time for it") from error
        if code < 0:  # The system ended it: it had used up its share, or it fell.
            return Outcome(REFUSED)
        out.seek(0)
        state, _line, text = out.read(MOST_OUT_BYTES).decode(errors="replace").partition("\n")
    if code or state not in ANSWERS:
        raise UnreadError(f"it ended with {code}")
    return Outcome(state, text[:MOST_CHARACTERS].replace("\0", " "))
