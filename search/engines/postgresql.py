"""PostgreSQL's full text index: vectors of our own stems, one a place of the text."""

from django.db import connection

from search.columns import columns, theme_token
from search.engines.database import Clause
from search.models import SearchDocument
from search.query import Group
from search.words import folded_words

LAST_POSITION = 16_383
"""PostgreSQL counts no further; words beyond are found, but not in phrases."""

COLUMNS = ("title", "themes", "summary", "about", "named", "text")

Row = tuple[int | str, ...]


def vector(words: list[str]) -> str:
    """Words with their places, as PostgreSQL reads a `tsvector`; an empty one is a gap."""
    return " ".join(
        f"'{word}':{min(place, LAST_POSITION)}" for place, word in enumerate(words, start=1) if word
    )


def alternatives(group: Group) -> str:
    """A `tsquery` for the phrases and themes any of which satisfies a group.

    Made of quoted words only, so that no input can be an operator.
    """
    phrases = [
        " <-> ".join(f"'{word}'" for word in phrase)
        for phrase in sorted(group.phrases | group.alike)
    ]
    phrases += [f"'{theme_token(code)}'" for code in sorted(group.themes)]
    return "(" + " | ".join(f"({phrase})" for phrase in phrases) + ")"


def row(document: SearchDocument) -> Row:
    """What is written of a document: its id, then a vector for each column."""
    stems = columns(document) | {"named": folded_words(document.title)}
    stems["text"] = [*stems["title"], "", *stems["summary"], "", *stems["body"], ""]
    stems["text"] += stems["themes"]
    return (document.pk, *(vector(stems[name]) for name in COLUMNS))


class PostgresqlTexts:
    """A table with a vector for each place, and one for all of the text."""

    key = "document_id"

    def prepare(self) -> None:
        """Create the table and its indexes."""
        with connection.cursor() as cursor:
            vectors = ", ".join(f"{name} tsvector NOT NULL" for name in COLUMNS)
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS search_text ("
                "document_id bigint PRIMARY KEY REFERENCES search_searchdocument (id)"
                f" ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, {vectors})"
            )
            for name in COLUMNS:
                cursor.execute(
                    f"CREATE INDEX IF NOT EXISTS search_text_{name}"
                    f" ON search_text USING gin ({name})"
                )

    def write(self, documents: list[SearchDocument]) -> None:
        """Write the stems of these documents."""
        updated = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO search_text (document_id, {', '.join(COLUMNS)})"
                f" VALUES (%s, {', '.join(['%s::tsvector'] * len(COLUMNS))})"
                f" ON CONFLICT (document_id) DO UPDATE SET {updated}",
                [row(document) for document in documents],
            )

    def held(self, documents: list[SearchDocument]) -> dict[int, bool]:
        """Of the documents that it has, by id: whether it has them as it would write them now."""
        alike = " AND ".join(f"{name} = %s::tsvector" for name in COLUMNS)
        found = {}
        with connection.cursor() as cursor:
            for document in documents:
                key, *vectors = row(document)
                cursor.execute(
                    f"SELECT {alike} FROM search_text WHERE document_id = %s", [*vectors, key]
                )
                if kept := cursor.fetchone():
                    found[document.pk] = kept[0]
        return found

    def remove(self, document_ids: list[int]) -> None:
        """Delete the stems of these documents."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_text WHERE document_id = ANY(%s)", [document_ids])

    def found_in(self, place: str, group: Group) -> Clause:
        """A document has a group in a column, or in any `text`."""
        return f"search_text.{place} @@ %s::tsquery", [alternatives(group)]

    def titled(self, beginnings: list[str]) -> Clause:
        """The title has words that begin so."""
        words = " & ".join(f"'{beginning}':*" for beginning in beginnings)
        return "search_text.named @@ %s::tsquery", [words]
