"""Objects of each class, with canaries in all that they say, and how each is planted.

Another class of object is one function more, registered under its name.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from passerelle.audit.words import canary
from passerelle.audit.world import World

MISSING = 987_654_321

Maker = Callable[[World, "Thing"], Any]

FIELDS = (
    "title", "summary", "body", "slug", "author", "alt", "caption", "file", "tag", "email",
    "comment", "new",
)  # fmt: skip


@dataclass(frozen=True)
class Thing:
    """An object that will lie in a place in one language, or lies there.

    Attributes:
        kind: its class, a key of `MAKERS`.
        place: a key of `PLACES`.
        language: the language of its words and of the tree that it lies in.
        pk: its number; that of nothing until it is planted.
        row: the object; None until it is planted.
        facts: other things that addresses need, by name.
    """

    kind: str
    place: str
    language: str
    pk: int = MISSING
    row: Any = None
    facts: dict[str, Any] = field(default_factory=dict)
    twin_of: str = ""

    def word(self, name: str) -> str:
        """The canary in one of its fields."""
        if self.twin_of and name in ("slug", "file", "email"):
            return canary("twin", self.place, self.language, name)
        return canary(self.kind, self.place, self.language, name)

    @property
    def words(self) -> dict[str, str]:
        """Its canaries by field."""
        return {name: self.word(name) for name in FIELDS}

    @property
    def name(self) -> str:
        """What findings call it."""
        return f"{self.kind} in {self.place}"

    @property
    def twin(self) -> "Thing":
        """Something that never existed, which would be at the same kind of address."""
        nothing = {int: MISSING, uuid.UUID: uuid.UUID(int=MISSING)}
        facts = {name: nothing.get(type(fact), fact) for name, fact in self.facts.items()}
        return replace(self, pk=MISSING, row=None, facts=facts, twin_of=self.kind)


@dataclass(frozen=True)
class Class:
    """A class of object.

    Attributes:
        code: its name.
        make: plants one, and returns it with facts for its addresses.
        first_language_only: it has no version in other languages.
        places: where it can lie; everywhere if there are none.
        when_named: it is planted only in an audit that names it.
        seen_from: a row of the matrix that says who may see it at all.
        shown_by: the field that lists show of it.
    """

    code: str
    make: Maker
    first_language_only: bool = False
    places: tuple[str, ...] = ()
    when_named: bool = False
    seen_from: str = "page"
    shown_by: str = "title"


CLASSES: dict[str, Class] = {}


def planted(code: str, **settings: Any) -> Callable[[Maker], Maker]:
    """Register a class of object by the function that plants one."""

    def register(make: Maker) -> Maker:
        CLASSES[code] = Class(code, make, **settings)
        return make

    return register


def things_of(world: World, places: tuple[str, ...], kinds: tuple[str, ...] = ()) -> list[Thing]:
    """All objects that are to lie in these places, before they do.

    Args:
        world: whose languages they are in.
        places: keys of `PLACES`.
        kinds: only these classes; all of them if none is named.
    """
    return [
        Thing(code, place, language)
        for place in places
        for code, kind in CLASSES.items()
        if (code in kinds if kinds or kind.when_named else True)
        and (not kind.places or place in kind.places)
        for language in (world.languages[:1] if kind.first_language_only else world.languages)
    ]


def plant(world: World, things: list[Thing]) -> list[Thing]:
    """Make objects of things, in their order; returns them with their numbers."""
    found: dict[tuple[str, str, str], Thing] = {}
    for thing in things:
        made = CLASSES[thing.kind].make(world, replace(thing, facts={"known": found}))
        row, facts = made if isinstance(made, tuple) else (made, {})
        found[thing.kind, thing.place, thing.language] = replace(
            thing, pk=row.pk, row=row, facts=facts
        )
    return list(found.values())
