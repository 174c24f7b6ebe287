"""Whether the tables of a backup are those of this program, and a database that has them."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from passerelle.backup.manifest import Manifest
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.tables import kept_tables
from passerelle.demo.schema import migrate, unpack_template

Node = tuple[str, str]


class Version:
    """The version of the program that a backup is of.

    Attributes:
        is_present: whether it is this one.
        registry: of the models of that version.
        last: the last migration of each app, where it is an older one.
    """

    def __init__(self, manifest: Manifest) -> None:
        loader = MigrationLoader(None, ignore_no_migrations=True)
        seen = {(app, name) for app, name in manifest.migrations}
        known = set(loader.disk_migrations)
        replaced = {node for each in loader.disk_migrations.values() for node in each.replaces}
        if seen - known - replaced:
            raise ArchiveError(
                "This backup was made by a newer version of the program: bring this one up to date."
            )
        nodes = set(loader.graph.nodes)
        self.is_present = nodes <= seen
        self.last: list[Node] = []
        self.registry: Any = apps
        if not self.is_present:
            self.last = sorted(last_of(loader, nodes & seen))
            self.registry = loader.project_state(self.last).apps
        self.tables = kept_tables(self.registry)
        check_columns(self, manifest)


def last_of(loader: MigrationLoader, seen: set[Node]) -> set[Node]:
    """Of migrations that were seen, those that none of the same app follows."""
    followed = {
        parent.key
        for node in seen
        for parent in loader.graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    return seen - followed


def check_columns(version: Version, manifest: Manifest) -> None:
    """Refuse a backup of other tables.

    Raises:
        ArchiveError: a table or a column is missing, or too many.
    """
    wanted = {table.name: set(table.columns) for table in version.tables}
    found = {table.name: set(table.columns) for table in manifest.tables}
    if wanted != found:
        others = sorted(name for name in wanted | found if wanted.get(name) != found.get(name))
        raise ArchiveError(
            "This backup was made by another version of the program, whose tables were not these: "
            f"{', '.join(others[:5])}. Restore it with that version, then bring it up to date."
        )


def is_without_tables() -> bool:
    """Whether the database has no tables yet."""
    return not connection.introspection.table_names()


def prepare(version: Version) -> None:
    """Give the database the tables of a version.

    Args:
        version: that of a backup.

    Raises:
        ArchiveError: the version is an older one, and there are tables already.
    """
    if version.is_present:
        if connection.vendor == "sqlite" and is_without_tables():
            file = Path(str(connection.settings_dict["NAME"]))
            connection.close()
            file.unlink(missing_ok=True)
            unpack_template(file)
        migrate()
        return
    if not is_without_tables():
        raise ArchiveError(
            "This backup was made by an older version of the program: it can be restored into an "
            "empty database only, and is brought up to date there."
        )
    MigrationExecutor(connection).migrate(version.last)
