"""May view = the object's audience is in the person's set. Every queryset passes here."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from access.models import PUBLIC

ModelType = TypeVar("ModelType", bound=Model)


def audiences_of(person: Any) -> tuple[str, ...]:
    """The audiences that a person belongs to.

    Args:
        person: the signed-in person, or Django's anonymous user.

    Returns:
        Names such as `public`; nobody has fewer than the public ones.
    """
    return (PUBLIC,)


def visible_to(pages: QuerySet[ModelType], audiences: tuple[str, ...]) -> QuerySet[ModelType]:
    """The published ones among `pages` that the holder of these audiences may see."""
    return pages.filter(live=True, audience_row__audience__in=audiences)
