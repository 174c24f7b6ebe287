"""What a change of preset will do, and to how many people, said before it is done."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from access.models import Membership, Space
from access.presets import PRESETS


@dataclass(frozen=True)
class Effect:
    """What follows from another preset, in numbers of people.

    Attributes:
        belonging: people of the space, who keep what they have.
        gain: those outside who will read what is inside.
        lose: those outside who will no longer read it.
        becomes_known: whether those outside will learn that the space exists.
        becomes_secret: whether those outside will no longer know that it exists.
    """

    belonging: int
    gain: int = 0
    lose: int = 0
    becomes_known: bool = False
    becomes_secret: bool = False


def effect_of(space: Space, preset: str) -> Effect:
    """Count who gains and who loses sight of a space.

    Args:
        space: as it is now.
        preset: the one that it would have, a key of `access.presets.PRESETS`.
    """
    before, after = space.rules, PRESETS[preset]
    belonging = Membership.objects.current().filter(space=space).count()
    outside = outsiders(space).count()
    return Effect(
        belonging=belonging,
        gain=outside if after.visible == "open" and before.visible != "open" else 0,
        lose=outside if before.visible == "open" and after.visible != "open" else 0,
        becomes_known=before.visible == "secret" and after.visible != "secret",
        becomes_secret=before.visible != "secret" and after.visible == "secret",
    )


def outsiders(space: Space) -> Any:
    """Those who read an open space without belonging to it: all accounts but limited ones."""
    people = get_user_model().objects.filter(is_active=True, limited=False)
    return people.exclude(memberships__in=Membership.objects.current().filter(space=space))
