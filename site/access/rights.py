"""What somebody holds: rights in spaces and on the site, read in one query a request."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.utils import timezone

from access.generation import held
from access.models import Membership, SpaceGroupPermission

IN_SPACES = ("view_space", "manage_space")
ON_SITE = ("access_admin", "add_space", "change_concept")
ROOMS = ("access", "wagtailadmin", "thesaurus")
OVERDUE = 0


@dataclass(frozen=True)
class Rights:
    """The rights of one person.

    Attributes:
        views: ids of the spaces that she reads because she belongs to them.
        manages: ids of those whose managers' part she reads.
        site: codes among `ON_SITE`: to open the editing screens, to administer the site, to
            tend the thesaurus.
    """

    views: frozenset[int] = frozenset()
    manages: frozenset[int] = frozenset()
    site: frozenset[str] = frozenset()


def rights_of(person: Any) -> Rights:
    """The rights of a person, read once a request; those that have run out are ended first."""
    if not person.is_authenticated or not person.is_active:
        return Rights()
    # Not by `__dict__`: that of `request.user` is its wrapper's, and never has what is set here.
    known: Rights | None = getattr(person, "known_rights", None)
    if known is None:
        known = person.known_rights = read(person)
    return known


def read(person: Any) -> Rights:
    """Read a person's rights."""
    rows = rows_of(person)
    if (OVERDUE, OVERDUE) in rows:
        end_overdue(person)
        rows = rows_of(person)
    ids = right_ids()
    view, manage = (ids[code] for code in IN_SPACES)
    given = {right for _space, right in rows}
    return Rights(
        frozenset(space for space, right in rows if right == view),
        frozenset(space for space, right in rows if right == manage),
        frozenset(code for code in ON_SITE if person.is_superuser or ids[code] in given),
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
def right_ids() -> dict[str, int]:
    """Ids of the rights, by their codes."""
    rows = Permission.objects.filter(
        content_type__app_label__in=ROOMS, codename__in=(*IN_SPACES, *ON_SITE)
    )
    return dict(rows.values_list("codename", "pk"))


def rows_of(person: Any) -> list[tuple[int, int]]:
    """Pairs of a space, or 0 for the site, and a right; and `OVERDUE` twice."""
    params = {
        **right_ids(),
        "person": person.pk,
        "now": connection.ops.adapt_datetimefield_value(timezone.now()),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement(), params)
        return list(cursor.fetchall())


@lru_cache
def statement() -> str:
    """The query. Written out: Django takes longer to put it together than databases to answer."""
    model = get_user_model()
    groups, own = model.groups.through, model.user_permissions.through
    person = f"{model._meta.model_name}_id"
    return f"""
        WITH hers AS (SELECT group_id FROM {groups._meta.db_table} WHERE {person} = %(person)s)
        SELECT content_object_id, permission_id FROM {SpaceGroupPermission._meta.db_table}
        WHERE group_id IN (SELECT group_id FROM hers)
          AND permission_id IN (%(view_space)s, %(manage_space)s)
        UNION ALL
        SELECT 0, id FROM {Permission._meta.db_table}
        WHERE id IN (%(access_admin)s, %(add_space)s, %(change_concept)s)
          AND (id IN (SELECT permission_id FROM {own._meta.db_table} WHERE {person} = %(person)s)
            OR id IN (SELECT permission_id FROM {Group.permissions.through._meta.db_table}
              WHERE group_id IN (SELECT group_id FROM hers)))
        UNION ALL
        SELECT {OVERDUE}, {OVERDUE} FROM {Membership._meta.db_table}
        WHERE person_id = %(person)s AND until <= %(now)s
    """  # noqa: S608 - nothing of it comes from outside
