"""Have a table read by a process of its own."""

import json
import os
import tempfile
from collections.abc import Iterable

from exchange.directory.sheet import Sheet
from exchange.documents import apart
from exchange.documents.reading import NotReadable

BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); from exchange.directory.sheet import main; main()"
)
MOST_BYTES = 10 * 1024 * 1024


def read_apart(chunks: Iterable[bytes]) -> Sheet:
    """A table, read by a process that has neither our settings nor our memory.

    Args:
        chunks: its bytes.

    Raises:
        NotReadable: with the reason.
    """
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as out:
        sent.writelines(chunks)
        sent.flush()
        if sent.tell() > MOST_BYTES:
            raise NotReadable("too_heavy")
        os.lseek(sent.fileno(), 0, os.SEEK_SET)
        apart.run(sent, out, "table", BEGIN)
        out.seek(0)
        return sheet_of(out.readline())


def sheet_of(written: bytes) -> Sheet:
    """A sheet from JSON.

    Raises:
        NotReadable: the process refused the file.
    """
    found = json.loads(written)
    if "refused" in found:
        raise NotReadable(found["refused"], found["detail"])
    return Sheet(
        found["head"],
        [(number, cells) for number, cells in found["rows"]],
        [(line, column, trouble) for line, column, trouble in found["troubles"]],
        found["notes"],
    )
