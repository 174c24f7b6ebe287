"""May view = the object's audience is in the person's set. Every queryset passes here."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from wagtail.models import Page

from access import among  # noqa: F401 - registers the lookup
from access.generation import held
from access.models import PUBLIC, Membership, Space
from access.rights import rights_of

ModelType = TypeVar("ModelType", bound=Model)

PUBLIC_ONLY = (PUBLIC,)


def audiences_of(person: Any) -> tuple[str, ...]:
    """The audiences that a person belongs to, worked out once a request.

    Args:
        person: the signed-in person, or Django's anonymous user.

    Returns:
        `public`; `space:<id>` for each space that she belongs to and, unless her account is
        limited, for each open one; `managers:<id>` for each that she manages.
    """
    if not person.is_authenticated or not person.is_active:
        return PUBLIC_ONLY
    # Not by `__dict__`: that of `request.user` is its wrapper's, and never has what is set here.
    known: tuple[str, ...] | None = getattr(person, "known_audiences", None)
    if known is None:
        known = worked_out(person)
        person.known_audiences = known
    return known


def forget_audiences(person: Any) -> None:
    """Work out a person's audiences again when they are next asked for."""
    person.known_audiences = person.known_memberships = person.known_rights = None
    person.known_language_roles = None


def worked_out(person: Any) -> tuple[str, ...]:
    """The audiences of somebody signed in: one query, whatever she belongs to."""
    rights = rights_of(person)
    spaces = rights.views if person.limited else rights.views.union(open_spaces())
    return (
        PUBLIC,
        *(f"space:{key}" for key in sorted(spaces)),
        *(f"managers:{key}" for key in sorted(rights.manages)),
    )


@held
def open_spaces() -> tuple[int, ...]:
    """Ids of the spaces that whoever is signed in reads."""
    return tuple(Space.objects.open().values_list("pk", flat=True))


def visible_to(queryset: QuerySet[ModelType], audiences: tuple[str, ...]) -> QuerySet[ModelType]:
    """The ones among `queryset` that the holder of these audiences may see.

    Args:
        queryset: pages, or objects of a model that names where its audience is written by
            `audience_lookup`, and by `held_lookup` what keeps an object from everybody.
        audiences: what the reader belongs to.
    """
    if issubclass(queryset.model, Page):
        return queryset.filter(live=True, audience_row__audience__among=audiences)
    lookup: str = queryset.model.audience_lookup  # type: ignore[attr-defined]
    held: str = getattr(queryset.model, "held_lookup", "")
    return queryset.filter(**{f"{lookup}__among": audiences}, **({held: ""} if held else {}))


def spaces_in(audiences: tuple[str, ...]) -> list[int]:
    """Ids of the spaces among these audiences."""
    return [int(name[6:]) for name in audiences if name.startswith("space:")]


def space_within(slug: str, audiences: tuple[str, ...]) -> Space | None:
    """The space of this address, if the holder of these audiences sees what is inside."""
    space = Space.objects.filter(slug=slug).first()
    return space if space and space.audience in audiences else None


def inside(space: Space, audiences: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these audiences that are of one space."""
    return tuple(name for name in (space.audience, space.managers_audience) if name in audiences)


def roles_held(person: Any) -> set[str]:
    """The codes of the roles that a person has in any space."""
    return set(Membership.objects.filter(person=person).values_list("role", flat=True))
