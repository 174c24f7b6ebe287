"""A request as SQL: which documents it finds, and in which order."""

from dataclasses import dataclass, replace

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
        tables, conditions = self.lead()
        condition, values = combined([*conditions, *self.limits()], " AND ")
        return f"{tables} WHERE {condition}", values

    def weighed(self, every: list[Clue]) -> Clause:
        """The FROM and WHERE clauses with a column `clue.weight`; some documents have none.

        Args:
            every: the clues that give documents their weights.
        """
        weights, values = self.weights(every)
        tables, conditions = self.lead()
        condition, held = combined([*conditions, *self.limits()], " AND ")
        joined = f"LEFT JOIN ({weights}) clue ON clue.id = document.id"
        return f"{tables} {joined} WHERE {condition}", [*values, *held]

    def near(self, every: list[Clue], near: tuple[Clue, ...]) -> Clause:
        """The same for documents in the reader's language that have one of some clues.

        Args:
            every: the clues that give documents their weights.
            near: of which documents must have one.
        """
        weights, values = self.weights(every, near)
        own: Clause = ("document.language = %s", [self.request.language])
        found: Clause = ("document.id = clue.id", [])
        condition, held = combined([found, own, *self.limits()], " AND ")
        # The few that have weights lead, as the text index does elsewhere.
        tables = f"FROM ({weights}) clue CROSS JOIN {self.texts.documents}"
        return f"{tables} WHERE {condition}", [*values, *held]

    def lead(self) -> tuple[str, list[Clause]]:
        """The tables, and the conditions that words and facets make.

        The text index leads, but not where places do: few documents lie below one.
        """
        wanted = self.wanted
        if not all(wanted.facets):
            return "FROM search_searchdocument document", [NOTHING]
        if wanted.groups or (wanted.facets and self.request.paths is None):
            found = f"document.id = search_text.{self.texts.key}"
            # A cross join keeps the text index in front: SQLite would else probe it row by row.
            tables = f"FROM search_text CROSS JOIN {self.texts.documents}"
            return tables, [(found, []), self.texts.holding(wanted)]
        conditions = [self.having(choice) for choice in wanted.facets]
        conditions += [self.lacking(group) for group in wanted.without]
        return "FROM search_searchdocument document", conditions

    @property
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

    def weights(self, every: list[Clue], near: tuple[Clue, ...] = ()) -> Clause:
        """Ids and weights of the documents that have any of these clues, and all else but limits.

        Args:
            every: what makes documents better answers.
            near: only of documents that have one of these.
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
        """What the text index must hold of a document that has a clue: what that does not imply.

        Where most documents have a word, few may have the others: to count those alone is less.
        """
        wanted = self.wanted
        clues = ((clue,),) if clue in near or not near else ((clue,), near)
        groups = tuple(group for group in wanted.groups if not clue.group.implies(group))
        if not wanted.least:
            return replace(wanted, groups=groups, clues=clues)
        if len(groups) != len(wanted.groups) - 1:
            return replace(wanted, clues=clues)
        if wanted.least > 1:
            return replace(wanted, groups=groups, least=wanted.least - 1, clues=clues)
        if len(groups) == 1:
            own = tuple(group for group in wanted.groups if group not in groups)
            refused = (*wanted.without, *groups)
            return replace(wanted, groups=own, least=0, without=refused, clues=clues)
        return replace(wanted, clues=clues)
