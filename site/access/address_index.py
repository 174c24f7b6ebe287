"""An index of the places that addresses lead to: without it, databases read all pages for each.

Wagtail's model names none, and is not ours to change.
"""

from typing import Any

from django.db import connections

METHODS = {"sqlite": "(url_path)", "postgresql": "USING hash (url_path)"}
"""A branch may lie deeper than PostgreSQL's usual index takes letters: a hash has no length."""


def index_addresses(using: str = "default", **signal: Any) -> None:
    """Make the index where there is none; SQLite drops it with a table that it rebuilds.

    Args:
        using: alias of a SQLite or PostgreSQL database.
        signal: what Django's `post_migrate` sends along.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS access_page_address"
            f" ON wagtailcore_page {METHODS[connection.vendor]}"
        )
