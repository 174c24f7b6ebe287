"""SQLite's full text index: FTS5 over stems."""

from django.db import connection

from search.columns import TEXT, columns, theme_token
from search.engines.database import Clause, marks
from search.models import SearchDocument
from search.query import Group
from search.words import folded_words

COLUMNS = ("title", "themes", "summary", "about", "body")

Row = tuple[int | str, ...]


def row(document: SearchDocument) -> Row:
    """What is written of a document: its id, its stems by place, the words of its title."""
    stems = columns(document)
    texts = (" ".join(stems[name]) for name in COLUMNS)
    return (document.pk, *texts, " ".join(folded_words(document.title)))


def alternatives(group: Group) -> str:
    """An FTS5 expression for the phrases and themes any of which satisfies a group.

    Made of quoted phrases only, so that no input can be an operator.
    """
    phrases = [" ".join(phrase) for phrase in sorted(group.phrases | group.alike)]
    phrases += [theme_token(code) for code in sorted(group.themes)]
    return "(" + " OR ".join(f'"{phrase}"' for phrase in phrases) + ")"


class SqliteTexts:
    """A virtual table of stems, and of the folded words of titles for their beginnings."""

    key = "rowid"

    def prepare(self) -> None:
        """Create the virtual tables."""
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5("
                "title, themes, summary, about, body, named, prefix='2 3',"
                " tokenize='unicode61 remove_diacritics 2')"
            )

    def write(self, documents: list[SearchDocument]) -> None:
        """Write the stems of these documents."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO search_text"
                " (rowid, title, themes, summary, about, body, named)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [row(document) for document in documents],
            )

    def remove(self, document_ids: list[int]) -> None:
        """Delete the stems of these documents."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_text WHERE rowid = %s", [(key,) for key in document_ids]
            )

    def held(self, documents: list[SearchDocument]) -> dict[int, bool]:
        """Of the documents that it has, by id: whether it has them as it would write them now."""
        wanted = {document.pk: row(document) for document in documents}
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, {', '.join(COLUMNS)}, named FROM search_text"
                f" WHERE rowid IN ({marks(documents)})",
                list(wanted),
            )
            return {found[0]: found == wanted[found[0]] for found in cursor.fetchall()}

    def found_in(self, place: str, group: Group) -> Clause:
        """A document has a group in a column, or in any `text`."""
        columns = " ".join(TEXT) if place == "text" else place
        return "search_text MATCH %s", [f"{{{columns}}} : {alternatives(group)}"]

    def titled(self, beginnings: list[str]) -> Clause:
        """The title has words that begin so."""
        words = " AND ".join(f'"{beginning}"*' for beginning in beginnings)
        return "search_text MATCH %s", [f"{{named}} : ({words})"]
