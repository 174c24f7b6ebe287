"""Where a site under test lies: a folder, a database, and the variables that name them."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.faults.clock import PRELOAD, Clock
from tests.faults.disk import small_disk

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """A folder of one site.

    Attributes:
        folder: all that is its own; `media` and `data` may become disks of their own.
        port: where it answers.
        mail: the port of its mail server.
        database: the `DATABASE_URL`; empty for SQLite in the folder.
        search: the `SEARCH_URL`; empty for the database's own.
        disks: folders that are disks of their own, with why they are not; empty where they are.
    """

    folder: Path
    port: int
    mail: int
    database: str = ""
    search: str = ""
    disks: dict[str, str] = field(default_factory=dict)
    secret: str = field(default_factory=lambda: secrets.token_hex(32))

    @property
    def media(self) -> Path:
        """Where uploaded files lie."""
        return self.folder / "media"

    @property
    def cache(self) -> Path:
        """Where pages and counts are held."""
        return self.folder / "cache"

    @property
    def sqlite(self) -> Path:
        """The database of the embedded site."""
        return self.folder / "data" / "site.sqlite3"

    @cached_property
    def clock(self) -> Clock:
        """What its processes are told of the time."""
        return Clock.of(self.folder)

    @property
    def url(self) -> str:
        """The address of the site, without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def variables(self) -> dict[str, str]:
        """What its processes are told, as in the units of systemd that the site prints."""
        return {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}:{PRELOAD}",
            "SECRET_KEY": self.secret,
            "DATABASE_URL": self.database or f"sqlite:///{self.sqlite}",
            "SEARCH_URL": self.search,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": self.url,
            "CACHE_URL": f"filecache://{self.cache}",
            "PASSERELLE_DATA": str(self.folder),
            "MEDIA_ROOT": str(self.media),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail}",
            # Each request comes from another machine: nobody is too fast.
            "TRUSTED_PROXIES": "1",
            "TASKS_IN": "database",
        }

    def environment(self) -> dict[str, str]:
        """The same beside those that this process has."""
        kept = {name: text for name, text in os.environ.items() if name not in UNWANTED}
        return kept | self.variables() | self.clock.variables()


UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "CI")


DISKS = ("media", "cache", "data")


@contextmanager
def a_folder() -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder that is gone at the end, and its folders that are disks: see `Place.disks`."""
    folder = Path(tempfile.mkdtemp(prefix="passerelle-faults-"))
    try:
        with ExitStack() as mounted:
            disks = {}
            for name in DISKS:
                (folder / name).mkdir()
                disks[name] = mounted.enter_context(small_disk(folder / name))
            yield folder, disks
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def set_up(place: Place) -> None:
    """Have Django in this process speak of that site, whose tables are made if need be."""
    os.environ.update(place.variables())
    import django

    django.setup()
    from django.db import connection

    from passerelle.demo.schema import migrate, unpack_template

    if not place.database:
        unpack_template(place.sqlite)
    if not connection.introspection.table_names():
        migrate()
