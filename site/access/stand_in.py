"""Somebody who does not exist, to see pages as such a person gets them."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.models import PUBLIC, Space
from access.rights import Rights
from access.visibility import PUBLIC_ONLY, open_spaces

NAMES = {
    "visitor": _("a visitor"),
    "member": _("a member of the network who is not in this space"),
    "partner": _("a partner with a limited account"),
}


class NoMemberships(dict[int, None]):
    """Belongs to nothing, whatever is asked."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: int) -> None:
        return None


class StandIn(AnonymousUser):
    """Signed in, without an account, rights or a past."""

    is_active = True  # type: ignore[assignment]
    is_authenticated = True  # type: ignore[assignment]
    is_anonymous = False  # type: ignore[assignment]

    def __init__(self, audiences: tuple[str, ...], limited: bool) -> None:
        super().__init__()
        self.known_audiences = audiences
        self.known_memberships = NoMemberships()
        self.known_rights = Rights()
        self.limited = limited

    def __str__(self) -> str:
        return gettext("Member of the network")

    def __int__(self) -> int:  # type: ignore[override]
        """The number that no account has: queries by person find nothing."""
        return 0


def stand_in(name: str) -> Any:
    """Somebody to look through the eyes of.

    Args:
        name: a key of `NAMES`.

    Raises:
        KeyError: there is nobody of that name.
    """
    if name == "visitor":
        return AnonymousUser()
    if name == "partner":
        return StandIn(PUBLIC_ONLY, limited=True)
    if name != "member":
        raise KeyError(name)
    return member_of()


def member_of(*spaces: Space) -> StandIn:
    """Somebody of the network who belongs to these spaces and to no other."""
    keys = {
        *open_spaces(),
        *Space.objects.filter(kind=Space.Kind.MEMBERS_AREA).values_list("pk", flat=True),
        *(space.pk for space in spaces),
    }
    return StandIn((PUBLIC, *(f"space:{key}" for key in sorted(keys))), limited=False)
