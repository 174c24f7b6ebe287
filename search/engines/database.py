"""The engine of the site's own database, whichever it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from search import facets
from search.engines.base import PAGE_SIZE, Answer, Request, last_page
from search.engines.held import found_once, without_order
from search.engines.selection import BY_DATE, Selection
from search.engines.texts import ANYWHERE, Texts
from search.models import SearchDocument
from search.ranking import Clue, clues

Tally = tuple[int, dict[str, dict[str, int]]]
"""How many documents there are, and of them by facet and code."""


def together(request: Request) -> list[tuple[Request, tuple[str, ...]]]:
    """A request with the facets counted by its results, then others that count the rest."""
    found: list[tuple[Request, tuple[str, ...]]] = [(request, ())]
    for name in request.counted:
        asked = request.counting(name)
        for at, (other, names) in enumerate(found):
            if other == asked:
                found[at] = (other, (*names, name))
                break
        else:
            found.append((asked, (name,)))
    return found


def limit(most: int | None) -> str:
    """SQL that asks for so many rows; None for all."""
    return "" if most is None else f" LIMIT {most:d}"


def rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def ids(statement: str, values: Sequence[Any]) -> list[int]:
    """The first column of what a statement gives."""
    return [row[0] for row in rows(statement, values)]


class DatabaseEngine:
    """Finds documents in the site's own database."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    def prepare(self) -> None:
        """Create what the engine needs beside the index table."""
        self.texts.prepare()

    def index(self, documents: list[SearchDocument]) -> None:
        """Take in documents that were written to the index table."""
        self.texts.write(documents)

    def remove(self, document_ids: list[int]) -> None:
        """Forget documents."""
        self.texts.remove(document_ids)

    def let_go(self) -> None:
        """Let go for good of the stems of documents that were removed or changed."""
        self.texts.let_go()

    def strays(self) -> list[int]:
        """The ids of texts whose documents are gone."""
        return ids(
            f"SELECT {self.texts.key} FROM search_text WHERE {self.texts.key} NOT IN"
            " (SELECT id FROM search_searchdocument)",
            [],
        )

    def find(self, request: Request) -> Answer:
        """Find a page of ids, the total and the counts of the facets that are wanted."""
        _total, answer = found_once((request, "answer"), partial(self.answer, request))
        return answer

    def answer(self, request: Request) -> tuple[int, Answer]:
        """How many documents there are, and the answer."""
        numbers = facets.in_index(request.names())
        with self.texts.asked():
            total, counts = self.counted(request, numbers)
            page = min(request.page, last_page(total))
            ids = self.ids_of_page(replace(request, page=page), numbers, total)
        return total, Answer(ids, total, page, counts)

    def ids_of_page(
        self, request: Request, numbers: dict[facets.Pair, int], total: int
    ) -> list[int]:
        """The ids of a page of so many documents."""
        if not total:
            return []
        start, end = (request.page - 1) * PAGE_SIZE, request.page * PAGE_SIZE
        selection = Selection(request, self.texts, numbers)
        return self.ordered(selection, end if end < total else None)[start:]

    def tallies(self, request: Request) -> Tally:
        """The total of a request and the counts of its facets, without any document."""
        numbers = facets.in_index(request.names())
        with self.texts.asked():
            return self.counted(request, numbers)

    def counted(self, request: Request, numbers: dict[facets.Pair, int]) -> Tally:
        """The same, once the database is ready for it and the facets have their numbers."""
        total = 0
        counts: dict[str, dict[str, int]] = {}
        for asked, names in together(request):
            selection = Selection(asked, self.texts, numbers)
            tally = partial(self.tally, selection, names)
            found, by_name = found_once((without_order(asked), names), tally)
            counts |= by_name
            total = found if asked == request else total
        return total, counts

    def counts(self, requests: list[Request], most: int | None = None) -> list[int]:
        """How many documents each of these requests finds; no need to count beyond `most`."""
        if not requests:
            return []
        numbers = facets.in_index(name for request in requests for name in request.names())
        parts, values = [], []
        for request in requests:
            source, held = Selection(request, self.texts, numbers).source()
            parts.append(f"(SELECT COUNT(*) FROM (SELECT 1 {source}{limit(most)}) found)")
            values.extend(held)
        with self.texts.asked():
            (counted,) = rows(f"SELECT {', '.join(parts)}", values)
        return list(counted)

    def first(self, request: Request, most: int) -> list[int]:
        """The ids of the first documents that a request finds."""
        with self.texts.asked():
            return self.ordered(self.selection(request), most)

    def all(self, request: Request) -> Iterator[int]:
        """The ids of all documents that a request finds, in order, whatever its page."""
        with self.texts.asked():
            found = self.ordered(self.selection(request))
        yield from found

    def documents(self, request: Request) -> QuerySet[SearchDocument]:
        """All documents that a request finds, whatever its page, in no order."""
        source, values = self.selection(request).source()
        return SearchDocument.objects.filter(pk__in=RawSQL(f"SELECT document.id {source}", values))

    def titles(
        self, beginnings: list[str], audiences: tuple[str, ...], language: str, most: int
    ) -> list[int]:
        """Documents whose titles have words that begin so, those of a language first."""
        if not beginnings:
            return []
        key = self.texts.key
        begun, values = self.texts.titled(beginnings)
        seen, held = self.texts.seen_by(audiences)
        found = f"(SELECT {key} FROM {self.texts.titles} WHERE {begun}{self.texts.fence}) titled"
        statement = (
            f"SELECT document.id FROM {found} CROSS JOIN search_searchdocument document"
            f" WHERE document.id = titled.{key} AND {seen}"
            f" ORDER BY document.language <> %s, length(document.title), {BY_DATE}{limit(most)}"
        )
        with self.texts.asked():
            return ids(statement, [*values, *held, language])

    def selection(self, request: Request) -> Selection:
        """A request as SQL."""
        return Selection(request, self.texts, facets.in_index(request.names()))

    def tally(self, selection: Selection, names: tuple[str, ...]) -> Tally:
        """How many documents there are, and by facet."""
        source, values = selection.source()
        if not names:
            ((total,),) = rows(f"SELECT COUNT(*) {source}", values)
            return total, {}
        joined = self.texts.concatenated
        ((total, alone, alike),) = rows(
            f"SELECT SUM(number), {joined}(facets, '') FILTER (WHERE number = 1),"
            f" {joined}(facets || ' ' || number, ';') FILTER (WHERE number > 1)"
            f" FROM (SELECT document.facets AS facets, COUNT(*) AS number {source}"
            " GROUP BY document.facets) alike",
            values,
        )
        times = facets.times(alone or "", alike or "")
        return int(total or 0), facets.count(times, names, selection.numbers)

    def ordered(self, selection: Selection, most: int | None = None) -> list[int]:
        """The ids of all documents, or of the first ones, in the order that is asked for."""
        request = selection.request
        if request.sort == "relevance" and request.query and request.query.groups:
            return self.ranked(selection, clues(request.query, request.least), most)
        source, values = selection.source()
        order, held = selection.order()
        return ids(f"SELECT document.id {source} ORDER BY {order}{limit(most)}", [*values, *held])

    def ranked(self, selection: Selection, every: list[Clue], most: int | None) -> list[int]:
        """The ids of documents: the reader's language first, then the best, then the newest.

        Most documents have the words in their body alone, and come last: where enough others are
        in the reader's language, nobody asks for those.
        """
        if not all(selection.wanted.facets):
            return []
        if most is not None:
            for near in nearest(every, selection.narrows):
                found = self.weighed(selection, every, most, near)
                farther = heaviest(selection.request, every, near)
                if len(found) == most and (not found or found[-1][1] > farther):
                    return [key for key, _weight in found]
        return [key for key, _weight in self.weighed(selection, every, most)]

    def weighed(
        self,
        selection: Selection,
        every: list[Clue],
        most: int | None,
        near: tuple[Clue, ...] = (),
    ) -> list[tuple[Any, ...]]:
        """Ids and weights of documents in order.

        Args:
            selection: the documents.
            every: the clues that give them their weights.
            most: as many are wanted; None for all.
            near: if there are any, only documents in the reader's language, among them all that
                have one of these.
        """
        source, values = selection.weighed(every, near)
        favoured, held = selection.favoured()
        return rows(
            f"SELECT document.id, COALESCE(clue.weight, 0) + {favoured} AS weight {source}"
            f" ORDER BY document.language <> %s, weight DESC, {BY_DATE}{limit(most)}",
            [*held, *values, selection.request.language],
        )


def nearest(every: list[Clue], narrows: bool) -> Iterator[tuple[Clue, ...]]:
    """Ever more clues, one of which the best documents have: they weigh more than all others.

    First a clue alone, if there is one that does, as a word in the title may, and if that is less.
    """
    placed = tuple(clue for clue in every if clue.place != ANYWHERE)
    best = max(placed, key=lambda clue: clue.weight, default=None)
    if best and narrows and 2 * best.weight > weight(every):
        yield (best,)
    if 2 * weight(placed) > weight(every):
        yield placed


def heaviest(request: Request, every: list[Clue], near: tuple[Clue, ...]) -> int:
    """The most that a document can weigh which has none of the clues in `near`."""
    words = weight(every) - weight(near)
    return words + sum(max(0, favour.weight) for favour in request.favours)


def weight(some: Iterable[Clue]) -> int:
    """What clues weigh together."""
    return sum(clue.weight for clue in some)
