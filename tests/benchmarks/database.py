"""A database and a folder of their own, gone at the end."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.servers import remove_indexes


@contextmanager
def temporary_database(engine: str | None = None) -> Iterator[str]:
    """Set Django up on an empty, migrated database.

    Args:
        engine: the search engine that must answer; None for the installation's own.

    Yields:
        The name of the search engine.

    Raises:
        SystemExit: another engine answers here.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "passerelle.settings.test"
    # The test settings name their folder after this, as they do for parallel tests.
    os.environ["PYTEST_XDIST_WORKER"] = f"benchmark-{os.getpid()}"
    point_to(engine)
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    from languages.catalogues import compile_catalogues

    compile_catalogues()
    folder = Path(settings.DATA)
    held = None
    try:
        held = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
        name = engine_name()
        if engine not in (None, name):
            raise SystemExit(
                f"Here {name} answers: point DATABASE_URL or the address of the search engine "
                f"to {engine}, then ask again."
            )
        yield name
    finally:
        if os.environ.get("SEARCH_URL"):
            remove_indexes()
        if held is not None:
            teardown_databases(held, verbosity=0)
        shutil.rmtree(folder, ignore_errors=True)


def point_to(engine: str | None) -> None:
    """Have an engine answer whose server is known by the variables that tests know it by."""
    if engine == "elasticsearch" and (server := os.environ.get("PASSERELLE_ELASTICSEARCH")):
        os.environ.setdefault("SEARCH_URL", f"{server}/benchmark-{os.getpid()}")
    if engine == "postgresql" and (server := os.environ.get("PASSERELLE_POSTGRESQL")):
        os.environ.setdefault("DATABASE_URL", server)


def engine_name() -> str:
    """What the present search engine is called: a database's own is called like the database."""
    from django.conf import settings
    from django.db import connection

    return "elasticsearch" if settings.SEARCH_URL else str(connection.vendor)
