"""The embedded engine: SQLite's FTS5 over stems, filters and facets by plain joins."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.engines.base import PAGE_SIZE, SINGLE_VALUED, Answer, Request
from search.models import SearchDocument
from search.query import Group, TextQuery
from search.words import stems
from thesaurus.vocabulary import vocabulary

WEIGHTS = {"title": 12, "themes": 4, "summary": 3}
"""What a group of words counts for where it is found; in the body alone it counts for nothing."""

MOST_NAMED = 1000
"""As many ids are named one by one; more are found again by the database."""

AFTER_LETTERS = "["
"""Sorts after every letter and digit that paths of the page tree are made of."""

ORDERS = {
    "date": "document.date DESC, document.object_id DESC, document.id",
    "title": "document.title_key, document.object_id, document.id",
    "agenda": (
        "document.date < date('now'),"
        " CASE WHEN document.date >= date('now') THEN document.date END,"
        " document.date DESC, document.object_id DESC, document.id"
    ),
}


def theme_token(code: str) -> str:
    """The word under which a theme is indexed beside the texts."""
    return "theme0" + code.replace("-", "0")


def match_expression(query: TextQuery) -> str:
    """An FTS5 expression made of quoted phrases only, so that no input can be an operator."""
    return " AND ".join(alternatives(group) for group in query.groups)


def alternatives(group: Group) -> str:
    """An FTS5 expression for the phrases and themes any of which satisfies a group."""
    phrases = [" ".join(phrase) for phrase in sorted(group.phrases)]
    phrases += [theme_token(code) for code in sorted(group.themes)]
    return "(" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")"


def ranking(query: TextQuery) -> tuple[str, list[str]]:
    """SQL that orders documents by where they hold the words, then by date, with its values.

    Without a telling word, by date only.

    Not by FTS5's own `bm25`: it weighs words by how rare they are among all documents, so that
    those which a reader may not see would change the order of those which she does.
    """
    terms, values = [], []
    for group in query.groups:
        for column, weight in WEIGHTS.items():
            terms.append(
                "(document.id IN (SELECT rowid FROM search_text WHERE search_text MATCH %s))"
                f" * {weight}"
            )
            values.append(f"{{{column}}} : {alternatives(group)}")
    best = [f"{' + '.join(terms)} DESC"] if terms else []
    return ", ".join([*best, ORDERS["date"]]), values


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
        """Find a page of ids, the total and the counts of the facets that are wanted."""
        source, values = self.matching(request)
        ids = self.ordered(request, source, values)
        facets: dict[str, dict[str, int]] = {}
        if request.counted:
            members = (marks(ids), ids) if len(ids) <= MOST_NAMED else (ids_of(source), values)
            facets = self.facets(request.counted, *members)
            if request.one_version and "language" not in request.filters:
                whole, held = self.matching(replace(request, one_version=False))
                facets |= self.facets(("language",), ids_of(whole), held)
            if request.excluded:
                whole, held = self.matching(replace(request, excluded=()))
                facets |= self.facets(("period",), ids_of(whole), held)
        last = max(1, -(-len(ids) // PAGE_SIZE))
        page = min(request.page, last)
        start = (page - 1) * PAGE_SIZE
        return Answer(ids[start : start + PAGE_SIZE], len(ids), page, facets)

    def ordered(self, request: Request, source: str, values: list[Any]) -> list[int]:
        """Every id that a FROM clause gives, in the order that is asked for."""
        order = ORDERS.get(request.sort)
        if order is None:
            # Own language first, then the best match; a list without words falls back to dates.
            rank, held = ranking(request.query) if request.query else (ORDERS["date"], [])
            order = f"document.language <> %s, {rank}"
            values = [*values, request.language, *held]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT document.id {source} ORDER BY {order}", values)
            return [row[0] for row in cursor.fetchall()]

    def count(self, request: Request) -> int:
        """How many documents a request finds."""
        source, values = self.matching(request)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) {source}", values)
            return int(cursor.fetchone()[0])

    def documents(self, request: Request) -> QuerySet[SearchDocument]:
        """All documents that a request finds, whatever its page, in no order."""
        source, values = self.matching(request)
        return SearchDocument.objects.filter(pk__in=RawSQL(ids_of(source), values))

    def facets(
        self, names: tuple[str, ...], members: str, values: Sequence[Any]
    ) -> dict[str, dict[str, int]]:
        """How many documents have each value of these facets.

        Args:
            names: the facets.
            members: SQL that lists the documents' ids, or gives them.
            values: the values in it.
        """
        found: dict[str, dict[str, int]] = {name: {} for name in names}
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT facet.name, facet.value, counted.number FROM ("
                "SELECT link.facet_id AS facet_id, COUNT(*) AS number"
                f" FROM search_documentfacet link WHERE link.document_id IN ({members})"
                " AND +link.facet_id IN"  # the plus keeps documents in front
                f" (SELECT id FROM search_facet WHERE name IN ({marks(names)}))"
                " GROUP BY link.facet_id) counted"
                " JOIN search_facet facet ON facet.id = counted.facet_id",
                [*values, *names],
            )
            for name, value, number in cursor.fetchall():
                found[name][value] = number
        return found

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
                " wanted.document_id = document.id AND wanted.facet_id IN"
                f" (SELECT id FROM search_facet WHERE name = %s AND value IN ({marks(codes)})))"
            )
            values.extend([name, *codes])
        for name, code in request.excluded:
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM search_documentfacet refused WHERE"
                " refused.document_id = document.id AND refused.facet_id IN"
                " (SELECT id FROM search_facet WHERE name = %s AND value = %s))"
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


def ids_of(source: str) -> str:
    """SQL for the ids that a FROM clause gives."""
    return f"SELECT document.id {source}"


def marks(values: Sequence[Any]) -> str:
    """Placeholders for so many values; an empty list matches nothing."""
    return ", ".join(["%s"] * len(values)) or "NULL"
