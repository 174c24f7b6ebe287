"""What erasing an account does in each room, what it leaves, and what stands against it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.models import Person
from people.roles import is_last_administrator

Words = str | Promise


@dataclass(frozen=True)
class Eraser:
    """A room's part in erasing: what goes and what stays, in words, and the act itself."""

    code: str
    goes: Words
    stays: Words
    erase: Callable[[Person], None]


Objection = Callable[[Person], Words | None]

_erasers: dict[str, Eraser] = {}
_objections: list[Objection] = []


def register_eraser(eraser: Eraser) -> None:
    """Let a room erase what it holds of a person; a code registered twice counts once."""
    _erasers[eraser.code] = eraser


def register_objection(objection: Objection) -> None:
    """Let a room refuse, with a sentence that says why and what to do first."""
    if objection not in _objections:
        _objections.append(objection)


def erasers() -> list[Eraser]:
    """Every room's part, in the order in which they registered."""
    return list(_erasers.values())


def objections(person: Person) -> list[Words]:
    """Why her account cannot be erased now; empty if it can."""
    return [reason for objection in _objections if (reason := objection(person))]


def administrators_stay(person: Person) -> Words | None:
    """Somebody must be able to administer the site."""
    if is_last_administrator(person):
        return _(
            "You are the only administrator: give this role to somebody else first, "
            "then come back here."
        )
    return None
