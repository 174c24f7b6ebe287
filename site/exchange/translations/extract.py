"""Read one file of translations. Run by `apart` in a process of its own, which limits itself."""

import json
import logging
import sys
import zipfile
from dataclasses import asdict
from io import BytesIO

from exchange.documents.archive import BEGINNING
from exchange.documents.limits import limit_process
from exchange.documents.reading import NotReadable
from exchange.translations import po, word_table, xliff
from exchange.translations.bundle import Bundle
from exchange.translations.po import MOST_TEXTS

logger = logging.getLogger(__name__)

MOST_BYTES = 50 * 1024 * 1024
WAITING = "waiting"
"""What the program is told when nobody sits before a screen."""

LONG_CPU_SECONDS = 60
XML = (b"<?xml", b"<xliff")


def main() -> None:
    """Read standard input; write one line of JSON."""
    if sys.argv[-1] == WAITING:
        limit_process(LONG_CPU_SECONDS)
    else:
        limit_process()
    try:
        answer = asdict(read(sys.stdin.buffer.read(MOST_BYTES + 1)))
    except NotReadable as refusal:
        answer = {"refused": refusal.reason, "detail": refusal.detail}
    except (MemoryError, RecursionError):
        answer = {"refused": "bomb", "detail": ""}
    sys.stdout.write(json.dumps(answer))


def read(content: bytes) -> Bundle:
    """The texts of a file, told apart by what is inside and never by its name.

    Raises:
        NotReadable: with the reason.
    """
    if not content.strip():
        raise NotReadable("empty")
    if len(content) > MOST_BYTES:
        raise NotReadable("too_heavy")
    try:
        bundle = read_kind(content)
    except NotReadable:
        raise
    except zipfile.BadZipFile:
        raise NotReadable("translation_damaged") from None
    except UnicodeDecodeError:
        raise NotReadable("translation_other") from None
    except Exception as error:  # Readers stumble in many ways over a file that breaks its format.
        logger.warning("A file could not be read: %s", type(error).__name__)
        raise NotReadable("translation_damaged") from error
    if len(bundle.lines) > MOST_TEXTS:
        raise NotReadable("bomb")
    if not bundle.target_language:
        raise NotReadable("translation_language")
    return bundle


def read_kind(content: bytes) -> Bundle:
    """Read with the reader that fits.

    Raises:
        NotReadable: with the reason.
        Exception: of many kinds, for a damaged file.
    """
    if content.startswith(BEGINNING):
        return word_table.read(BytesIO(content))
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(XML):
        return xliff.read(content)
    return po.read(content)
