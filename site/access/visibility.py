"""May view = the object's audience is in the person's set. Every queryset passes here."""

from contextlib import suppress
from typing import Any, TypeVar

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from wagtail.models import Page

from access import among  # noqa: F401 - registers the lookup
from access.generation import held
from access.models import PUBLIC, Membership, Space, SpaceGroupPermission

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
    person.known_audiences = person.known_memberships = None


def worked_out(person: Any) -> tuple[str, ...]:
    """The audiences of somebody signed in: two queries, whatever she belongs to."""
    end_overdue(person)
    view, manage = right_ids()
    spaces = set() if person.limited else set(open_spaces())
    managed = []
    rights = SpaceGroupPermission.objects.filter(
        group__user=person, permission_id__in=(view, manage)
    ).values_list("content_object_id", "permission_id")
    for space_id, permission_id in rights:
        if permission_id == view:
            spaces.add(space_id)
        else:
            managed.append(space_id)
    return (
        PUBLIC,
        *(f"space:{key}" for key in sorted(spaces)),
        *(f"managers:{key}" for key in sorted(managed)),
    )


def end_overdue(person: Any) -> None:
    """End the memberships whose time has run out: nothing else watches the clock.

    Whoever alone manages a space stays until somebody else does.
    """
    from access.actions.membership import LastManager, end

    for membership in Membership.objects.over().filter(person=person):
        with suppress(LastManager):
            end(membership, actor=None)


@held
def right_ids() -> tuple[int, int]:
    """Ids of the rights to view and to manage a space."""
    ids = dict(
        Permission.objects.filter(
            content_type__app_label="access", codename__in=("view_space", "manage_space")
        ).values_list("codename", "pk")
    )
    return ids["view_space"], ids["manage_space"]


@held
def open_spaces() -> tuple[int, ...]:
    """Ids of the spaces that whoever is signed in reads."""
    return tuple(Space.objects.open().values_list("pk", flat=True))


def visible_to(queryset: QuerySet[ModelType], audiences: tuple[str, ...]) -> QuerySet[ModelType]:
    """The ones among `queryset` that the holder of these audiences may see.

    Args:
        queryset: pages, or objects of a model that names where its audience is written by
            `audience_lookup`.
        audiences: what the reader belongs to.
    """
    if issubclass(queryset.model, Page):
        return queryset.filter(live=True, audience_row__audience__among=audiences)
    lookup: str = queryset.model.audience_lookup  # type: ignore[attr-defined]
    return queryset.filter(**{f"{lookup}__among": audiences})


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
