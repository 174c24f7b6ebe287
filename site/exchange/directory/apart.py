"""Have a table read by a process of its own."""

import json
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
    with apart.answer(chunks, "table", BEGIN, most_bytes=MOST_BYTES) as out:
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
