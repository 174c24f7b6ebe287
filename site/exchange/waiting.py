"""Files that wait for a yes: what they would change was shown, and nothing has changed yet."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people.models import Person

LONGEST_WAIT = 24 * 60 * 60
"""Seconds."""

GONE = _(
    "The file waited for more than a day, or another one was sent since: nothing was written. "
    "Send it again to see what it would change."
)


class Changed(Exception):
    """What a file was compared with is not as it was when the plan was shown.

    Args:
        plan: what the file would do now.
    """

    def __init__(self, plan: Any) -> None:
        super().__init__()
        self.plan = plan


@dataclass(frozen=True)
class Waiting:
    """A file that somebody sent for a page, for the directory, with translations or names.

    Only she ever gets it back.
    """

    person: Person
    page_id: int | Literal["directory", "translations", "themes"]

    @property
    def path(self) -> Path:
        """Where it lies: outside of what any server sends."""
        return folder() / f"{self.person.pk}-{self.page_id}"

    def keep(self, content: bytes, kind: str, revision: int | None) -> str:
        """Keep a file in place of the one before.

        Args:
            content: its bytes.
            kind: `document`, `pasted`, `table` or `bundle`.
            revision: the key of the draft that it was compared with.

        Returns:
            Its mark, to be sent back with the yes.
        """
        clear_old()
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = json.dumps({"kind": kind, "revision": revision}).encode()
        self.path.touch(mode=0o600)
        self.path.write_bytes(head + b"\n" + content)
        return mark_of(content, revision)

    def take(self, mark: str, revision: int | None) -> tuple[bytes, str] | None:
        """The file that was kept and its kind; none when it or the draft is another by now.

        Args:
            mark: as `keep` gave it.
            revision: the key of the draft of the moment.
        """
        try:
            head, _line, content = self.path.read_bytes().partition(b"\n")
        except OSError:
            return None
        found = json.loads(head)
        if found["revision"] != revision or mark_of(content, revision) != mark:
            return None
        return content, found["kind"]

    def forget(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)


def folder() -> Path:
    """Where files wait."""
    return Path(settings.DATA) / "waiting"


def mark_of(content: bytes, revision: int | None) -> str:
    """A mark of a file and of the draft that it was compared with."""
    return hashlib.sha256(f"{revision} ".encode() + content).hexdigest()


def clear_old() -> None:
    """Remove what nobody said yes to for a day."""
    for path in list(waiting_files()):
        if time.time() - path.stat().st_mtime > LONGEST_WAIT:
            path.unlink(missing_ok=True)


def waiting_files() -> Iterator[Path]:
    """All files that wait."""
    return folder().iterdir() if folder().is_dir() else iter(())
