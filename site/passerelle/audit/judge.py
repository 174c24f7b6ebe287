"""Compare what somebody got with what she must get."""

from collections.abc import Iterable
from dataclasses import dataclass

from access.check import Finding
from access.models import PUBLIC
from passerelle.audit.answer import Answer, Ask
from passerelle.audit.matrix import NOTHING, SEEN, Row, may_see
from passerelle.audit.report import Report
from passerelle.audit.surface import Surface
from passerelle.audit.things import CLASSES, FIELDS, Thing

Owner = tuple[Thing, str]
"""A thing and the field of it that a canary is in."""


def owners(things: Iterable[Thing]) -> dict[str, Owner]:
    """Whose word each canary is."""
    return {thing.word(name): (thing, name) for thing in things for name in FIELDS}


@dataclass
class Judge:
    """Judges the answers of one surface to one role.

    Attributes:
        report: what findings are added to.
        owned: whose word each canary is.
        surface: where somebody looked.
        row: what must be got there.
        role: as whom.
    """

    report: Report
    owned: dict[str, Owner]
    surface: Surface
    row: Row
    role: str

    def found(self, thing: str, language: str, expected: str, got: str) -> None:
        """Note a finding."""
        self.report.add(Finding(self.surface.code, self.role, thing, language, expected, got))

    def look_for_leaks(self, answers: Iterable[Answer], language: str) -> None:
        """No canary of what the role may never see; no fault of the site."""
        for answer in answers:
            if answer.status >= 500:
                self.found("any object", language, "an answer", str(answer.status))
            for word in sorted(answer.canaries):
                owner = self.owned.get(word)
                if owner and not may_see(self.role, owner[0].kind, owner[0].place, owner[1]):
                    thing, name = owner
                    self.found(thing.name, thing.language, "N", f"its {name}")

    def missing_words(self, ask: Ask, answer: Answer) -> list[Owner]:
        """What must be in an answer for this role, and is not."""
        wanted = [self.owned[word] for word in ask.must if word not in answer.canaries]
        return [
            (thing, name)
            for thing, name in wanted
            if self.row.letter(self.role, thing.place) in SEEN
        ]

    def one(self, thing: Thing, got: list[Answer], twin: list[Answer], asks: list[Ask]) -> None:
        """Judge the answers about one object, beside those about one that never existed."""
        letter = self.row.letter(self.role, thing.place)
        self.report.judged[self.surface.code] += letter != "-"
        self.look_for_leaks(got, thing.language)
        if letter in NOTHING:
            for answer, other in zip(got, twin, strict=True):
                if told := answer.canaries & {*thing.words.values()}:
                    self.found(
                        thing.name, thing.language, letter, f"its {self.owned[min(told)][1]}"
                    )
                elif not answer.equals(other):
                    self.found(thing.name, thing.language, letter, difference(answer, other))
                elif self.surface.same_queries and answer.queries != other.queries:
                    self.found(thing.name, thing.language, letter, "other queries")
        elif letter in SEEN:
            self.one_seen(thing, got, asks, letter)
        elif letter == "F":
            for answer in got:
                if answer.status != 403:
                    self.found(thing.name, thing.language, letter, str(answer.status))

    def one_seen(self, thing: Thing, got: list[Answer], asks: list[Ask], letter: str) -> None:
        """Somebody who may see an object got it."""
        if self.surface.visit is not None:
            if any(answer.status != 200 for answer in got):
                self.found(thing.name, thing.language, letter, "nothing")
            return
        for ask, answer in zip(asks, got, strict=True):
            if not ask.lenient and answer.status != 200:
                self.found(thing.name, thing.language, letter, str(answer.status))
            elif answer.status == 200 and (lost := self.missing_words(ask, answer)):
                self.found(thing.name, thing.language, letter, f"without its {lost[0][1]}")

    def many(
        self, things: list[Thing], got: list[Answer], before: list[Answer], asks: list[Ask]
    ) -> None:
        """Judge the answers of a list, beside those from before the objects existed."""
        if not things:
            return
        language = things[0].language
        letters = {thing.place: self.row.letter(self.role, thing.place) for thing in things}
        self.report.judged[self.surface.code] += sum(letters[one.place] != "-" for one in things)
        if PUBLIC in letters:
            return
        self.look_for_leaks(got, language)
        if set(letters.values()) == {"N"}:
            for answer in got:
                if answer.status == 200:
                    self.found("any object", language, "N", "200")
        if set(letters.values()) <= NOTHING:
            for answer, other in zip(got, before, strict=True):
                if not answer.equals(other):
                    got_words = difference(answer, other)
                    self.found("any object", language, "A", got_words)
            return
        shown = set().union(*(answer.canaries for answer in got))
        is_asked_by_name = any(ask.must for ask in asks)
        for thing in things:
            wanted = thing.kind in self.surface.kinds and letters[thing.place] in SEEN
            name = CLASSES[thing.kind].shown_by
            if wanted and not is_asked_by_name and thing.word(name) not in shown:
                self.found(thing.name, thing.language, "V", "nothing")
        for ask, answer in zip(asks, got, strict=True):
            for thing, name in self.missing_words(ask, answer):
                self.found(thing.name, thing.language, "V", f"without its {name}")


def difference(answer: Answer, other: Answer) -> str:
    """How an answer betrays itself, in a few words."""
    if answer.status != other.status:
        return f"{answer.status} instead of {other.status}"
    for line, expected in zip(answer.told.splitlines(), other.told.splitlines(), strict=False):
        if line != expected:
            start = next(
                (
                    at
                    for at, pair in enumerate(zip(line, expected, strict=False))
                    if len(set(pair)) > 1
                ),
                min(len(line), len(expected)),
            )
            return f"another answer: “{line[max(0, start - 30) : start + 50].strip()}”"
    return "a longer or shorter answer"
