"""Read the text of one file. Run by `apart` in a process of its own, which limits itself first."""

import sys
from pkgutil import resolve_name
from typing import BinaryIO

from files.confined import confine
from files.text.formats import READERS
from files.text.limits import MOST_CHARACTERS, MOST_CPU_SECONDS, MOST_MEMORY_BYTES
from files.text.outcome import FAILED, REFUSED, Outcome, RefusedError, gather

MOST_OUT_BYTES = 4 * MOST_CHARACTERS + 100
POLITENESS = 5


def read(file: BinaryIO, kind: str) -> Outcome:
    """The text of a file, whatever the file is.

    Args:
        file: at its beginning; it can be read anywhere.
        kind: one of `READERS`.
    """
    try:
        return gather(resolve_name(f"files.text.formats.{READERS[kind]}")(file))
    except (RefusedError, MemoryError, RecursionError):
        return Outcome(REFUSED)
    except Exception:  # A file can be damaged in more ways than there are names for.
        return Outcome(FAILED)


def limit_process() -> None:
    """Keep this process to what a file may cost."""
    confine(
        cpu_seconds=MOST_CPU_SECONDS,
        memory_bytes=MOST_MEMORY_BYTES,
        out_bytes=MOST_OUT_BYTES,
        politeness=POLITENESS,
    )


def main() -> None:
    """Read standard input, of the kind that the last argument names; write state, then text."""
    limit_process()
    outcome = read(sys.stdin.buffer, sys.argv[-1])
    sys.stdout.buffer.write(f"{outcome.state}\n{outcome.text}".encode())
