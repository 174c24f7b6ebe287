"""Database triggers that give each page its audience: that of the nearest root on its path.

Signals would miss `bulk_create`, raw moves and recursive copies; a trigger misses nothing.
A move rewrites the paths of a branch row by row in an unknown order, so a root that changes
place recomputes all that now lies beneath it, whatever came first.
"""

from typing import Any

from django.db import connections

STEP = 4
DEPTHS = range(1, 25)

PREFIXES = ", ".join(f"substr({{page}}.path, 1, {STEP * depth})" for depth in DEPTHS)


def nearest_audience(page: str) -> str:
    """SQL for the audience of the nearest root of `page`, an alias that has a `path`."""
    return f"""(
        SELECT root.audience FROM access_audienceroot root
        JOIN wagtailcore_page above ON above.id = root.page_id
        WHERE above.path IN ({PREFIXES.format(page=page)})
        ORDER BY length(above.path) DESC LIMIT 1)"""


def refresh(where: str) -> str:
    """SQL that writes again the audiences of the pages `item` for which `where` holds."""
    return f"""
        DELETE FROM access_pageaudience WHERE page_id IN
            (SELECT item.id FROM wagtailcore_page item WHERE {where});
        INSERT INTO access_pageaudience (page_id, audience)
            SELECT found.id, found.audience FROM (
                SELECT item.id AS id, {nearest_audience("item")} AS audience
                FROM wagtailcore_page item WHERE {where}) found
            WHERE found.audience IS NOT NULL;"""


def beneath(page_id: str) -> str:
    """SQL condition: `item` is the page of that id or lies beneath it, by the index of path."""
    path = f"(SELECT top.path FROM wagtailcore_page top WHERE top.id = {page_id})"
    return f"item.path >= {path} AND item.path < {path} || 'a'"


ONE = "item.id = NEW.id"
MOVED_ROOT = (
    f"EXISTS (SELECT 1 FROM access_audienceroot WHERE page_id = NEW.id) AND {beneath('NEW.id')}"
)

# name: (table, event, body)
TRIGGERS = {
    "access_page_insert": ("wagtailcore_page", "INSERT", refresh(ONE)),
    "access_page_path": (
        "wagtailcore_page",
        "UPDATE OF path",
        refresh(ONE) + refresh(MOVED_ROOT),
    ),
    "access_root_insert": ("access_audienceroot", "INSERT", refresh(beneath("NEW.page_id"))),
    "access_root_update": (
        "access_audienceroot",
        "UPDATE",
        refresh(beneath("OLD.page_id")) + refresh(beneath("NEW.page_id")),
    ),
    "access_root_delete": ("access_audienceroot", "DELETE", refresh(beneath("OLD.page_id"))),
}


def sqlite_statements() -> list[str]:
    """The statements that install the triggers on SQLite."""
    statements = []
    for name, (table, event, body) in TRIGGERS.items():
        statements.append(f"DROP TRIGGER IF EXISTS {name}")
        statements.append(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {body} END"
        )
    return statements


def postgresql_statements() -> list[str]:
    """The statements that install the triggers on PostgreSQL."""
    statements = []
    for name, (table, event, body) in TRIGGERS.items():
        statements.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$"
            f" BEGIN {body} RETURN NULL; END $$ LANGUAGE plpgsql"
        )
        statements.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        statements.append(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    return statements


def install_triggers(using: str = "default", **signal: Any) -> None:
    """Install the triggers on the database `using`, then write every audience once.

    Args:
        using: alias of a SQLite or PostgreSQL database.
        signal: what Django's `post_migrate` sends along.

    Raises:
        KeyError: the database is neither SQLite nor PostgreSQL.
    """
    connection = connections[using]
    vendors = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    with connection.cursor() as cursor:
        for statement in vendors[connection.vendor]():
            cursor.execute(statement)
        for statement in refresh("1 = 1").split(";")[:-1]:
            cursor.execute(statement)
