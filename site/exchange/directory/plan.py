"""What a table would do to the directory, line by line. Nothing is written here."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from exchange.directory.columns import BY_CODE, NAMING, known_columns
from exchange.directory.kinds import Column, Value
from exchange.directory.known import Known
from exchange.directory.refusals import CELLS
from exchange.directory.sheet import Sheet
from exchange.documents.reading import NotReadable
from people.alike import REASONS, Crowd, Face, plain
from people.identifiers import IDENTIFIERS
from people.models import FormerShortName, Organization


class State(StrEnum):
    """What becomes of a line."""

    REFUSED = "refused"
    ALIKE = "alike"
    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Change:
    """A field as it is and as it would be, in words."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class Refusal:
    """Why a line cannot be taken: the heading of a column, if it is one, and a sentence."""

    heading: str
    sentence: str


@dataclass(frozen=True)
class Likeness:
    """An organisation that a new one is like: a record, or a line of the same table."""

    name: str
    key: int | None
    line: int | None
    reasons: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """Why, in sentences."""
        return [str(REASONS[reason]) for reason in self.reasons]


@dataclass
class Line:
    """A line of the table.

    Attributes:
        number: in the file, the first being 1.
        name: what the organisation is called.
        key: number of the record; none of a new one.
        values: what is to be written, by column.
    """

    number: int
    name: str = ""
    key: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    likenesses: list[Likeness] = field(default_factory=list)

    @property
    def state(self) -> State:
        """What becomes of it."""
        if self.refusals:
            return State.REFUSED
        if self.key is not None:
            return State.CORRECTED if self.values else State.UNCHANGED
        return State.ALIKE if self.likenesses else State.NEW

    def refuse(self, sentence: str, column: Column | None = None) -> None:
        """Note why it cannot be taken."""
        self.refusals.append(Refusal(column.heading if column else "", sentence))


@dataclass
class Plan:
    """All lines of a table, and the headings that mean nothing here."""

    lines: list[Line]
    unknown: list[str]
    notes: list[str]

    def of(self, state: State) -> list[Line]:
        """The lines that end so."""
        return [line for line in self.lines if line.state == state]

    @property
    def is_refused(self) -> bool:
        """Whether a line stands against all."""
        return any(line.refusals for line in self.lines)

    @property
    def mark(self) -> str:
        """What tells it from another plan, in whatever language it was shown."""
        said = hashlib.sha256()
        for line in self.lines:
            values = [(code, sorted_value(value)) for code, value in sorted(line.values.items())]
            like = [(one.key, one.line) for one in line.likenesses]
            before = [change.before for change in line.changes]
            said.update(repr((line.number, line.state, line.key, values, before, like)).encode())
        return said.hexdigest()


def sorted_value(value: Value) -> Any:
    """A value that is written the same each time."""
    return sorted(value) if isinstance(value, frozenset) else value


def make_plan(sheet: Sheet, known: Known) -> Plan:
    """Compare a table with the records.

    Args:
        sheet: what was sent.
        known: the directory of the moment.

    Raises:
        NotReadable: none of its columns says which organisation a line is about.
    """
    columns, unknown = known_columns(sheet.head)
    if not NAMING & {column.code for column in columns.values()}:
        raise NotReadable("no_heading")
    planner = Planner(sheet, known, columns)
    lines = [planner.line(number, cells) for number, cells in sheet.rows]
    planner.compare_new(lines)
    return Plan(lines, unknown, sheet.notes)


class Planner:
    """Makes lines of a plan, one after the other."""

    def __init__(self, sheet: Sheet, known: Known, columns: dict[int, Column]) -> None:
        self.known, self.columns, self.width = known, columns, len(sheet.head)
        self.troubles = {(row, place): trouble for row, place, trouble in sheet.troubles}
        self.former = dict(FormerShortName.objects.values_list("slug", "organization__name"))
        self.lines_by_key: dict[int, int] = {}
        self.lines_by_number: dict[tuple[str, str], int] = {}
        self.holders: dict[tuple[str, str], Organization] = {}
        self.by_name: dict[tuple[str, str], list[Organization]] = {}
        for row in known.organizations.values():
            self.by_name.setdefault((plain(row.name), row.territory.code), []).append(row)
            for code in IDENTIFIERS:
                if number := getattr(row, code):
                    self.holders[code, number] = row

    def line(self, number: int, cells: list[str]) -> Line:
        """What becomes of a line."""
        line = Line(number)
        typed = {
            column.code: cells[place]
            for place, column in self.columns.items()
            if place < len(cells) and cells[place]
        }
        for place in (*self.columns, self.width):
            if trouble := self.troubles.get((number, place)):
                line.refuse(str(CELLS[trouble]), self.columns.get(place))
        known = self.record_of(line, typed)
        line.name = typed.get("name") or (known.name if known else "")
        if known:
            line.key = known.pk
            earlier = self.lines_by_key.setdefault(known.pk, number)
            if earlier != number:
                line.refuse(
                    _("This is the organisation of line %(number)d too: make one line of both.")
                    % {"number": earlier}
                )
        for code, text in typed.items():
            self.read_cell(line, BY_CODE[code], text, known)
        self.check_numbers(line)
        if known is None:
            self.complete(line)
        return line

    def record_of(self, line: Line, typed: dict[str, str]) -> Organization | None:
        """The record that a line is about: by its short name, else by a number, else by name."""
        slug = typed.get("slug", "")
        if slug in self.known.by_slug:
            return self.known.by_slug[slug]
        if slug in self.former:
            line.refuse(
                _("This record is part of “%(name)s” now: take this line out.")
                % {"name": self.former[slug]},
                BY_CODE["slug"],
            )
        if slug:
            return None
        found = {}
        for code, clean in IDENTIFIERS.items():
            try:
                holder = self.holders.get((code, clean(typed.get(code, ""))))
            except ValidationError:  # It is said of the cell.
                continue
            if holder:
                found[holder.pk] = holder
        if len(found) > 1:
            line.refuse(
                _("Its numbers belong to different organisations: %(names)s.")
                % {"names": ", ".join(holder.name for holder in found.values())}
            )
        if found:
            return next(iter(found.values()))
        places = self.known.places.get(plain(typed.get("territory", "")), frozenset())
        named = [
            row for place in places
            for row in self.by_name.get((plain(typed.get("name", "")), place), [])
        ]  # fmt: skip
        return named[0] if len(named) == 1 else None

    def read_cell(self, line: Line, column: Column, text: str, known: Organization | None) -> None:
        """Note what a cell changes, or why it cannot."""
        before = column.value_of(known) if known else column.empty
        shown = column.show(before, self.known) if known else ""
        if known and text == shown:
            return
        try:
            value = column.read(text, self.known)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                line.refuse(sentence, column)
            return
        if known is None or value != before:
            line.values[column.code] = value
            line.changes.append(Change(column.heading, shown, column.show(value, self.known)))
        if known and column.code == "parents" and known.slug in value:  # type: ignore[operator]
            line.refuse(_("An organisation does not belong to itself."), column)

    def check_numbers(self, line: Line) -> None:
        """Refuse numbers that another record or an earlier line has."""
        for code in (*IDENTIFIERS, "slug"):
            number = line.values.get(code)
            if not number:
                continue
            holder = self.holders.get((code, number))
            if holder and holder.pk != line.key:
                line.refuse(
                    _("“%(name)s” has this number already: it is perhaps the same organisation.")
                    % {"name": holder.name},
                    BY_CODE[code],
                )
            earlier = self.lines_by_number.setdefault((code, number), line.number)
            if earlier != line.number:
                line.refuse(_("Line %(number)d has the same.") % {"number": earlier}, BY_CODE[code])

    def complete(self, line: Line) -> None:
        """Refuse a new organisation without what none can be without."""
        refused = {refusal.heading for refusal in line.refusals}
        for code in ("name", "territory"):
            if code not in line.values and BY_CODE[code].heading not in refused:
                line.refuse(_("A new organisation needs this."), BY_CODE[code])

    def compare_new(self, lines: list[Line]) -> None:
        """Note which new ones are like a record, or like an earlier line."""
        new = [line for line in lines if line.state == State.NEW]
        if not new:
            return
        rows = list(self.known.organizations.values())
        crowd = Crowd([*map(Face.of, rows), *map(face_of, new)])
        for index, line in enumerate(new, len(rows)):
            for other, reasons in sorted(crowd.like(index, end=index).items()):
                twin = new[other - len(rows)] if other >= len(rows) else None
                line.likenesses.append(
                    Likeness(
                        crowd.faces[other].name,
                        None if twin else rows[other].pk,
                        twin.number if twin else None,
                        tuple(sorted(reasons)),
                    )
                )


def face_of(line: Line) -> Face:
    """What one would know a new organisation by."""
    known = {code: line.values.get(code, "") for code in (*IDENTIFIERS, "website", "email")}
    return Face(line.values["name"], line.values["territory"], **known)
