"""Derive Wagtail's rights over pages and files from the roles of a space.

Idempotent: it writes what is missing and strikes what is too much, in all languages.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from access.generation import held
from access.models import AudienceRoot, Space
from access.roles import MANAGER, ROLES, group_name


@held
def permission_ids() -> dict[str, int]:
    """Ids of Wagtail's permissions, by names such as `wagtaildocs.add_document`."""
    found = Permission.objects.filter(
        content_type__app_label__in=("wagtailcore", "wagtailimages", "wagtaildocs")
    ).values_list("content_type__app_label", "codename", "pk")
    return {f"{label}.{codename}": key for label, codename, key in found}


def page_rows(space: Space) -> set[tuple[int, int, int]]:
    """(group, page, permission) ids that a space's roles must have, and no others."""
    if not space.is_writable:
        return set()
    groups = group_ids(space)
    roots = roots_of(space.audience)
    board = roots_of(space.managers_audience)
    ids = permission_ids()
    return {
        (groups[role.code], page, ids[f"wagtailcore.{name}"])
        for role in ROLES.values()
        for page in (roots + board if role.code == MANAGER else roots)
        for name in role.pages
    }


def file_rows(space: Space) -> set[tuple[int, int, int]]:
    """(group, collection, permission) ids that a space's roles must have, and no others."""
    if not space.is_writable:
        return set()
    groups = group_ids(space)
    ids = permission_ids()
    return {
        (groups[role.code], space.collection_id, ids[name])
        for role in ROLES.values()
        for name in role.files
    }


def roots_of(audience: str) -> list[int]:
    """Ids of the pages where an audience begins."""
    return list(AudienceRoot.objects.filter(audience=audience).values_list("page_id", flat=True))


def group_ids(space: Space) -> dict[str, int]:
    """Ids of a space's groups by role."""
    names = {group_name(space.pk, code): code for code in ROLES}
    rows = Group.objects.filter(name__in=names).values_list("name", "pk")
    return {names[name]: key for name, key in rows}


@transaction.atomic
def apply(space: Space) -> int:
    """Make Wagtail's rows what the space's roles say.

    Returns:
        How many rows were written or struck.
    """
    groups = list(group_ids(space).values())
    changed = 0
    for model, column, wanted in (
        (GroupPagePermission, "page_id", page_rows(space)),
        (GroupCollectionPermission, "collection_id", file_rows(space)),
    ):
        rows = model.objects.filter(group_id__in=groups)
        there = {
            (group, target, permission): key
            for key, group, target, permission in rows.values_list(
                "pk", "group_id", column, "permission_id"
            )
        }
        surplus = [key for row, key in there.items() if row not in wanted]
        missing = [row for row in sorted(wanted) if row not in there]
        model.objects.filter(pk__in=surplus).delete()
        model.objects.bulk_create(
            model(**{"group_id": group, column: target, "permission_id": permission})
            for group, target, permission in missing
        )
        changed += len(surplus) + len(missing)
    return changed
