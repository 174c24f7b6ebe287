"""What is kept apart from the database, in `JOURNAL_DIR`: files that only grow, line by line."""

import json
import os
from pathlib import Path
from typing import Any

from django.utils import timezone

Line = dict[str, Any]


def append(file: Path, line: Line) -> None:
    """Put a line at the end of a file, and wait until it is on the disk.

    It begins a line of its own even where somebody's power failed in the middle of the last one.

    Raises:
        OSError: it cannot be written down.
    """
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    dated = {"at": timezone.now().isoformat(timespec="seconds"), **line}
    content = f"\n{json.dumps(dated, separators=(',', ':'))}\n".encode()
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(opened, content) < len(content):
            raise OSError(f"{file} is full.")
        os.fdatasync(opened)
    finally:
        os.close(opened)
