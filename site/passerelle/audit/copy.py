"""A throw-away copy of the site, in which the audit may write: database, files, mail, cache."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from passerelle.audit.report import Report

MARK = "PASSERELLE_AUDIT"
"""The variable that says where the copy is: without it, nothing is planted."""


class NoCopyError(Exception):
    """The database could not be copied; the message says what to do."""


@contextmanager
def throwaway_copy() -> Iterator[dict[str, str]]:
    """Copy the database; all goes at the end.

    Yields:
        The environment in which a process finds the copy in place of the site.

    Raises:
        NoCopyError: the database cannot be copied.
    """
    folder = Path(tempfile.mkdtemp(prefix="passerelle-audit-"))
    copied = sqlite_copy if connection.vendor == "sqlite" else postgresql_copy
    try:
        with copied(folder) as address:
            yield {
                **os.environ,
                MARK: str(folder),
                "DATABASE_URL": address,
                "CONN_MAX_AGE": "0",
                "MEDIA_ROOT": str(folder / "media"),
                "MEDIA_STORAGE_URL": "",
                "JOURNAL_DIR": str(folder / "journal"),
                "CACHE_URL": "locmemcache://",
                "EMAIL_URL": "memorymail://",
                "LOG_LEVEL": "CRITICAL",
                "PYTHONPATH": os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)]),
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def sqlite_copy(folder: Path) -> Iterator[str]:
    """A copy of the database file, made while the site goes on."""
    copy = folder / "copy.sqlite3"
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as site,
        closing(sqlite3.connect(copy)) as there,
    ):
        site.backup(there)
    yield f"sqlite:///{copy}"


@contextmanager
def postgresql_copy(folder: Path) -> Iterator[str]:
    """Another database on the same server, filled by the server's own programs.

    A database can be the template of another only while nobody is connected to it, and one long
    transaction in the site's own would hold up whoever publishes: so it is dumped and restored.

    Raises:
        NoCopyError: the account may make no database, or the programs are not there.
    """
    name = f"{connection.settings_dict['NAME']}_audit_{os.getpid()}"
    address, copy = postgresql_address(), postgresql_address(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user")
        may_create = cursor.fetchone()[0]
    if not may_create or not all(shutil.which(program) for program in ("pg_dump", "psql")):
        raise NoCopyError(
            "The audit works on a copy of the database: let its account create databases,"
            " and install pg_dump and psql."
        )
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        dump = folder / "site.sql"
        run("pg_dump", "--no-owner", "--no-privileges", f"--file={dump}", address)
        run("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={dump}", copy)
        yield copy
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")


def postgresql_address(name: str = "") -> str:
    """The address of the site's database, or of another on its server."""
    known = connection.settings_dict
    person, secret = quote(known["USER"] or "", ""), quote(known["PASSWORD"] or "", "")
    account = f"{person}:{secret}@" if secret else f"{person}@" if person else ""
    port = f":{known['PORT']}" if known["PORT"] else ""
    host = quote(known["HOST"] or "", "")
    return f"postgresql://{account}{host}{port}/{quote(name or known['NAME'], '')}"


def run(*command: str) -> None:
    """Run a program of the server.

    Raises:
        NoCopyError: it failed; its own words stay out, as they can hold addresses.
    """
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our words only
    if done.returncode:
        raise NoCopyError(f"{command[0]} could not copy the database.")


def run_audit(only: tuple[str, ...] = ()) -> Report:
    """Audit a throw-away copy of the site, in a process of its own; it takes minutes.

    Args:
        only: codes of the surfaces to look at; all if none is named.

    Raises:
        NoCopyError: the database cannot be copied, or the audit broke off; says what to do.
    """
    with throwaway_copy() as environment:
        command = [sys.executable, "-m", "passerelle.audit", *only]
        done = subprocess.run(  # noqa: S603 - our words only
            command, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NoCopyError("\n".join(["The audit broke off:", *done.stderr.splitlines()[-3:]]))
        return Report.from_dict(json.loads(done.stdout))
