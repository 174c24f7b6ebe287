"""Database triggers by which the index follows audiences at once, whatever changed them.

The audience of a page's document is always that of the page, and that of a file's document that
of the file's collection, unless the document is switched off. Nothing waits for the outbox: who
may no longer see something does not count it, whether or not the index has heard the rest.
"""

from typing import Any

from django.db import connections

from access.models import SWITCHED_OFF
from access.triggers import install

Triggers = dict[str, tuple[str, str, str]]

INDEX = "search_searchdocument"
PUSHES, EXTERNAL = "search_push", "search_externalindex"
PAGES, COLLECTIONS = "access_pageaudience", "access_collectionaudience"
FILES = "files_sitedocument"

PAGE_AUDIENCE = f"(SELECT held.audience FROM {PAGES} held WHERE held.page_id = object_id)"
FILE_AUDIENCE = (
    f"(SELECT held.audience FROM {COLLECTIONS} held JOIN {FILES} file"
    " ON file.collection_id = held.collection_id WHERE file.id = object_id)"
)
REFRESH = {"page": PAGE_AUDIENCE, "document": FILE_AUDIENCE}
UNLESS = {"page": "", "document": f" AND audience <> '{SWITCHED_OFF}'"}


def following(kind: str, where: str) -> str:
    """SQL that gives documents of a kind the audience of what they are about."""
    return (
        f"UPDATE {INDEX} SET audience = COALESCE({REFRESH[kind]}, '')"
        f" WHERE kind = '{kind}'{UNLESS[kind]} AND {where};"
    )


def inside(row: str) -> str:
    """SQL condition: a document is about a file of the collection of a row."""
    return f"object_id IN (SELECT id FROM {FILES} WHERE collection_id = {row}.collection_id)"


def triggers() -> Triggers:
    """Table, event and body by name."""
    found: Triggers = {}
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        name = event.lower()
        found[f"search_page_{name}"] = (
            PAGES,
            event,
            following("page", f"object_id = {row}.page_id"),
        )
        found[f"search_collection_{name}"] = (
            COLLECTIONS,
            event,
            following("document", inside(row)),
        )
    found["search_file_moved"] = (
        FILES,
        "UPDATE OF collection_id",
        following("document", "object_id = NEW.id"),
    )
    # Not after every update: the one that these triggers make themselves would call them again.
    for name, event in (("insert", "INSERT"), ("rewrite", "UPDATE OF title_key")):
        found[f"search_document_{name}"] = (
            INDEX,
            event,
            "".join(following(kind, f"id = NEW.id AND NEW.kind = '{kind}'") for kind in REFRESH),
        )
    return found | pushes()


def pushing(row: str, believed: str) -> str:
    """SQL that notes a change of a document for the external indexes, if there is any.

    Args:
        row: `NEW` or `OLD`.
        believed: SQL for who could see it before, where that changed.
    """
    return (
        f"INSERT INTO {PUSHES} (document_id, believed, noted_at, due_at)"
        f" SELECT {row}.id, {believed}, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
        f" WHERE EXISTS (SELECT 1 FROM {EXTERNAL});"
    )


def pushes() -> Triggers:
    """Triggers that note what external indexes must hear of.

    They run after the change, which holds the row: a later change always has a higher number.
    """
    changed = "CASE WHEN OLD.audience <> NEW.audience THEN OLD.audience ELSE '' END"
    return {
        "search_push_insert": (INDEX, "INSERT", pushing("NEW", "''")),
        "search_push_update": (INDEX, "UPDATE", pushing("NEW", changed)),
        "search_push_delete": (INDEX, "DELETE", pushing("OLD", "OLD.audience")),
    }


def install_triggers(using: str = "default", **signal: Any) -> None:
    """Install the triggers, then bring every audience in the index up to date once.

    Args:
        using: alias of a SQLite or PostgreSQL database.
        signal: what Django's `post_migrate` sends along.
    """
    install(triggers(), using)
    with connections[using].cursor() as cursor:
        for kind in REFRESH:
            cursor.execute(following(kind, "1 = 1").rstrip(";"))
