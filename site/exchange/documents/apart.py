"""Read a document in a process of its own, which may fall without bringing anything down."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from exchange.documents.limits import MOST_CPU_SECONDS, MOST_SECONDS
from exchange.documents.reading import LeftOut, NotReadable, Print
from files.confined import OverdueError, run_apart

BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); from exchange.documents.extract import main; main()"
)


@dataclass(frozen=True)
class Brought:
    """What a document brings: HTML, its pictures by the names of `src`, and what is left out."""

    html: str
    pictures: dict[str, Print]
    left_out: list[LeftOut]


def read_apart(chunks: Iterable[bytes], kind: str = "document") -> Brought:
    """A document, read by a process that has neither our settings nor our memory.

    Args:
        chunks: its bytes.
        kind: `document`, or `pasted` for the HTML of a text program's clipboard.

    Raises:
        NotReadable: with the reason.
    """
    with answer(chunks, kind) as out:
        return brought(out)


@contextmanager
def answer(
    chunks: Iterable[bytes],
    kind: str,
    begin: str = BEGIN,
    seconds: float = MOST_SECONDS,
    cpu_seconds: float = MOST_CPU_SECONDS,
    most_bytes: int | None = None,
) -> Iterator[IO[bytes]]:
    """What a process that reads a file says of it, to be read from its beginning.

    Args:
        chunks: the bytes of the file.
        kind: what the process is told of the file.
        begin: its program.
        seconds: on the clock, after which it is ended.
        cpu_seconds: that it may use.
        most_bytes: that the file may have, if anything but its sender limits it.

    Raises:
        NotReadable: with the reason.
    """
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as out:
        sent.writelines(chunks)
        sent.flush()
        if most_bytes is not None and sent.tell() > most_bytes:
            raise NotReadable("too_heavy")
        os.lseek(sent.fileno(), 0, os.SEEK_SET)
        run(sent, out, kind, begin, seconds, cpu_seconds)
        out.seek(0)
        yield out


def run(
    sent: IO[bytes],
    out: IO[bytes],
    kind: str,
    begin: str,
    seconds: float,
    cpu_seconds: float,
) -> None:
    """Run the process that reads.

    Args:
        sent: what it reads.
        out: where it writes.
        kind: what it is told of the file.
        begin: its program.
        seconds: on the clock, after which it is ended.
        cpu_seconds: that it may use; it limits itself to them.

    Raises:
        NotReadable: it had to be ended, or could not be started.
    """
    try:
        code = run_apart(begin, sent, out, kind, seconds=seconds, cpu_seconds=cpu_seconds)
    except OverdueError as error:
        raise NotReadable("long" if error.is_greedy else "busy") from None
    if code:  # Below nothing, the system ended it: it had used up its share, or it fell.
        raise NotReadable("long" if code < 0 else "busy")


def brought(out: IO[bytes]) -> Brought:
    """What the process wrote.

    Raises:
        NotReadable: it refused the file.
    """
    header: dict[str, Any] = json.loads(out.readline())
    if "refused" in header:
        raise NotReadable(header["refused"], header["detail"])
    return Brought(
        header["html"],
        {name: Print(out.read(size), suffix) for name, suffix, size in header["pictures"]},
        [LeftOut(**one) for one in header["left_out"]],
    )
