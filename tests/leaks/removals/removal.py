"""One check, how it is taken out, and which rows of the matrix must then find something."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import CodeType
from typing import Any

from access.generation import forget_held


@dataclass(frozen=True)
class Removal:
    """One check that is taken out.

    Attributes:
        name: of the check.
        without: takes it out for as long as it is entered.
        rows: surfaces that must find something without it.
        roles: who looks.
        places: where objects lie.
        kinds: classes of object that are planted; all if none is named.
    """

    name: str
    without: Callable[[], AbstractContextManager[Any]]
    rows: tuple[str, ...]
    roles: tuple[str, ...] = ("an", "au", "re")
    places: tuple[str, ...] = ("secret",)
    kinds: tuple[str, ...] = ()


SOURCES: dict[Any, str] = {}
"""What functions say that were rewritten: a file says what they said before."""


@contextmanager
def rewritten(function: Any, old: str, new: str) -> Iterator[None]:
    """Change a text within the source of a function, in memory, for whoever holds it.

    Raises:
        ValueError: the text does not stand there once: the check has moved.
    """
    function = inspect.unwrap(function)
    source = SOURCES.get(function) or textwrap.dedent(inspect.getsource(function))
    if source.count(old) != 1:
        raise ValueError(f"{function.__qualname__} holds {old!r} {source.count(old)} times.")
    changed = source.replace(old, new)
    tree = ast.parse(changed)
    definition: Any = tree.body[0]
    definition.decorator_list = []
    code = next(
        part
        for part in compile(tree, inspect.getsourcefile(function) or "", "exec").co_consts
        if isinstance(part, CodeType) and part.co_name == function.__name__
    )
    before, function.__code__ = function.__code__, code
    SOURCES[function] = changed
    forget_held()
    try:
        yield
    finally:
        function.__code__ = before
        SOURCES[function] = source
        forget_held()


@contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Put something else in the place of an attribute."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def without(path: str, old: str, new: str) -> Callable[[], AbstractContextManager[Any]]:
    """A removal by `rewritten`, of a function named by its module and its own name."""
    module, _colon, name = path.partition(":")

    def enter() -> AbstractContextManager[Any]:
        found: Any = __import__(module, fromlist=["_"])
        for part in name.split("."):
            found = getattr(found, part)
        return rewritten(found, old, new)

    return enter


def both(
    first: Callable[[], AbstractContextManager[Any]],
    second: Callable[[], AbstractContextManager[Any]],
) -> Callable[[], AbstractContextManager[Any]]:
    """Two removals at once, where either check alone would do."""

    @contextmanager
    def enter() -> Iterator[None]:
        with first(), second():
            yield

    return enter


SEEN, ANY = "visible_to(", "(lambda found, _audiences: found)("
"""The filter of most querysets, and one that lets everything through."""

ONE = ("page",)
