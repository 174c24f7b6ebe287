"""Read one document. Run by `apart` in a process of its own, which limits itself first."""

import json
import sys
from dataclasses import asdict
from typing import BinaryIO

from exchange.documents.document import read_document
from exchange.documents.limits import limit_process
from exchange.documents.losses import note_losses
from exchange.documents.pasted import read_pasted
from exchange.documents.prints import prepare
from exchange.documents.reading import NotReadable, Print, Reading


def main() -> None:
    """Read standard input; write one line of JSON, then the pictures that it announces."""
    limit_process()
    try:
        reading, prints = read(sys.stdin.buffer, sys.argv[-1])
    except NotReadable as refusal:
        write({"refused": refusal.reason, "detail": refusal.detail})
    except (MemoryError, RecursionError):
        write({"refused": "bomb", "detail": ""})
    else:
        sizes = [[name, one.suffix, len(one.content)] for name, one in prints.items()]
        left_out = [asdict(one) for one in reading.left_out]
        write({"html": reading.html, "left_out": left_out, "pictures": sizes})
        for one in prints.values():
            sys.stdout.buffer.write(one.content)


def read(file: BinaryIO, kind: str) -> tuple[Reading, dict[str, Print]]:
    """A document and its pictures, those that cannot be read left out.

    Args:
        file: what was sent.
        kind: `document`, or `pasted` for the HTML of a text program's clipboard.

    Raises:
        NotReadable: with the reason.
    """
    reading = read_pasted(file.read().decode(errors="replace")) if kind == "pasted" else None
    reading = reading or read_document(file)
    prints: dict[str, Print] = {}
    for name in list(reading.pictures):
        # One at a time is held in both forms.
        if one := prepare(reading.pictures.pop(name)):
            prints[name] = one
    note_losses(reading, prints)
    return reading, prints


def write(header: dict[str, object]) -> None:
    """Write the line of JSON."""
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n")
