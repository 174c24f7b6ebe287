"""Indexes of pages by their address, and by their depth, which menus ask for.

Without them, databases read all pages for each; Wagtail's model names none, and is not ours to
change.
"""

from typing import Any

from django.db import connections

METHODS = {"sqlite": "(url_path)", "postgresql": "USING hash (url_path)"}
"""A branch may lie deeper than PostgreSQL's usual index takes letters: a hash has no length."""


def index_pages(using: str = "default", **signal: Any) -> None:
    """Make those that are not there; SQLite drops them with a table that it rebuilds.

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
        cursor.execute("CREATE INDEX IF NOT EXISTS access_page_depth ON wagtailcore_page (depth)")
