"""Derive from the roles of spaces what Wagtail and Django must know of them.

Idempotent: it writes what is missing and strikes what is too much, in all languages, for one
space as for all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from access.generation import held
from access.models import AudienceRoot, Membership, Space, SpaceGroupPermission
from access.roles import MANAGER, ROLES, group_name

Row = tuple[int, int, int]

IN_USE = Space.Status.ACTIVE


@held
def permission_ids() -> dict[str, int]:
    """Ids of the rights that roles name, by names such as `wagtaildocs.add_document`."""
    found = Permission.objects.filter(
        content_type__app_label__in=("access", "wagtailcore", "wagtailimages", "wagtaildocs")
    ).values_list("content_type__app_label", "codename", "pk")
    return {f"{label}.{codename}": key for label, codename, key in found}


@dataclass
class Scope:
    """Some spaces, with the ids that their rights are made of.

    Attributes:
        spaces: (id, status, collection id) of each.
        groups: group ids by group name.
        roots: ids of the pages where an audience begins, by audience.
    """

    spaces: list[tuple[int, str, int]]
    groups: dict[str, int]
    roots: dict[str, list[int]]

    @classmethod
    def of(cls, spaces: QuerySet[Space]) -> "Scope":
        """What there is to know of these spaces: three queries, however many they are."""
        rows = list(spaces.values_list("pk", "status", "collection_id"))
        names = [group_name(key, role) for key, _status, _collection in rows for role in ROLES]
        audiences = [f"{kind}:{row[0]}" for row in rows for kind in ("space", "managers")]
        roots: dict[str, list[int]] = defaultdict(list)
        found = AudienceRoot.objects.filter(audience__in=audiences)
        for audience, page in found.values_list("audience", "page_id"):
            roots[audience].append(page)
        groups = dict(Group.objects.filter(name__in=names).values_list("name", "pk"))
        return cls(rows, groups, roots)

    def each_role(self) -> Iterable[tuple[int, str, int, Any, int]]:
        """(space id, status, collection id, role, group id) of each group that is there."""
        for key, status, collection in self.spaces:
            for role in ROLES.values():
                group = self.groups.get(group_name(key, role.code))
                if group is not None:
                    yield key, status, collection, role, group

    def grant_rows(self) -> set[Row]:
        """(group, space, permission): guardian's rights on the spaces themselves."""
        ids = permission_ids()
        return {
            (group, key, ids[f"access.{name}"])
            for key, _status, _collection, role, group in self.each_role()
            for name in role.grants
        }

    def page_rows(self) -> set[Row]:
        """(group, page, permission): Wagtail's rights over pages."""
        ids = permission_ids()
        rows: set[Row] = set()
        for key, status, _collection, role, group in self.each_role():
            if status != IN_USE:
                continue
            pages = list(self.roots[f"space:{key}"])
            if role.code == MANAGER:
                pages += self.roots[f"managers:{key}"]
            names = [ids[f"wagtailcore.{name}"] for name in role.pages]
            rows.update((group, page, name) for page in pages for name in names)
        return rows

    def file_rows(self) -> set[Row]:
        """(group, collection, permission): Wagtail's rights over files."""
        ids = permission_ids()
        return {
            (group, collection, ids[name])
            for _key, status, collection, role, group in self.each_role()
            if status == IN_USE
            for name in role.files
        }

    def member_rows(self) -> set[tuple[int, int]]:
        """(person, group) pairs that memberships ask for."""
        known = Membership.objects.filter(space__in=[row[0] for row in self.spaces])
        return {
            (person, self.groups[group_name(space, role)])
            for person, space, role in known.values_list("person_id", "space_id", "role")
            if group_name(space, role) in self.groups
        }


@dataclass(frozen=True)
class Derived:
    """A table whose rows follow from the roles of spaces.

    Attributes:
        surface: what findings call it.
        model: the table.
        columns: the columns that make a row; the first or the second is the group's.
        wanted: the rows that a scope asks for.
    """

    surface: str
    model: type[Model]
    columns: tuple[str, ...]
    wanted: Callable[[Scope], set[Any]]

    def there(self, scope: Scope) -> dict[Any, int]:
        """The rows that the table has for the groups of a scope, with their ids."""
        rows = self.model._default_manager.filter(group_id__in=list(scope.groups.values()))
        return {tuple(row[1:]): row[0] for row in rows.values_list("pk", *self.columns)}

    def difference(self, scope: Scope) -> tuple[list[Any], dict[Any, int]]:
        """The rows that are missing, and those that are too much with their ids."""
        wanted, there = self.wanted(scope), self.there(scope)
        missing = sorted(row for row in wanted if row not in there)
        return missing, {row: key for row, key in there.items() if row not in wanted}

    def write(self, scope: Scope) -> int:
        """Make the table what the scope asks for; returns how many rows that changed."""
        missing, surplus = self.difference(scope)
        self.model._default_manager.filter(pk__in=list(surplus.values())).delete()
        self.model._default_manager.bulk_create(
            self.model(**dict(zip(self.columns, row, strict=True))) for row in missing
        )
        return len(missing) + len(surplus)


DERIVED = (
    Derived(
        "rights on the space", SpaceGroupPermission,
        ("group_id", "content_object_id", "permission_id"), Scope.grant_rows,
    ),
    Derived(
        "rights over pages", GroupPagePermission,
        ("group_id", "page_id", "permission_id"), Scope.page_rows,
    ),
    Derived(
        "rights over files", GroupCollectionPermission,
        ("group_id", "collection_id", "permission_id"), Scope.file_rows,
    ),
    Derived(
        "people of the groups", get_user_model().groups.through,
        ("person_id", "group_id"), Scope.member_rows,
    ),
)  # fmt: skip


@transaction.atomic
def apply(space: Space) -> int:
    """Make all that is derived from a space's roles what they say.

    Returns:
        How many rows were written or struck.
    """
    return apply_all(Space.objects.filter(pk=space.pk))


@transaction.atomic
def apply_all(spaces: QuerySet[Space]) -> int:
    """The same for several spaces, in as many queries as for one.

    Nobody gets or loses a role there meanwhile: it would be taken for one too much or too few.
    """
    list(spaces.select_for_update(of=("self",), no_key=True).order_by("pk").only("pk"))
    make_groups(spaces)
    scope = Scope.of(spaces)
    return sum(derived.write(scope) for derived in DERIVED)


def make_groups(spaces: QuerySet[Space]) -> None:
    """The groups of the roles of these spaces, with the way into Wagtail for those who write."""
    keys = list(spaces.values_list("pk", flat=True))
    names = [group_name(key, role) for key in keys for role in ROLES]
    there = set(Group.objects.filter(name__in=names).values_list("name", flat=True))
    Group.objects.bulk_create(Group(name=name) for name in names if name not in there)
    admin = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    entering = [
        group_name(key, role.code) for key in keys for role in ROLES.values() if role.enters_admin
    ]
    through = Group.permissions.through
    through.objects.bulk_create(
        (
            through(group_id=group, permission_id=admin.pk)
            for group in Group.objects.filter(name__in=entering)
            .exclude(permissions=admin)
            .values_list("pk", flat=True)
        ),
        ignore_conflicts=True,
    )
