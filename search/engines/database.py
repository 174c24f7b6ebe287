"""What the two database engines share: filters, facets and order are plain joins."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search.engines.base import PAGE_SIZE, Answer, Request, last_page
from search.models import SearchDocument
from search.query import Group
from search.ranking import clues

MOST_NAMED = 1000
"""As many ids are named one by one; more are found again by the database."""

AFTER_LETTERS = "["
"""Sorts after every letter and digit that paths of the page tree are made of."""

BY_DATE = "document.date DESC NULLS LAST, document.object_id DESC, document.id"

ORDERS = {
    "date": BY_DATE,
    "title": "document.title_key, document.object_id, document.id",
    "agenda": (
        "CASE WHEN document.date >= CURRENT_DATE THEN 0 ELSE 1 END,"
        " CASE WHEN document.date >= CURRENT_DATE THEN document.date END,"
        f" {BY_DATE}"
    ),
}

TEXTS_FIRST = "FROM search_text CROSS JOIN search_searchdocument document"
"""A cross join keeps the text index in front: SQLite would else probe it row by row."""

Clause = tuple[str, list[Any]]
"""SQL with its values."""


def ids_of(source: str) -> str:
    """SQL for the ids that a FROM clause gives."""
    return f"SELECT document.id {source}"


def marks(values: Sequence[Any]) -> str:
    """Placeholders for so many values; an empty list matches nothing."""
    return ", ".join(["%s"] * len(values)) or "NULL"


class Texts(Protocol):
    """The full text index of a database: a table `search_text` with a row a document."""

    key: str
    """The column that holds the document's id."""

    def prepare(self) -> None:
        """Create the table, unless it is there."""
        ...

    def write(self, documents: list[SearchDocument]) -> None:
        """Take in documents, in place of what was known of them."""
        ...

    def remove(self, document_ids: list[int]) -> None:
        """Forget documents."""
        ...

    def held(self, documents: list[SearchDocument]) -> dict[int, bool]:
        """Of the documents that it has, by id: whether it has them as it would write them now."""
        ...

    def found_in(self, place: str, group: Group) -> Clause:
        """SQL condition on `search_text`: a document has a group in a column, or in any `text`."""
        ...

    def titled(self, beginnings: list[str]) -> Clause:
        """SQL condition on `search_text`: the title has words that begin so."""
        ...


class DatabaseEngine:
    """Finds documents in the site's own database."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.joined = f"document.id = search_text.{texts.key}"

    def prepare(self) -> None:
        """Create what the engine needs beside the index table."""
        self.texts.prepare()

    def index(self, documents: list[SearchDocument]) -> None:
        """Take in documents that were written to the index table."""
        self.texts.write(documents)

    def remove(self, document_ids: list[int]) -> None:
        """Forget documents."""
        self.texts.remove(document_ids)

    def strays(self) -> list[int]:
        """The ids of texts whose documents are gone."""
        return self.listed(
            f"SELECT {self.texts.key} FROM search_text WHERE {self.texts.key} NOT IN"
            " (SELECT id FROM search_searchdocument)",
            [],
        )

    def find(self, request: Request) -> Answer:
        """Find a page of ids, the total and the counts of the facets that are wanted."""
        source, values = self.matching(request)
        ids = self.ordered(request, source, values)
        alike = tuple(name for name in request.counted if request.counting(name) == request)
        facets: dict[str, dict[str, int]] = {}
        if alike:
            members = (marks(ids), ids) if len(ids) <= MOST_NAMED else (ids_of(source), values)
            facets = self.facets(alike, *members)
        for name in request.counted:
            if name not in alike:
                whole, held = self.matching(request.counting(name))
                facets |= self.facets((name,), ids_of(whole), held)
        page = min(request.page, last_page(len(ids)))
        start = (page - 1) * PAGE_SIZE
        return Answer(ids[start : start + PAGE_SIZE], len(ids), page, facets)

    def ordered(self, request: Request, source: str, values: list[Any]) -> list[int]:
        """Every id that a FROM clause gives, in the order that is asked for."""
        order = ORDERS.get(request.sort)
        if order is None:
            # Own language first, then the best match; a list without words falls back to dates.
            rank, held = self.ranking(request)
            order = f"document.language <> %s, {rank}"
            values = [*values, request.language, *held]
        return self.listed(f"SELECT document.id {source} ORDER BY {order}", values)

    def ranking(self, request: Request) -> Clause:
        """SQL that orders documents by where they hold the words, then by date.

        Without a telling word, by date only.
        """
        terms, values = [], []
        query = request.query
        for clue in clues(query, some=request.least > 0) if query else ():
            condition, held = self.texts.found_in(clue.place, clue.group)
            terms.append(
                f"CASE WHEN document.id IN (SELECT {self.texts.key} FROM search_text"
                f" WHERE {condition}) THEN {clue.weight} ELSE 0 END"
            )
            values.extend(held)
        best = [f"{' + '.join(terms)} DESC"] if terms else []
        return ", ".join([*best, BY_DATE]), values

    def counts(self, requests: list[Request]) -> list[int]:
        """How many documents each of these requests finds."""
        return [
            self.listed(f"SELECT COUNT(*) {source}", values)[0]
            for source, values in map(self.matching, requests)
        ]

    def all(self, request: Request) -> Iterator[int]:
        """The ids of all documents that a request finds, in order, whatever its page."""
        yield from self.ordered(request, *self.matching(request))

    def titles(
        self, beginnings: list[str], audiences: tuple[str, ...], language: str, most: int
    ) -> list[int]:
        """Documents whose titles have words that begin so, those of a language first."""
        if not beginnings:
            return []
        condition, values = self.texts.titled(beginnings)
        return self.listed(
            f"SELECT document.id {TEXTS_FIRST} WHERE {self.joined} AND {condition}"
            f" AND document.audience IN ({marks(audiences)})"
            f" ORDER BY document.language <> %s, length(document.title), {BY_DATE} LIMIT %s",
            [*values, *audiences, language, most],
        )

    def documents(self, request: Request) -> QuerySet[SearchDocument]:
        """All documents that a request finds, whatever its page, in no order."""
        source, values = self.matching(request)
        return SearchDocument.objects.filter(pk__in=RawSQL(ids_of(source), values))

    def listed(self, statement: str, values: Sequence[Any]) -> list[int]:
        """The numbers that a statement gives, one a row."""
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return [row[0] for row in cursor.fetchall()]

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

    def wanted(self, groups: tuple[Group, ...], least: int) -> Clause:
        """SQL condition on `search_text`: a document satisfies all of these groups, or so many."""
        found = [self.texts.found_in("text", group) for group in groups]
        values = [value for _condition, held in found for value in held]
        key = self.texts.key
        if len(groups) == 1:
            return found[0]
        each = [f"SELECT {key} FROM search_text WHERE {condition}" for condition, _held in found]
        if not least:
            return f"search_text.{key} IN ({' INTERSECT '.join(each)})", values
        counted = f"SELECT {key} FROM ({' UNION ALL '.join(each)}) GROUP BY {key}"
        return f"search_text.{key} IN ({counted} HAVING COUNT(*) >= %s)", [*values, least]

    def matching(self, request: Request) -> Clause:
        """The FROM and WHERE clauses of a request, with their values."""
        tables = "FROM search_searchdocument document"
        conditions = [f"document.audience IN ({marks(request.audiences)})"]
        values: list[Any] = []
        if request.query and request.query.groups:
            tables = TEXTS_FIRST
            condition, held = self.wanted(request.query.groups, request.least)
            conditions[:0] = [self.joined, condition]
            values.extend(held)
        values.extend(request.audiences)
        for group in request.query.without if request.query else ():
            condition, held = self.texts.found_in("text", group)
            conditions.append(
                f"document.id NOT IN (SELECT {self.texts.key} FROM search_text WHERE {condition})"
            )
            values.extend(held)
        for comparison, day in ((">=", request.date_from), ("<=", request.date_to)):
            if day:
                conditions.append(f"document.date {comparison} %s")
                values.append(day)
        if request.paths is not None:
            beneath = " OR ".join(
                ["document.path > %s AND document.path < %s"] * len(request.paths)
            )
            conditions.append(f"({beneath or '1 = 0'})")
            for path in request.paths:
                values.extend([path, path + AFTER_LETTERS])
        for name, codes in request.conditions():
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
