"""Database triggers that give each page and collection its audience: that of the nearest root.

Signals would miss `bulk_create`, raw moves and recursive copies; a trigger misses nothing.
A move rewrites the paths of a branch row by row in an unknown order, so a root that changes
place recomputes all that now lies beneath it, whatever came first. A page that is inserted as
the translation of a root becomes a root of the same audience before anything is computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

STEP = 4
DEPTHS = range(1, 25)

BY_INDEX = ("enable_seqscan", "jit")
"""What PostgreSQL must not do in triggers. It keeps the plan of a trigger's first run: made while
tables are small or were never looked at, it would read all pages for each row of an import."""

PREFIXES = ", ".join(f"substr({{item}}.path, 1, {STEP * depth})" for depth in DEPTHS)

TRANSLATED_ROOT = """
    INSERT INTO access_audienceroot (page_id, audience)
        SELECT NEW.id, root.audience FROM access_audienceroot root
        JOIN wagtailcore_page original ON original.id = root.page_id
        WHERE original.translation_key = NEW.translation_key AND original.id <> NEW.id
            AND original.alias_of_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM access_audienceroot own WHERE own.page_id = NEW.id)
        LIMIT 1;"""


@dataclass(frozen=True)
class Tree:
    """A tree whose nodes get an audience.

    Attributes:
        prefix: what the names of its triggers begin with.
        node: the table of nodes, with `id` and `path`.
        root: the table of roots.
        audience: the table that the triggers write.
        key: the column by which both name a node.
        on_insert: SQL to run first when a node is inserted.
    """

    prefix: str
    node: str
    root: str
    audience: str
    key: str
    on_insert: str = ""

    def nearest_audience(self, item: str) -> str:
        """SQL for the audience of the nearest root of `item`, an alias that has a `path`.

        The limit within makes databases look for the few nodes above first, by the index of
        paths, and never for all roots.
        """
        return f"""(
            SELECT root.audience FROM (
                SELECT node.id, node.path FROM {self.node} node
                WHERE node.path IN ({PREFIXES.format(item=item)}) LIMIT {len(DEPTHS)}) above
            JOIN {self.root} root ON root.{self.key} = above.id
            ORDER BY length(above.path) DESC LIMIT 1)"""

    def refresh(self, where: str) -> str:
        """SQL that writes again the audiences of the nodes `item` for which `where` holds."""
        return f"""
            DELETE FROM {self.audience} WHERE {self.key} IN
                (SELECT item.id FROM {self.node} item WHERE {where});
            INSERT INTO {self.audience} ({self.key}, audience)
                SELECT found.id, found.audience FROM (
                    SELECT item.id AS id, {self.nearest_audience("item")} AS audience
                    FROM {self.node} item WHERE {where}) found
                WHERE found.audience IS NOT NULL;"""

    def beneath(self, node_id: str) -> str:
        """SQL condition: `item` is the node of that id or lies beneath it, by the path index.

        Treebeard has paths compared by bytes, whatever language a database sorts texts in.
        """
        path = f"(SELECT top.path FROM {self.node} top WHERE top.id = {node_id})"
        return f"item.path >= {path} AND item.path < {path} || 'a'"

    def triggers(self) -> dict[str, tuple[str, str, str]]:
        """Table, event and body by name."""
        one = "item.id = NEW.id"
        moved_root = (
            f"EXISTS (SELECT 1 FROM {self.root} WHERE {self.key} = NEW.id)"
            f" AND {self.beneath('NEW.id')}"
        )
        old, new = self.beneath(f"OLD.{self.key}"), self.beneath(f"NEW.{self.key}")
        return {
            f"{self.prefix}_insert": (self.node, "INSERT", self.on_insert + self.refresh(one)),
            f"{self.prefix}_path": (
                self.node,
                "UPDATE OF path",
                self.refresh(one) + self.refresh(moved_root),
            ),
            f"{self.prefix}_root_insert": (self.root, "INSERT", self.refresh(new)),
            f"{self.prefix}_root_update": (
                self.root,
                "UPDATE",
                self.refresh(old) + self.refresh(new),
            ),
            f"{self.prefix}_root_delete": (self.root, "DELETE", self.refresh(old)),
        }

    def waits(self) -> dict[str, tuple[str, str, str]]:
        """Triggers for where several write at once: an audience and what it spreads to are in turn.

        Whoever changes a root waits for nodes that others are putting beneath it, and they wait
        for her, whoever came first. Triggers fire in the order of their names: these come before
        those that compute audiences, which then see what the other did.
        """
        above = (
            f"PERFORM 1 FROM {self.node} above WHERE above.path IN"
            f" ({PREFIXES.format(item='NEW')}) AND above.id <> NEW.id FOR KEY SHARE;"
        )
        old, new = (
            f"PERFORM 1 FROM {self.node} WHERE id = {row}.{self.key} FOR UPDATE;"
            for row in ("OLD", "NEW")
        )
        return {
            f"{self.prefix}_hold_insert": (self.node, "INSERT", above),
            f"{self.prefix}_hold_path": (self.node, "UPDATE OF path", above),
            f"{self.prefix}_hold_root_insert": (self.root, "INSERT", new),
            f"{self.prefix}_hold_root_update": (self.root, "UPDATE", old + new),
            f"{self.prefix}_hold_root_delete": (self.root, "DELETE", old),
        }


PAGES = Tree(
    "access_page",
    "wagtailcore_page",
    "access_audienceroot",
    "access_pageaudience",
    "page_id",
    TRANSLATED_ROOT,
)
COLLECTIONS = Tree(
    "access_collection",
    "wagtailcore_collection",
    "access_collectionroot",
    "access_collectionaudience",
    "collection_id",
)
TREES = (PAGES, COLLECTIONS)

# What a page's audience was is kept for “who could see this on that day?”; rows that are
# written again with the same audience change nothing.
HISTORY = {
    "access_audience_history": (
        "access_pageaudience",
        "INSERT",
        """
        INSERT INTO access_audiencehistory (page_id, audience, since)
            SELECT NEW.page_id, NEW.audience, CURRENT_TIMESTAMP
            WHERE NEW.audience <> COALESCE((
                SELECT last.audience FROM access_audiencehistory last
                WHERE last.page_id = NEW.page_id ORDER BY last.id DESC LIMIT 1), '');""",
    )
}


def sqlite_statements(triggers: dict[str, tuple[str, str, str]]) -> list[str]:
    """The statements that install triggers on SQLite."""
    statements = []
    for name, (table, event, body) in triggers.items():
        statements.append(f"DROP TRIGGER IF EXISTS {name}")
        statements.append(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {body} END"
        )
    return statements


def postgresql_statements(triggers: dict[str, tuple[str, str, str]]) -> list[str]:
    """The statements that install triggers on PostgreSQL, where readers wait for none of them."""
    statements = []
    without = "".join(f" SET {name} = off" for name in BY_INDEX)
    for name, (table, event, body) in triggers.items():
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$"
            f" BEGIN {body} RETURN NULL; END $$ LANGUAGE plpgsql{without}"
        )
        statements.append(
            f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    return statements


VENDORS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def install(triggers: dict[str, tuple[str, str, str]], using: str = "default") -> None:
    """Install triggers on a database, in place of those of the same names.

    Args:
        triggers: (table, event, body) by name; a body is SQL that both databases understand.
        using: alias of a SQLite or PostgreSQL database.

    Raises:
        KeyError: the database is neither SQLite nor PostgreSQL.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in VENDORS[connection.vendor](triggers):
            cursor.execute(statement)


def remove_triggers(using: str = "default", plan: Sequence[Any] = (), **signal: Any) -> None:
    """Remove every trigger of SQLite before a migration; all come back after it.

    SQLite changes a table by making another in its place, and refuses while a trigger names it.

    Args:
        using: alias of a database.
        plan: the migrations that will run.
        signal: what else Django's `pre_migrate` sends along.
    """
    if not plan or connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connections[using].ops.quote_name(name)}")


def install_triggers(using: str = "default", **signal: Any) -> None:
    """Install the triggers of both trees, then write every audience once; no reader misses one.

    Args:
        using: alias of a SQLite or PostgreSQL database.
        signal: what Django's `post_migrate` sends along.
    """
    open_root_collection(using)
    with transaction.atomic(using), connections[using].cursor() as cursor:
        install(HISTORY, using)
        for tree in TREES:
            install(tree.triggers(), using)
        if connections[using].vendor == "postgresql":
            for tree in TREES:
                install(tree.waits(), using)
            for name in BY_INDEX:
                cursor.execute(f"SET LOCAL {name} = off")
        for tree in TREES:
            for statement in tree.refresh("1 = 1").split(";")[:-1]:
                cursor.execute(statement)


def open_root_collection(using: str) -> None:
    """Let the files of a site be public where nothing else is said."""
    from wagtail.models import Collection

    from access.models import PUBLIC, CollectionRoot

    for root in Collection.objects.using(using).filter(depth=1):
        CollectionRoot.objects.using(using).get_or_create(
            collection=root, defaults={"audience": PUBLIC}
        )
