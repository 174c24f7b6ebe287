"""The text of files that are nothing else."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from files.text.limits import MOST_CHARACTERS
from files.text.outcome import EnoughError

MOST_BYTES = 4 * MOST_CHARACTERS
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text(file: BinaryIO) -> Iterator[str]:
    """All of it, as UTF-8 or UTF-16 if it is, else as Windows writes Western Europe.

    Raises:
        EnoughError: there is more.
    """
    content = file.read(MOST_BYTES)
    yield decoded(content)
    if file.read(1):
        raise EnoughError


def decoded(content: bytes) -> str:
    """The characters of some bytes, which may end within one."""
    if content.startswith(WIDE):
        return content.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
