"""A request as SQL: which documents it finds, and in which order."""

from dataclasses import dataclass

from django.utils import timezone

from search.engines.base import Request
from search.engines.texts import ANYWHERE, Clause, Texts, Wanted
from search.facets import Pair, character
from search.query import Group
from search.ranking import Clue

BY_DATE = "document.date DESC NULLS LAST, document.object_id DESC, document.id"

WEIGHTS = "LEFT JOIN ({weights}) clue ON clue.id = document.id"


NOTHING: Clause = ("1 = 0", [])


def combined(conditions: list[Clause], operator: str) -> Clause:
    """Conditions as one."""
    return (
        f"({operator.join(condition for condition, _values in conditions)})",
        [value for _condition, values in conditions for value in values],
    )


@dataclass(frozen=True)
class Selection:
    """The documents that a request finds.

    Attributes:
        request: what is asked for.
        texts: the text index of the database.
        numbers: the numbers of the facets that the request names.
    """

    request: Request
    texts: Texts
    numbers: dict[Pair, int]

    def source(self, near: tuple[Clue, ...] = ()) -> Clause:
        """The FROM and WHERE clauses.

        Args:
            near: clues of which documents must have one, if there are any.
        """
        tables, conditions = self.lead(near)
        condition, values = combined([*conditions, *self.limits()], " AND ")
        return f"{tables} WHERE {condition}", values

    def weighed(self, weights: Clause, near: tuple[Clue, ...] = ()) -> Clause:
        """The FROM and WHERE clauses with a column `clue.weight`.

        Args:
            weights: SQL that gives ids and weights; documents that it lacks have none.
            near: clues of which documents must have one, if there are any.
        """
        statement, values = weights
        tables, conditions = self.lead(near)
        condition, held = combined([*conditions, *self.limits()], " AND ")
        tables = f"{tables} {WEIGHTS.format(weights=statement)}"
        return f"{tables} WHERE {condition}", [*values, *held]

    def lead(self, near: tuple[Clue, ...]) -> tuple[str, list[Clause]]:
        """The tables, and the conditions that words and facets make.

        The text index leads, but not where places do: few documents lie below one.
        """
        query = self.request.query
        groups, without = (query.groups, query.without) if query else ((), ())
        facets = tuple(
            frozenset(self.numbers[name, code] for code in codes if (name, code) in self.numbers)
            for name, codes in self.request.conditions()
        )
        if not all(facets):
            return "FROM search_searchdocument document", [NOTHING]
        if groups or (facets and self.request.paths is None):
            wanted = Wanted(groups, self.request.least, without, facets, near)
            found = f"document.id = search_text.{self.texts.key}"
            # A cross join keeps the text index in front: SQLite would else probe it row by row.
            tables = f"FROM search_text CROSS JOIN {self.texts.documents}"
            return tables, [(found, []), self.texts.holding(wanted)]
        conditions = [self.having(choice) for choice in facets]
        conditions += [self.lacking(group) for group in without]
        return "FROM search_searchdocument document", conditions

    def limits(self) -> list[Clause]:
        """The conditions that documents themselves tell."""
        request = self.request
        conditions = [self.texts.seen_by(request.audiences)]
        for comparison, day in ((">=", request.date_from), ("<=", request.date_to)):
            if day:
                conditions.append((f"document.date {comparison} %s", [day]))
        if request.paths is not None:
            beneath = [self.texts.beneath(path) for path in request.paths]
            either = " OR ".join(condition for condition, _values in beneath) or "1 = 0"
            conditions.append(
                (f"({either})", [value for _c, values in beneath for value in values])
            )
        for pair in request.excluded:
            if pair in self.numbers:
                having, values = self.having(frozenset([self.numbers[pair]]))
                conditions.append((f"NOT {having}", values))
        return conditions

    def having(self, choice: frozenset[int]) -> Clause:
        """A document has one of these facets, without asking the text index."""
        test = f"{self.texts.position}(document.facets, %s) > 0"
        return (
            f"({' OR '.join([test] * len(choice))})",
            [character(number) for number in sorted(choice)],
        )

    def lacking(self, group: Group) -> Clause:
        """A document does not have a group of words."""
        condition, values = self.texts.holding(Wanted(groups=(group,)))
        found = f"SELECT {self.texts.key} FROM search_text WHERE {condition}"
        return f"document.id NOT IN ({found})", values

    def order(self) -> Clause:
        """The order of documents whatever words they have."""
        if self.request.sort == "title":
            key = f"document.title_key{self.texts.bytewise}"
            return f"{key}, document.object_id, document.id", []
        if self.request.sort == "agenda":
            today = timezone.localdate()
            return (
                "CASE WHEN document.date >= %s THEN 0 ELSE 1 END,"
                f" CASE WHEN document.date >= %s THEN document.date END, {BY_DATE}"
            ), [today, today]
        if self.request.sort == "relevance":
            return f"document.language <> %s, {BY_DATE}", [self.request.language]
        return BY_DATE, []

    def favoured(self) -> Clause:
        """What a document weighs beside its words."""
        parts, values = ["0"], []
        for favour in self.request.favours:
            if favour.since:
                condition, held = "document.date >= %s", [favour.since]
            elif (favour.name, favour.code) in self.numbers:
                number = self.numbers[favour.name, favour.code]
                condition, held = self.having(frozenset([number]))
            else:
                continue
            parts.append(f"CASE WHEN {condition} THEN {favour.weight:d} ELSE 0 END")
            values.extend(held)
        return " + ".join(parts), values

    def weights(self, clues: list[Clue], near: tuple[Clue, ...] = ()) -> Clause:
        """Ids and weights of the documents that have any of these clues.

        Args:
            clues: what makes documents better answers.
            near: only of documents that have one of these.
        """
        parts, values = [], []
        for clue in clues:
            wanted = Wanted(near=(clue,))
            if clue.place == ANYWHERE:
                wanted = Wanted(groups=(clue.group,), near=near)
            condition, held = self.texts.holding(wanted)
            parts.append(
                f"SELECT {self.texts.key} AS id, {clue.weight:d} AS weight"
                f" FROM search_text WHERE {condition}"
            )
            values.extend(held)
        every = " UNION ALL ".join(parts)
        return f"SELECT id, SUM(weight) AS weight FROM ({every}) each GROUP BY id", values
