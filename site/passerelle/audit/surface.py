"""A surface: where somebody looks for objects, and what is asked there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from passerelle.audit.answer import Answer, Ask, put
from passerelle.audit.people import Visitor
from passerelle.audit.things import Thing
from passerelle.audit.world import World

Asks = Callable[..., list[Ask]]
Visit = Callable[[World, Visitor, Thing], list[Answer]]


@dataclass(frozen=True)
class Surface:
    """Where somebody looks.

    Attributes:
        code: its name in findings and in `expected.csv`.
        asks: what is asked: of (world, thing) if objects are asked for one by one, else of
            (world, language, things).
        kinds: classes of object that are asked for, or whose titles must be shown.
        names: what of the product it covers, such as `route:space` or `letter:page_accepted`.
        one_by_one: whether each object is asked for itself.
        visit: how else an object is looked for than by asking an address.
        roles: only these look; all if none is named.
        same_queries: whether refused and missing must run the same queries.
        by_example: one object is enough for a role, unless the audit is thorough.
    """

    code: str
    asks: Asks
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    one_by_one: bool
    visit: Visit | None = None
    roles: tuple[str, ...] = ()
    same_queries: bool = True
    by_example: bool = False

    def look(self, world: World, visitor: Visitor, thing: Thing) -> list[Answer]:
        """Look for one object."""
        if self.visit is not None:
            return self.visit(world, visitor, thing)
        return [put(visitor, ask) for ask in self.asks(world, thing)]


SURFACES: dict[str, Surface] = {}


def found_at(
    code: str, kinds: tuple[str, ...], names: tuple[str, ...], **settings: Any
) -> Callable[[Asks], Asks]:
    """Register a surface that is asked for each object, by the function that says how."""

    def register(asks: Asks) -> Asks:
        SURFACES[code] = Surface(code, asks, kinds, names, one_by_one=True, **settings)
        return asks

    return register


def listed_in(
    code: str, kinds: tuple[str, ...], names: tuple[str, ...], **settings: Any
) -> Callable[[Asks], Asks]:
    """Register a surface that shows objects among others, by the function that says where."""

    def register(asks: Asks) -> Asks:
        SURFACES[code] = Surface(code, asks, kinds, names, one_by_one=False, **settings)
        return asks

    return register


def looked_for(
    code: str, kinds: tuple[str, ...], names: tuple[str, ...], **settings: Any
) -> Callable[[Visit], Visit]:
    """Register a surface that no address shows, such as a letter, by how one looks there."""

    def register(visit: Visit) -> Visit:
        SURFACES[code] = Surface(
            code, no_asks, kinds, names, one_by_one=True, visit=visit, **settings
        )
        return visit

    return register


def no_asks(*where: Any) -> list[Ask]:
    """Nothing is asked by address."""
    return []
