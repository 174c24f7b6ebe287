"""A request as SQL: which documents it finds, and in which order."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from search.engines.base import Request
from search.engines.texts import Clause, Texts, Wanted, combined
from search.facets import Pair, character
from search.query import Group
from search.ranking import Clue

BY_DATE = "document.date DESC NULLS LAST, document.object_id DESC, document.id"

NOTHING: Clause = ("1 = 0", [])


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

    def source(self) -> Clause:
        """The FROM and WHERE clauses."""
        (tables, values), conditions = self.lead()
        condition, held = combined([*conditions, *self.limits()], " AND ")
        return f"FROM {tables} WHERE {condition}", [*values, *held]

    def weighed(self, every: list[Clue], near: tuple[Clue, ...] = ()) -> Clause:
        """The FROM and WHERE clauses with a column `clue.weight`; some documents have none.

        Args:
            every: the clues that give documents their weights.
            near: if there are any, only documents in the reader's language, among them all that
                have one of these.
        """
        weights, weighing = self.weights(every, near)
        if near and self.narrows:
            # The few that have weights lead, as the text index does elsewhere.
            tables, values = f"({weights}) clue CROSS JOIN {self.texts.documents}", weighing
            conditions: list[Clause] = [("document.id = clue.id", [])]
        else:
            (tables, values), conditions = self.lead()
            side = "INNER" if near else "LEFT"
            tables = f"{tables} {side} JOIN ({weights}) clue ON clue.id = document.id"
            values = [*values, *weighing]
        if near:
            conditions.append(("document.language = %s", [self.request.language]))
        condition, held = combined([*conditions, *self.limits()], " AND ")
        return f"FROM {tables} WHERE {condition}", [*values, *held]

    @property
    def narrows(self) -> bool:
        """Whether documents that have a clue and all else that is wanted are found together."""
        wanted = self.wanted
        is_plain = len(wanted.groups) == 1 and not wanted.without
        return self.texts.narrows or is_plain

    def lead(self) -> tuple[Clause, list[Clause]]:
        """The tables, and the conditions that words and facets make.

        The text index leads, but not where places do: few documents lie below one.
        """
        wanted = self.wanted
        alone: Clause = ("search_searchdocument document", [])
        if not all(wanted.facets):
            return alone, [NOTHING]
        if wanted.groups or (wanted.facets and self.request.paths is None):
            key = self.texts.key
            condition, values = self.texts.holding(wanted)
            found = f"(SELECT {key} FROM search_text WHERE {condition}{self.texts.fence})"
            # A cross join keeps the text index in front: SQLite would else probe it row by row.
            tables = f"{found} search_text CROSS JOIN {self.texts.documents}"
            return (tables, values), [(f"document.id = search_text.{key}", [])]
        conditions = [self.having(choice) for choice in wanted.facets]
        conditions += [self.lacking(group) for group in wanted.without]
        return alone, conditions

    @cached_property
    def wanted(self) -> Wanted:
        """What the text index must hold of a document; a facet that nothing has is empty."""
        query = self.request.query
        groups, without = (query.groups, query.without) if query else ((), ())
        facets = tuple(
            frozenset(self.numbers[name, code] for code in codes if (name, code) in self.numbers)
            for name, codes in self.request.conditions()
        )
        return Wanted(groups, self.request.least, without, facets)

    def limits(self) -> list[Clause]:
        """The conditions that documents themselves tell."""
        request = self.request
        conditions = [self.texts.seen_by(request.audiences)]
        for comparison, day in ((">=", request.date_from), ("<=", request.date_to)):
            if day:
                conditions.append((f"document.date {comparison} %s", [day]))
        if request.paths is not None:
            beneath = [self.texts.beneath(path) for path in request.paths]
            conditions.append(combined(beneath, " OR ") if beneath else NOTHING)
        for pair in request.excluded:
            if pair in self.numbers:
                having, values = self.having(frozenset([self.numbers[pair]]))
                conditions.append((f"NOT {having}", values))
        return conditions

    def having(self, choice: frozenset[int]) -> Clause:
        """A document has one of these facets, without asking the text index."""
        test = f"{self.texts.position}(document.facets, %s) > 0"
        return combined([(test, [character(number)]) for number in sorted(choice)], " OR ")

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

    def weights(self, every: list[Clue], near: tuple[Clue, ...] = ()) -> Clause:
        """Ids and weights of documents that have any of these clues.

        Args:
            every: what makes documents better answers.
            near: at least of those that have one of these; of all if there are none.
        """
        parts, values = [], []
        for clue in every:
            condition, held = self.texts.holding(self.beside(clue, near))
            parts.append(
                f"SELECT {self.texts.key} AS id, {clue.weight:d} AS weight"
                f" FROM search_text WHERE {condition}"
            )
            values.extend(held)
        union = " UNION ALL ".join(parts)
        return f"SELECT id, SUM(weight) AS weight FROM ({union}) each GROUP BY id", values

    def beside(self, clue: Clue, near: tuple[Clue, ...]) -> Wanted:
        """What the text index is asked for a clue: that, and what else documents must have.

        Where most documents have a word, few may have the others: to weigh those alone is less.
        """
        if not self.narrows:
            return Wanted(clues=((clue,),))
        wanted = self.wanted
        others = tuple(group for group in wanted.groups if not clue.group.implies(group))
        if others == wanted.groups:  # Words beside each other: rare enough.
            return replace(wanted, clues=((clue,),))
        clues = ((clue,),) if clue in near or not near else ((clue,), near)
        if not wanted.least:
            return replace(wanted, groups=others, clues=clues)
        if wanted.least > 1 and len(others) == len(wanted.groups) - 1:
            return replace(wanted, groups=others, least=wanted.least - 1, clues=clues)
        return replace(wanted, clues=clues)
