"""Have a file of translations read by a process of its own."""

import json
from collections.abc import Iterable

from exchange.documents import apart
from exchange.documents.reading import NotReadable
from exchange.translations.bundle import Bundle
from exchange.translations.extract import LONG_CPU_SECONDS, WAITING

BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from exchange.translations.extract import main; main()"
)

LONGEST_WAIT = 180
"""Seconds on the clock."""


def read_apart(chunks: Iterable[bytes], waits: bool = False) -> Bundle:
    """The texts of a file, read by a process that has neither our settings nor our memory.

    Args:
        chunks: its bytes.
        waits: whether whoever sends it has the time that the longest file takes.

    Raises:
        NotReadable: with the reason.
    """
    if waits:
        answer = apart.answer(chunks, WAITING, BEGIN, LONGEST_WAIT, LONG_CPU_SECONDS)
    else:
        answer = apart.answer(chunks, "translations", BEGIN)
    with answer as out:
        return kept_bundle(out.read())


def kept_bundle(written: bytes) -> Bundle:
    """A bundle from JSON.

    Raises:
        NotReadable: the process refused the file.
    """
    found = json.loads(written)
    if "refused" in found:
        raise NotReadable(found["refused"], found["detail"])
    return Bundle.from_data(found)
