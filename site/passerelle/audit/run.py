"""Run the audit: look, plant objects, look again, compare; place after place."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.test import override_settings

from access.generation import forget_held
from passerelle.audit import objects, surfaces
from passerelle.audit.answer import Answer, Ask, put
from passerelle.audit.judge import Judge, Owner, owners
from passerelle.audit.matrix import rows
from passerelle.audit.people import HOST, NAMES, Visitor, gather
from passerelle.audit.places import CLOSED
from passerelle.audit.report import Report
from passerelle.audit.surface import SURFACES, Surface
from passerelle.audit.things import Thing, plant, things_of
from passerelle.audit.world import World, build
from people.post.send import send_due
from search.outbox import drain_outbox

__all__ = ["STAGES", "Audit", "objects", "settled", "surfaces"]

STAGES: tuple[tuple[str, ...], ...] = (CLOSED, ("open",), ("network",), ("folder",), ("public",))
"""Places whose objects are planted together: what one role gets there is the same in all."""


def settled() -> override_settings:
    """Settings under which one can look: no mail leaves, no door closes after a few tries."""
    return override_settings(
        ALLOWED_HOSTS=[HOST, "testserver"],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        ACCOUNT_RATE_LIMITS=False,
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Refusals are what one looks for: no line in the log for each."""
    loggers = [logging.getLogger(name) for name in ("django.request", "passerelle.security")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def settle() -> None:
    """Let index, mail and memory follow what was written in a transaction that is still open."""
    drain_outbox.call()
    send_due()
    forget_held()


@dataclass
class Audit:
    """An audit of some surfaces by some roles.

    Attributes:
        stages: tuples of places, in the order in which they are filled.
        roles: keys of `NAMES`.
        codes: only these surfaces; all that are not pending if none is named.
        kinds: only these classes of object; all if none is named.
        thorough: every role looks for every object in every place and language; else places and
            languages are shared out among roles and classes, so that each is looked at often.
    """

    stages: tuple[tuple[str, ...], ...] = STAGES
    roles: tuple[str, ...] = tuple(NAMES)
    codes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    thorough: bool = False
    report: Report = field(default_factory=Report)
    owned: dict[str, Owner] = field(default_factory=dict)
    twins: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def prepare(self) -> tuple[World, list[Visitor]]:
        """Plant the world, and let the roles come in."""
        world = build(tuple(place for stage in self.stages for place in stage))
        visitors = gather(world, self.roles)
        settle()
        self.owned = owners(
            thing for stage in self.stages for thing in things_of(world, stage, self.kinds)
        )
        return world, visitors

    def run(self) -> Report:
        """Plant, look and compare: the whole audit, in the database that is at hand."""
        with settled(), quiet():
            world, visitors = self.prepare()
            for stage in self.stages:
                self.run_stage(world, visitors, stage)
        return self.report

    def run_stage(self, world: World, visitors: list[Visitor], stage: tuple[str, ...]) -> None:
        """Fill some places, and judge what can be seen of that."""
        things = things_of(world, stage, self.kinds)
        before = self.look_at_lists(world, visitors, things)
        things = plant(world, things)
        settle()
        self.twins.clear()
        after = self.look_at_lists(world, visitors, things)
        for visitor in visitors:
            for surface in self.chosen(visitor):
                judge = Judge(self.report, self.owned, surface, rows()[surface.code], visitor.role)
                if surface.one_by_one:
                    self.look_for_each(world, visitor, judge, things)
                    continue
                for language in self.languages(world, visitor):
                    mine = [thing for thing in things if thing.language == language]
                    key = (visitor.role, surface.code, language)
                    asks = surface.asks(world, language, mine)
                    judge.many(mine, after[key], before[key], asks)

    def languages(self, world: World, visitor: Visitor) -> tuple[str, ...]:
        """The languages in which somebody reads lists."""
        turn = self.roles.index(visitor.role) % len(world.languages)
        return world.languages if self.thorough else world.languages[turn : turn + 1]

    def chosen(self, visitor: Visitor) -> Iterable[Surface]:
        """The surfaces where somebody looks."""
        for surface in SURFACES.values():
            wanted = surface.code in self.codes if self.codes else not rows()[surface.code].pending
            if wanted and (not surface.roles or visitor.role in surface.roles):
                yield surface

    def look_at_lists(
        self, world: World, visitors: list[Visitor], things: list[Thing]
    ) -> dict[tuple[str, str, str], list[Answer]]:
        """Everybody's answers at every surface that lists, by role, surface and language."""
        found = {}
        for visitor in visitors:
            for surface in self.chosen(visitor):
                if not surface.one_by_one:
                    for language in self.languages(world, visitor):
                        mine = [thing for thing in things if thing.language == language]
                        found[visitor.role, surface.code, language] = [
                            self.put(visitor, ask) for ask in surface.asks(world, language, mine)
                        ]
        return found

    def look_for_each(
        self, world: World, visitor: Visitor, judge: Judge, things: list[Thing]
    ) -> None:
        """Look for each object at a surface, and for its twin that never existed."""
        surface = judge.surface
        for thing in self.looked_for(surface, visitor, things):
            if judge.row.letter(judge.role, thing.place) == "-":
                continue
            if surface.visit is not None:
                got = surface.look(world, visitor, thing)
                judge.one(thing, got, surface.look(world, visitor, thing.twin), [])
                self.report.requests += 2 * len(got)
                continue
            asks = surface.asks(world, thing)
            others = surface.asks(world, thing.twin)
            missing = [self.put_twin(visitor, ask) for ask in others]
            answers = [self.put(visitor, ask) for ask in asks]
            for at, (answer, other) in enumerate(zip(answers, missing, strict=True)):
                # What is kept in memory may have been filled between the two: ask again.
                if surface.same_queries and answer.queries != other.queries:
                    missing[at] = self.put(visitor, others[at])
                    answers[at] = self.put(visitor, asks[at])
            judge.one(thing, answers, missing, asks)

    def looked_for(
        self, surface: Surface, visitor: Visitor, things: list[Thing]
    ) -> Iterable[Thing]:
        """The objects that somebody looks for one by one at a surface."""
        turn = self.roles.index(visitor.role)
        kinds = surface.kinds
        if surface.by_example and not self.thorough:
            kinds = kinds[turn % len(kinds) :][:1]
        for number, kind in enumerate(kinds, start=turn):
            same = [thing for thing in things if thing.kind == kind]
            if self.thorough:
                yield from same
            elif same:
                yield same[number % len(same)]

    def put(self, visitor: Visitor, ask: Ask) -> Answer:
        """Ask, and count."""
        self.report.requests += 1
        return put(visitor, ask)

    def put_twin(self, visitor: Visitor, ask: Ask) -> Answer:
        """Ask for something that never existed, once a role and address."""
        key = (visitor.role, ask.key)
        if key not in self.twins:
            self.twins[key] = self.put(visitor, ask)
        return self.twins[key]
