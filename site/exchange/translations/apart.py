"""Have a file of translations read by a process of its own."""

import json
import os
import tempfile
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
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as out:
        sent.writelines(chunks)
        sent.flush()
        os.lseek(sent.fileno(), 0, os.SEEK_SET)
        if waits:
            apart.run(sent, out, WAITING, BEGIN, LONGEST_WAIT, LONG_CPU_SECONDS)
        else:
            apart.run(sent, out, "translations", BEGIN)
        out.seek(0)
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
