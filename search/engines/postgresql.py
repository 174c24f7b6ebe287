"""PostgreSQL's full text index: vectors of our own stems, one a place of the text."""

from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter

from django.db import connection, transaction

from search.columns import columns, theme_token
from search.engines.texts import ANYWHERE, Clause, Operators, Wanted, combined
from search.facets import numbers_of
from search.models import SearchDocument
from search.query import Group
from search.words import LONGEST_WORD, folded_words

LAST_POSITION = 16_383
"""PostgreSQL counts no further; words beyond are found, but not in phrases."""

ROOM = 1_000_000
"""Bytes of words and places: PostgreSQL refuses a vector that is much larger."""

LONGEST = 4 * LONGEST_WORD
"""Bytes that a word can have."""

COLUMNS = ("title", "themes", "summary", "about", "named", "facets", "text")

WORDS = Operators(" & ", " | ")
CONDITIONS = Operators(" AND ", " OR ")

CREATE = (
    "CREATE TABLE IF NOT EXISTS search_text ("
    "document_id bigint PRIMARY KEY REFERENCES search_searchdocument (id)"
    " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, "
    + ", ".join(f"{name} tsvector NOT NULL" for name in COLUMNS)
    + ")",
    # Long texts lie apart, for rows to be read by the ten thousand.
    "ALTER TABLE search_text SET (toast_tuple_target = 128)",
    "ALTER TABLE search_searchdocument SET (toast_tuple_target = 256)",
    *(
        f"CREATE INDEX IF NOT EXISTS search_text_{name} ON search_text USING gin ({name})"
        for name in COLUMNS
    ),
)

PLANNED = (
    "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),"
    " set_config('work_mem', '32MB', true)"
)
"""Settings of the present transaction."""

Row = tuple[int | str, ...]


def vector(stems: list[str]) -> str:
    """Words with their places, as PostgreSQL reads a `tsvector`; an empty one is a gap."""
    words = fitting(stems)
    placed = [f"'{word}':{place}" for place, word in enumerate(words[:LAST_POSITION], 1) if word]
    placed += [f"'{word}':{LAST_POSITION}" for word in dict.fromkeys(words[LAST_POSITION:]) if word]
    return " ".join(placed)


def fitting(words: list[str]) -> list[str]:
    """As many of these words as there is room for: nearly always all of them."""
    if len(words) * (LONGEST + 6) <= ROOM:
        return words
    room, known = ROOM, set()
    for number, word in enumerate(words):
        room -= 2
        if word not in known:
            known.add(word)
            room -= len(word.encode()) + 4
        if room < 0:
            return words[:number]
    return words


def phrases(group: Group) -> str:
    """A `tsquery` for the phrases and themes any of which satisfies a group.

    Made of quoted words only, so that no input can be an operator.
    """
    found = [
        " <-> ".join(f"'{word}'" for word in phrase)
        for phrase in sorted(group.phrases | group.alike)
    ]
    found += [f"'{theme_token(code)}'" for code in sorted(group.themes)]
    return WORDS.any([f"({phrase})" for phrase in found])


def within(place: str, query: str) -> Clause:
    """A `tsquery` in a column."""
    return f"search_text.{place} @@ %s::tsquery", [query]


def row(document: SearchDocument) -> Row:
    """What is written of a document: its id, then a vector for each column."""
    stems = columns(document) | {"named": folded_words(document.title)}
    stems["facets"] = [str(number) for number in numbers_of(document.facets)]
    beginning = [*stems["title"], "", *stems["summary"], "", *stems["themes"], ""]
    stems["text"] = beginning + stems["body"]
    return (document.pk, *(vector(stems[name]) for name in COLUMNS))


class PostgresqlTexts:
    """A table with a vector for each place, and one for all of the text."""

    key = "document_id"
    titles = "search_text"
    documents = "search_searchdocument document"
    concatenated = "string_agg"
    position = "strpos"
    fence = " OFFSET 0"
    narrows = False
    bytewise = ' COLLATE "C"'

    def prepare(self) -> None:
        """Create the table and its indexes."""
        with connection.cursor() as cursor:
            for statement in CREATE:
                cursor.execute(statement)

    def write(self, documents: list[SearchDocument]) -> None:
        """Write the stems of these documents."""
        # In the order of their numbers: two who write the same ones wait, never for each other.
        rows = [row(document) for document in sorted(documents, key=attrgetter("pk"))]
        arrays = ", ".join(["%s::text[]::tsvector[]"] * len(COLUMNS))
        updated = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO search_text (document_id, {', '.join(COLUMNS)})"
                f" SELECT * FROM unnest(%s::bigint[], {arrays})"
                f" ON CONFLICT (document_id) DO UPDATE SET {updated}",
                [list(column) for column in zip(*rows, strict=True)],
            )

    def let_go(self) -> None:
        """PostgreSQL does it by itself."""

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

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Have words looked up in their indexes.

        The planner takes it for cheap to look at every vector, of which each must be fetched and
        unpacked; and without room it forgets which rows of a page had the word, and does so too.
        """
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(PLANNED)
            yield
            transaction.set_rollback(True)  # It takes the settings back, and there is nothing else.

    def holding(self, wanted: Wanted) -> Clause:
        """The text index holds what is wanted."""
        groups = [phrases(group) for group in wanted.groups]
        words = [WORDS.at_least(wanted.least or len(groups), groups)] if groups else []
        words += [f"!{phrases(group)}" for group in wanted.without]
        if wanted.least:
            words.append(f"!{WORDS.all(groups)}")
        found = [within(ANYWHERE, WORDS.all(words))] if words else []
        if wanted.facets:
            choices = [
                WORDS.any([f"'{number}'" for number in sorted(choice)]) for choice in wanted.facets
            ]
            found.append(within("facets", WORDS.all(choices)))
        for clues in wanted.clues:
            each = [within(clue.place, phrases(clue.group)) for clue in clues]
            found.append(combined(each, CONDITIONS.either))
        return combined(found, CONDITIONS.both)

    def titled(self, beginnings: list[str]) -> Clause:
        """The title has words that begin so."""
        return within("named", WORDS.all([f"'{begun}':*" for begun in beginnings]))

    def seen_by(self, audiences: tuple[str, ...]) -> Clause:
        """A document is for one of these audiences."""
        return "document.audience = ANY(%s)", [list(audiences)]

    def beneath(self, path: str) -> Clause:
        """A document lies below a place of the page tree."""
        return "document.path LIKE %s", [f"{path}_%"]
