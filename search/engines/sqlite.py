"""The embedded engine: SQLite's FTS5 over stems, filters and facets by plain joins."""

from dataclasses import replace
from typing import Any

from django.db import connection

from search.engines.base import PAGE_SIZE, SINGLE_VALUED, Answer, Request
from search.models import SearchDocument
from search.query import TextQuery
from search.words import stems
from thesaurus.vocabulary import vocabulary

TITLE_WEIGHT, THEME_WEIGHT, SUMMARY_WEIGHT, BODY_WEIGHT = 12.0, 4.0, 3.0, 1.0
RANK = f"bm25(search_text, {TITLE_WEIGHT}, {THEME_WEIGHT}, {SUMMARY_WEIGHT}, {BODY_WEIGHT})"

AFTER_LETTERS = "["
"""Sorts after every letter and digit that paths of the page tree are made of."""

ORDERS = {
    "date": "document.date DESC, document.id DESC",
    "title": "document.title_key, document.id",
    "agenda": (
        "document.date < date('now'),"
        " CASE WHEN document.date >= date('now') THEN document.date END,"
        " document.date DESC, document.id DESC"
    ),
}


def theme_token(code: str) -> str:
    """The word under which a theme is indexed beside the texts."""
    return "theme0" + code.replace("-", "0")


def match_expression(query: TextQuery) -> str:
    """An FTS5 expression made of quoted phrases only, so that no input can be an operator."""
    groups = []
    for group in query.groups:
        phrases = [" ".join(phrase) for phrase in sorted(group.phrases)]
        phrases += [theme_token(code) for code in sorted(group.themes)]
        groups.append("(" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")")
    return " AND ".join(groups)


class SqliteEngine:
    """Full text search inside the site's own database file."""

    def prepare(self) -> None:
        """Create the virtual table of stems."""
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5("
                "title, themes, summary, body,"
                " tokenize='unicode61 remove_diacritics 2')"
            )

    def index(self, documents: list[SearchDocument]) -> None:
        """Write the stems of these documents."""
        terms = vocabulary()
        rows = []
        for document in documents:
            themes = {code for theme in document.themes for code in terms.with_broader(theme)}
            rows.append(
                (
                    document.pk,
                    " ".join(stems(document.title, document.language)),
                    " ".join(theme_token(code) for code in sorted(themes)),
                    " ".join(stems(document.summary, document.language)),
                    " ".join(stems(document.body, document.language)),
                )
            )
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO search_text (rowid, title, themes, summary, body)"
                " VALUES (%s, %s, %s, %s, %s)",
                rows,
            )

    def remove(self, document_ids: list[int]) -> None:
        """Delete the stems of these documents."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_text WHERE rowid = %s", [(key,) for key in document_ids]
            )

    def find(self, request: Request) -> Answer:
        """Find a page of ids, the total and the counts of every facet."""
        source, values = self.matching(request)
        facets = self.all_facets(request, source, values) if request.counted else {}
        total = self.total(source, values)
        last = max(1, -(-total // PAGE_SIZE))
        page = min(request.page, last)
        order = ORDERS.get(request.sort)
        if order is None:
            # Own language first, then the best match; a list without words falls back to dates.
            order = "document.language <> %s, " + (
                f"{RANK}, document.id" if request.query and request.query.groups else ORDERS["date"]
            )
            values = [*values, request.language]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT document.id {source} ORDER BY {order} LIMIT %s OFFSET %s",
                [*values, PAGE_SIZE, (page - 1) * PAGE_SIZE],
            )
            ids = [row[0] for row in cursor.fetchall()]
        return Answer(ids, total, page, facets)

    def all_facets(
        self, request: Request, source: str, values: list[Any]
    ) -> dict[str, dict[str, int]]:
        """The counts of every facet, each as following its links gives it."""
        facets = self.facets(source, values)
        if request.one_version and "language" not in request.filters:
            facets["language"] = self.facet("language", replace(request, one_version=False))
        if request.excluded:
            facets["period"] = self.facet("period", replace(request, excluded=()))
        return facets

    def count(self, request: Request) -> int:
        """How many documents a request finds."""
        return self.total(*self.matching(request))

    def total(self, source: str, values: list[Any]) -> int:
        """How many rows a FROM clause gives."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) {source}", values)
            return int(cursor.fetchone()[0])

    def facets(self, source: str, values: list[Any]) -> dict[str, dict[str, int]]:
        """How many of the rows that a FROM clause gives have each value of each facet."""
        found: dict[str, dict[str, int]] = {}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT facet.name, facet.value, COUNT(*) FROM search_documentfacet facet"
                f" WHERE facet.document_id IN (SELECT document.id {source})"
                " GROUP BY facet.name, facet.value",
                values,
            )
            for name, value, number in cursor.fetchall():
                found.setdefault(name, {})[value] = number
        return found

    def facet(self, name: str, request: Request) -> dict[str, int]:
        """How many documents of a request have each value of one facet."""
        source, values = self.matching(request)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT facet.value, COUNT(*) FROM search_documentfacet facet"
                f" WHERE facet.name = %s AND facet.document_id IN (SELECT document.id {source})"
                " GROUP BY facet.value",
                [name, *values],
            )
            return dict(cursor.fetchall())

    def matching(self, request: Request) -> tuple[str, list[Any]]:
        """The FROM and WHERE clauses of a request, with their values."""
        tables = "FROM search_searchdocument document"
        conditions = [f"document.audience IN ({marks(request.audiences)})"]
        values: list[Any] = []
        if request.query and request.query.groups:
            # A cross join keeps the text index in front: SQLite would else probe it row by row.
            tables = (
                "FROM search_text CROSS JOIN search_searchdocument document"
                " ON document.id = search_text.rowid"
            )
            conditions.insert(0, "search_text MATCH %s")
            values.append(match_expression(request.query))
        values.extend(request.audiences)
        if request.paths is not None:
            beneath = " OR ".join(
                ["document.path > %s AND document.path < %s"] * len(request.paths)
            )
            conditions.append(f"({beneath or '1 = 0'})")
            for path in request.paths:
                values.extend([path, path + AFTER_LETTERS])
        for name, codes in self.conditions(request):
            conditions.append(
                "EXISTS (SELECT 1 FROM search_documentfacet wanted WHERE"
                " wanted.document_id = document.id AND wanted.name = %s"
                f" AND wanted.value IN ({marks(codes)}))"
            )
            values.extend([name, *codes])
        for name, code in request.excluded:
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM search_documentfacet refused WHERE"
                " refused.document_id = document.id AND refused.name = %s AND refused.value = %s)"
            )
            values.extend([name, code])
        return f"{tables} WHERE {' AND '.join(conditions)}", values

    def conditions(self, request: Request) -> list[tuple[str, tuple[str, ...]]]:
        """(facet, alternatives) pairs that must all hold."""
        wanted = []
        for name, codes in request.filters.items():
            if name in SINGLE_VALUED:
                wanted.append((name, codes))
            else:
                wanted.extend((name, (code,)) for code in codes)
        if request.one_version and "language" not in request.filters:
            wanted.append(("shown", (request.language,)))
        return wanted


def marks(values: tuple[str, ...]) -> str:
    """Placeholders for so many values; an empty list matches nothing."""
    return ", ".join(["%s"] * len(values)) or "NULL"
