"""Where backups lie: their names, how many are kept, and the note of the last one."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings

NAME = re.compile(r"passerelle-\d{8}T\d{6}Z\.tar(\.sealed)?\Z")
DRAFT = re.compile(r"\.passerelle-\d{8}T\d{6}Z\.tar(\.sealed)?\.part\Z")
NOTE = "backup.json"
A_DAY = datetime.timedelta(days=1)


def place_for(out: Path, is_sealed: bool, now: datetime.datetime) -> Path:
    """Where a backup goes: the file that was named, or a name of its own in a folder.

    Args:
        out: a file if it ends in `.tar` or `.sealed`; else a folder, made if it is not there.
        is_sealed: whether only a key opens it.
        now: what it is named after.
    """
    if out.suffix in (".tar", ".sealed") and not out.is_dir():
        return out
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = now.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    return out / f"passerelle-{moment}.tar{'.sealed' if is_sealed else ''}"


def throw_old_away(folder: Path, keep: int, now: datetime.datetime) -> list[str]:
    """Delete all but the newest backups in a folder, and what dead ones left half-made.

    Args:
        folder: where they lie; files of other names stay.
        keep: how many stay.
        now: a half-made one that is a day old is dead.

    Returns:
        The names of those that went.
    """
    for draft in folder.iterdir():
        if DRAFT.match(draft.name) and now.timestamp() - draft.stat().st_mtime > A_DAY.seconds:
            draft.unlink()
    found = sorted(file.name for file in folder.iterdir() if NAME.match(file.name))
    old = found[:-keep]
    for name in old:
        (folder / name).unlink()
    return old


def note_last(facts: dict[str, Any]) -> None:
    """Note the last backup for those who watch over the site."""
    draft = Path(settings.DATA) / f"{NOTE}.new"
    draft.write_text(json.dumps(facts), encoding="utf-8")
    draft.replace(Path(settings.DATA) / NOTE)
