"""What all letters about a space have in common."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from access.entrance import space_address
from access.models import Space
from people.models import Letter


def space_of(letter: Letter) -> Space:
    """The space that a letter is about.

    Raises:
        Space.DoesNotExist: it is gone.
    """
    space: Space = Space.objects.get(pk=letter.facts["space"])
    return space


def enter_action(space: Space) -> dict[str, Any]:
    """A button that leads to a space."""
    return {"label": _("Go to the space"), "address": settings.BASE_URL + space_address(space)}
