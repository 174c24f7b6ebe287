"""An upgrade changes tables although triggers name them, and audiences still follow."""

from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from access.models import AudienceRoot, PageAudience
from access.triggers import install_triggers, remove_triggers
from pages.models import Home, Section
from tests.factories import add

MIGRATION: Any = ("a migration", False)
REBUILT = (
    "CREATE TABLE another AS SELECT * FROM access_pageaudience",
    "DROP TABLE access_pageaudience",
    "ALTER TABLE another RENAME TO access_pageaudience",
)
"""How Django changes a table in SQLite."""

sqlite_only = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="other databases change tables in place"
)


def rebuild() -> None:
    """Make another table in place of one that triggers name."""
    with connection.cursor() as cursor:
        for statement in REBUILT:
            cursor.execute(statement)


def closed(home: Home, title: str) -> str:
    """The audience of a new section that was given to a space."""
    section = add(home, Section, title)
    AudienceRoot.objects.create(page=section, audience="space:1")
    return PageAudience.objects.get(page=section).audience


@sqlite_only
def test_a_table_that_triggers_name_can_change_while_migrations_run(home: Home) -> None:
    with pytest.raises(OperationalError, match="trigger"), transaction.atomic():
        rebuild()
    remove_triggers(plan=[MIGRATION])
    rebuild()
    install_triggers()
    assert closed(home, "Rubrique") == "space:1"


def test_triggers_stay_where_there_is_nothing_to_migrate(home: Home) -> None:
    remove_triggers(plan=[])
    assert closed(home, "Rubrique") == "space:1"
