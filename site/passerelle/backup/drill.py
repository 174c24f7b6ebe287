"""The proof that backups are good: one is made, and restored where it does no harm."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from passerelle.backup.make import make_backup
from passerelle.backup.refusals import BackupError

MARK = "PASSERELLE_DRILL"
"""The variable that says where the throw-away site lies: without it, nothing is rehearsed."""


def drill() -> dict[str, Any]:
    """Make a backup, restore it into a throw-away site, and compare.

    Returns:
        Figures, and under `different` the tables and files that did not come back as they were.

    Raises:
        BackupError: there is no backup, or no throw-away site can be made.
        OSError: something cannot be read or written.
    """
    with throwaway_site() as (folder, environment):
        archive = folder / "drill.tar"
        began = time.monotonic()
        manifest, written = make_backup(archive, settings.BACKUP_KEY)
        made = time.monotonic()
        command = [sys.executable, "-m", "passerelle.backup", str(archive)]
        done = subprocess.run(  # noqa: S603 - our words only
            command, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise BackupError("\n".join(["The restore broke off:", *done.stderr.splitlines()[-3:]]))
        return {
            "at": manifest.at,
            "bytes": written.size,
            "tables": len(manifest.tables),
            "rows": manifest.rows,
            "files": len(manifest.media),
            "different": json.loads(done.stdout)["different"],
            "backup_seconds": round(made - began, 1),
            "restore_seconds": round(time.monotonic() - made, 1),
        }


@contextmanager
def throwaway_site() -> Iterator[tuple[Path, dict[str, str]]]:
    """A place for a site of the same engine, beside the data of this one; all goes at the end.

    Yields:
        Its folder, and the environment in which a process finds it.

    Raises:
        BackupError: the account of the database may make no other.
    """
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="drill-", dir=settings.DATA))
    try:
        with empty_database(folder) as address:
            yield (
                folder,
                {
                    **os.environ,
                    MARK: str(folder),
                    "DATABASE_URL": address,
                    "PASSERELLE_DATA": str(folder),
                    "MEDIA_ROOT": str(folder / "media"),
                    "MEDIA_STORAGE_URL": "",
                    "JOURNAL_DIR": str(folder / "journal"),
                    "CONTENT_LANGUAGES": ",".join(settings.CONTENT_LANGUAGES),
                    "BACKUP_KEY": settings.BACKUP_KEY,
                    "CACHE_URL": "locmemcache://",
                    "EMAIL_URL": "memorymail://",
                    "SEARCH_URL": "",
                    "PYTHONPATH": os.pathsep.join(
                        [str(settings.ROOT / "site"), str(settings.ROOT)]
                    ),
                },
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database that holds nothing: a file, or one beside the site's.

    Raises:
        BackupError: the account of the database may make no other.
    """
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'drill.sqlite3'}"
        return
    name = f"{connection.settings_dict['NAME']}_drill_{os.getpid()}"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise BackupError(
                "The drill restores into a database of its own: let the account of the site "
                "create databases (ALTER ROLE … CREATEDB)."
            )
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        yield urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
