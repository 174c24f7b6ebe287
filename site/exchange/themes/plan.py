"""What a table of names would do to the thesaurus, line by line. Nothing is written here."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from exchange.directory.refusals import CELLS
from exchange.directory.sheet import Sheet
from exchange.directory.words import in_each_language
from exchange.documents.reading import NotReadable
from pages.theme_forms import TermName, said
from pages.theme_table import ADDED, CODE, LANGUAGE
from people.alike import plain
from thesaurus.alike import codes_by_word, written_alike
from thesaurus.vocabulary import Said, Vocabulary


class State(StrEnum):
    """What becomes of a line, in the order of the report."""

    REFUSED = "refused"
    TAKEN = "taken"
    UNCHANGED = "unchanged"


class Refused(Exception):
    """A line cannot be taken.

    Args:
        reason: why, in words that may hold links.
    """

    def __init__(self, reason: str | Promise) -> None:
        super().__init__()
        self.reason = reason


@dataclass
class Line:
    """A line of the table.

    Attributes:
        number: in the file, the first being 1.
        language: code of the language of the name.
        code: of the theme.
        name: to add; empty where none was filled in.
        said: what the theme is called, in the reader's language if it can be.
        reason: why it is refused.
    """

    number: int
    language: str
    code: str
    name: str
    said: Said
    state: State = State.TAKEN
    reason: str | Promise = ""


@dataclass
class Plan:
    """All lines of a table."""

    lines: list[Line] = field(default_factory=list)

    def of(self, state: State) -> list[Line]:
        """The lines that end so."""
        return [line for line in self.lines if line.state == state]

    @property
    def mark(self) -> str:
        """What tells it from another plan, in whatever language it was shown."""
        told = [(one.number, one.state, one.language, one.code, one.name) for one in self.lines]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def make_plan(sheet: Sheet, terms: Vocabulary) -> Plan:
    """Compare a table with the thesaurus.

    Args:
        sheet: what was sent.
        terms: the thesaurus of the moment.

    Raises:
        NotReadable: a column is missing.
    """
    planner = Planner(sheet, terms)
    return Plan([planner.line(number, cells) for number, cells in sheet.rows])


class Planner:
    """Makes lines of a plan, one after the other.

    Raises:
        NotReadable: a column is missing.
    """

    def __init__(self, sheet: Sheet, terms: Vocabulary) -> None:
        self.terms, self.width = terms, len(sheet.head)
        self.places = [place_of(heading, sheet.head) for heading in (LANGUAGE, CODE, ADDED)]
        self.troubles = {(row, place): trouble for row, place, trouble in sheet.troubles}
        self.named: dict[tuple[str, str], Line] = {}
        self.given: dict[tuple[str, tuple[str, ...]], Line] = {}

    def line(self, number: int, cells: list[str]) -> Line:
        """What becomes of a line."""
        language, code, name = (cells[place] if place < len(cells) else "" for place in self.places)
        line = Line(number, language, code, " ".join(name.split()), self.terms.said(code))
        try:
            self.check_cells(number)
            if not line.name or self.has_name(line):
                line.state = State.UNCHANGED
            else:
                self.check_name(line)
        except Refused as refused:
            line.state, line.reason = State.REFUSED, refused.reason
        return line

    def check_cells(self, number: int) -> None:
        """Refuse a line of which something could not be read.

        Raises:
            Refused: that is so.
        """
        for place in (*self.places, self.width):
            if trouble := self.troubles.get((number, place)):
                raise Refused(CELLS[trouble])

    def has_name(self, line: Line) -> bool:
        """Whether the theme is called so in that language already.

        Raises:
            Refused: there is no such language or theme, or it is called otherwise.
        """
        if line.language not in dict(settings.LANGUAGES):
            raise Refused(_("The site has no such language: write its code, as in “fr”."))
        if line.code in self.terms.former:
            now = self.terms.said(self.terms.current(line.code)).text
            raise Refused(_("This theme is part of another one now: “%(name)s”.") % {"name": now})
        if line.code not in self.terms.terms:
            raise Refused(_("No theme has this code."))
        known = self.terms.terms[line.code].names.get(line.language, "")
        if known and known != line.name:
            raise Refused(_("It has a name by now, which stays: “%(name)s”.") % {"name": known})
        return bool(known)

    def check_name(self, line: Line) -> None:
        """Refuse what is no name, or one of two that do not go together.

        Raises:
            Refused: that is so.
        """
        try:
            TermName().clean(line.name)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        alike = written_alike(line.name, line.language)
        others = codes_by_word(self.terms, line.language).get(alike, [])
        if others := [code for code in others if code != line.code]:
            raise Refused(said(_("This word stands for another theme already: {themes}."), others))
        earlier = self.named.setdefault((line.language, line.code), line)
        twin = self.given.setdefault((line.language, alike), line)
        for other in (earlier, twin):
            if other is not line:
                raise Refused(
                    _("Line %(number)d has the same theme or the same name: keep one of them.")
                    % {"number": other.number}
                )


def place_of(heading: str | Promise, head: list[str]) -> int:
    """The column of a heading, which may be in any language of the site.

    Raises:
        NotReadable: there is none.
    """
    called = {plain(name) for name in in_each_language(lambda: str(heading))}
    for place, said_there in enumerate(head):
        if plain(said_there) in called:
            return place
    raise NotReadable("no_heading")
