"""The folder that the demonstration keeps everything in, and how far it has come there."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONTENTS = ("media", "static", "mail")
DATABASE = "passerelle.sqlite3"
MARK = "demo.json"
MADE_BY = "the demonstration of Passerelle"


class DemoError(Exception):
    """Why the demonstration cannot start, in a sentence for whoever started it."""


@dataclass(frozen=True)
class DemoFolder:
    """Database, files, mails and a mark that says whose folder it is."""

    path: Path

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.path / DATABASE

    @property
    def mark(self) -> dict[str, Any]:
        """What the demonstration noted about its work; empty where it did none."""
        try:
            found = json.loads((self.path / MARK).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) and found.get("made_by") == MADE_BY else {}

    def note(self, **facts: Any) -> None:
        """Add to the mark, in one go so that a crash leaves the old one or the new one."""
        draft = self.path / f"{MARK}.new"
        draft.write_text(json.dumps({"made_by": MADE_BY, **self.mark, **facts}), encoding="utf-8")
        draft.replace(self.path / MARK)

    def open(self) -> None:
        """Make sure that the folder is there and can be written to.

        Raises:
            DemoError: it is not, or cannot.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / f"{MARK}.probe"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise DemoError(
                f"The folder {self.path} cannot be written to ({error.strerror}): "
                "name another one with --data."
            ) from error

    def claim(self) -> bool:
        """Mark the folder as the demonstration's.

        Returns:
            Whether it is so only from now on.

        Raises:
            DemoError: it holds a database that the demonstration did not make.
        """
        if self.mark:
            return False
        if self.database.exists():
            raise DemoError(
                f"{self.database} was not made by the demonstration, which leaves it alone: "
                "name another folder with --data."
            )
        self.note()
        return True

    def reset(self) -> None:
        """Delete what the demonstration made here, and nothing else.

        Raises:
            DemoError: the folder is not the demonstration's, or something cannot be deleted.
        """
        if not os.listdir(self.path):
            return
        if not self.mark:
            raise DemoError(
                f"{self.path} is not a folder of the demonstration: nothing was deleted."
            )
        try:
            for name in CONTENTS:
                if (self.path / name).exists():
                    shutil.rmtree(self.path / name)
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.database}{suffix}").unlink(missing_ok=True)
            (self.path / MARK).unlink()
        except OSError as error:
            raise DemoError(f"{error.filename} cannot be deleted ({error.strerror}).") from error
