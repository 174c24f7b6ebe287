"""The folder that the demonstration keeps everything in, and how far it has come there."""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

from passerelle.own.place import DEMO_NOTE as MARK
from passerelle.own.place import facts_in

CONTENTS = ("media", "static", "mail", "journal")
DATABASE = "passerelle.sqlite3"
MADE_BY = "the demonstration of Passerelle"


class DemoError(Exception):
    """Why the demonstration cannot start, in a sentence for whoever started it."""


def drop_tables() -> None:
    """Delete all that a PostgreSQL database holds."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


@dataclass(frozen=True)
class DemoFolder:
    """Database, files, mails and a mark that says whose folder it is.

    Attributes:
        path: where it is.
        elsewhere: the address of a database outside it; empty for a file in it.
    """

    path: Path
    elsewhere: str = ""

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.path / DATABASE

    @property
    def database_url(self) -> str:
        """The address of the database."""
        return self.elsewhere or f"sqlite:///{self.database}"

    @property
    def database_name(self) -> str:
        """What the database is called in sentences and in the mark: its address has a password."""
        if not self.elsewhere:
            return str(self.database)
        parts = urlsplit(self.elsewhere)
        host = parts.netloc.rpartition("@")[2]
        return f"{host}{parts.path}{'?' if parts.query else ''}{parts.query}"

    @property
    def mark(self) -> dict[str, Any]:
        """What the demonstration noted about its work; empty where it did none."""
        found = facts_in(self.path / MARK)
        return found if found.get("made_by") == MADE_BY else {}

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
            DemoError: there is a database that the demonstration did not make, or made elsewhere.
        """
        if self.mark:
            self.check_database()
            return False
        if self.database.exists():
            raise DemoError(
                f"{self.database} was not made by the demonstration, which leaves it alone: "
                "name another folder with --data."
            )
        if self.elsewhere and connection.introspection.table_names():
            raise DemoError(
                f"{self.database_name} holds tables that the demonstration did not make, "
                "and leaves alone: name an empty database with --database."
            )
        self.note(database=self.elsewhere and self.database_name)
        return True

    def check_database(self) -> None:
        """Make sure that what the demonstration made here is in this database.

        Raises:
            DemoError: it is in another one.
        """
        # A file moves along with the folder: it is noted without its address.
        made = self.mark.get("database", "")
        if made != (self.elsewhere and self.database_name):
            hint = f"in {made}: name it with --database" if made else "in it: leave out --database"
            raise DemoError(
                f"The database of the demonstration of {self.path} is {hint}, or name another "
                "folder with --data."
            )

    def reset(self) -> None:
        """Delete what the demonstration made here, and nothing else.

        Raises:
            DemoError: the folder or the database is not the demonstration's, or something cannot
                be deleted.
        """
        if not os.listdir(self.path):
            return
        if not self.mark:
            raise DemoError(
                f"{self.path} is not a folder of the demonstration: nothing was deleted."
            )
        self.check_database()
        if self.elsewhere:
            drop_tables()
        try:
            for name in CONTENTS:
                if (self.path / name).exists():
                    shutil.rmtree(self.path / name)
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{self.database}{suffix}").unlink(missing_ok=True)
            (self.path / MARK).unlink()
        except OSError as error:
            raise DemoError(f"{error.filename} cannot be deleted ({error.strerror}).") from error
