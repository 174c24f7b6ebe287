"""SQLite's full text index: FTS5 over stems."""

import json
from contextlib import AbstractContextManager, nullcontext

from django.db import connection

from access.among import as_json
from search.columns import TEXT, columns, theme_token
from search.engines.base import AFTER_LETTERS
from search.engines.texts import ANYWHERE, Clause, Operators, Wanted
from search.facets import numbers_of
from search.models import SearchDocument
from search.query import Group
from search.words import folded_words

PLACES = ("title", "themes", "summary", "about", "body")
COLUMNS = (*PLACES, "facets")

WORDS = Operators(" AND ", " OR ")

CREATE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5({', '.join(COLUMNS)},"
    " columnsize=0, tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_title USING fts5(named, columnsize=0,"
    " prefix='2 3', tokenize='unicode61 remove_diacritics 2')",
    # All that a search reads of the many documents it finds, apart from their long texts.
    "CREATE INDEX IF NOT EXISTS search_document_facts ON search_searchdocument"
    " (id, audience, language, date, object_id, path, facets)",
)

Row = tuple[int | str, ...]


def row(document: SearchDocument) -> Row:
    """What is written of a document: its id, stems by place, facets, the words of its title."""
    stems = columns(document)
    texts = (" ".join(stems[name]) for name in PLACES)
    numbers = " ".join(map(str, numbers_of(document.facets)))
    return (document.pk, *texts, numbers, " ".join(folded_words(document.title)))


def phrases(group: Group) -> str:
    """The phrases and themes any of which satisfies a group.

    Made of quoted phrases only, so that no input can be an operator.
    """
    found = [" ".join(phrase) for phrase in sorted(group.phrases | group.alike)]
    found += [theme_token(code) for code in sorted(group.themes)]
    return WORDS.any([f'"{phrase}"' for phrase in found])


def within(place: str, group: Group) -> str:
    """A group in a column, or in any `text`."""
    return f"{{{' '.join(TEXT) if place == ANYWHERE else place}}} : {phrases(group)}"


MERGED = 500
"""Pages of an index that are merged in one go: writers wait no longer than that takes."""


class SqliteTexts:
    """A virtual table of stems, and one of the folded words of titles for their beginnings."""

    key = "rowid"
    titles = "search_title"
    documents = "search_searchdocument document INDEXED BY search_document_facts"
    concatenated = "group_concat"
    position = "instr"
    fence = ""
    narrows = True
    bytewise = ""

    def prepare(self) -> None:
        """Create the virtual tables, and an index of what they lead to."""
        with connection.cursor() as cursor:
            for statement in CREATE:
                cursor.execute(statement)

    def write(self, documents: list[SearchDocument]) -> None:
        """Write the stems of these documents."""
        rows = [row(document) for document in documents]
        places = ", ".join(["%s"] * (len(COLUMNS) + 1))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT OR REPLACE INTO search_text (rowid, {', '.join(COLUMNS)})"
                f" VALUES ({places})",
                [texts for *texts, _named in rows],
            )
            cursor.executemany(
                "INSERT OR REPLACE INTO search_title (rowid, named) VALUES (%s, %s)",
                [(key, named) for key, *_texts, named in rows],
            )

    def remove(self, document_ids: list[int]) -> None:
        """Delete the stems of these documents."""
        with connection.cursor() as cursor:
            for table in ("search_text", "search_title"):
                cursor.executemany(
                    f"DELETE FROM {table} WHERE rowid = %s", [(key,) for key in document_ids]
                )

    def let_go(self) -> None:
        """Merge what was written bit by bit, in small steps: until then removed words lie there."""
        with connection.cursor() as cursor:
            for table in ("search_text", "search_title"):
                pages, has_changed = -MERGED, True
                while has_changed:
                    before = connection.connection.total_changes
                    cursor.execute(
                        f"INSERT INTO {table} ({table}, rank) VALUES ('merge', %s)", [pages]
                    )
                    has_changed = connection.connection.total_changes - before > 1
                    pages = MERGED

    def held(self, documents: list[SearchDocument]) -> dict[int, bool]:
        """Of the documents that it has, by id: whether it has them as it would write them now."""
        wanted = {document.pk: row(document) for document in documents}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT search_text.rowid, {', '.join(COLUMNS)}, named FROM search_text"
                " LEFT JOIN search_title ON search_title.rowid = search_text.rowid"
                " WHERE search_text.rowid IN (SELECT value FROM json_each(%s))",
                [json.dumps(list(wanted))],
            )
            return {found[0]: found == wanted[found[0]] for found in cursor.fetchall()}

    def asked(self) -> AbstractContextManager[None]:
        """It does so anyway."""
        return nullcontext()

    def holding(self, wanted: Wanted) -> Clause:
        """The text index holds what is wanted."""
        groups = [within(ANYWHERE, group) for group in wanted.groups]
        parts = [WORDS.at_least(wanted.least or len(groups), groups)] if groups else []
        for choice in wanted.facets:
            numbers = [f'"{number}"' for number in sorted(choice)]
            parts.append(f"{{facets}} : {WORDS.any(numbers)}")
        for clues in wanted.clues:
            parts.append(WORDS.any([within(clue.place, clue.group) for clue in clues]))
        refused = [within(ANYWHERE, group) for group in wanted.without]
        if wanted.least:
            refused.append(WORDS.all(groups))
        return "search_text MATCH %s", [" NOT ".join([WORDS.all(parts), *refused])]

    def titled(self, beginnings: list[str]) -> Clause:
        """The title has words that begin so."""
        return "search_title MATCH %s", [WORDS.all([f'"{begun}"*' for begun in beginnings])]

    def seen_by(self, audiences: tuple[str, ...]) -> Clause:
        """A document is for one of these audiences."""
        # The plus: by an index SQLite would look for each document once an audience.
        return "+document.audience IN (SELECT value FROM json_each(%s))", [as_json(audiences)]

    def beneath(self, path: str) -> Clause:
        """A document lies below a place of the page tree."""
        return "document.path > %s AND document.path < %s", [path, path + AFTER_LETTERS]
