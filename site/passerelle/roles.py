"""The roles of a site: what contributors, editors, documentalists and administrators may do."""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from people.forms.accounts import site_groups
from people.models import SiteRole

CONTRIBUTE = ("add_page", "change_page")
PUBLISH = (*CONTRIBUTE, "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
# Wagtail asks for rights over its own models, whatever models the site puts in their place.
ADD_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
DELETE_FILES = ("wagtailimages.delete_image", "wagtaildocs.delete_document")
SIGN_IN = ("wagtailadmin.access_admin",)
RECORDS = (
    "people.organization",
    "pages.strategicobjective",
    "pages.period",
    "search.pin",
)
THESAURUS = ("thesaurus.concept",)
ADMINISTERED = (
    *RECORDS,
    *THESAURUS,
    "thesaurus.territory",
    "people.person",
    "access.space",
    "auth.group",
    "wagtailcore.site",
    "wagtailcore.locale",
    "wagtailcore.collection",
    "wagtailcore.workflow",
    "wagtailcore.task",
    "wagtailcore.groupapprovaltask",
)
TRANSLATE = ("wagtail_localize.submit_translation",)


def make_roles(homes: list[Page]) -> dict[str, Group]:
    """Make the groups, their rights, and the reading of what contributors hand in.

    Group names are what editors read: they are written in the language now active; the program
    knows them by their codes. What Wagtail's own migrations made is replaced.

    Args:
        homes: the home page of each language.

    Returns:
        The groups by role: `administrator`, `editor`, `contributor`, `documentalist`.
    """
    for model in (Workflow, Task):
        model.objects.all().delete()
    site_groups().delete()
    groups = {
        "administrator": Group.objects.create(name=_("Administration")),
        "editor": Group.objects.create(name=_("Editors")),
        "contributor": Group.objects.create(name=_("Contributors")),
        "documentalist": Group.objects.create(name=_("Documentalists")),
    }
    for code, group in groups.items():
        SiteRole.objects.create(group=group, code=code)
    root = Page.get_first_root_node()
    assert root is not None
    grant_pages(groups["contributor"], homes, CONTRIBUTE)
    grant_pages(groups["editor"], homes, PUBLISH)
    grant_pages(groups["administrator"], [root], PUBLISH)
    grant_files(groups["contributor"], ADD_FILES)
    for role in ("editor", "administrator"):
        grant_files(groups[role], ADD_FILES + DELETE_FILES)
    grant(groups["contributor"], SIGN_IN)
    grant(groups["editor"], SIGN_IN + TRANSLATE + verbs(RECORDS + THESAURUS))
    grant(groups["documentalist"], SIGN_IN + verbs(THESAURUS))
    grant(groups["administrator"], SIGN_IN + TRANSLATE + verbs(ADMINISTERED))
    approve(groups["editor"], homes)
    return groups


def share_roles(home: Page) -> None:
    """Give the roles of a site the same rights below a new home page as below the first one.

    Rights that an administrator gave or took away there since are followed; nothing is doubled.
    """
    first = Page.objects.filter(depth=home.depth).order_by("path").first()
    assert first is not None
    for row in GroupPagePermission.objects.filter(page=first):
        GroupPagePermission.objects.get_or_create(
            group_id=row.group_id, page_id=home.pk, permission_id=row.permission_id
        )
    if reading := WorkflowPage.objects.filter(page=first).first():
        WorkflowPage.objects.get_or_create(
            page_id=home.pk, defaults={"workflow_id": reading.workflow_id}
        )


def approve(editors: Group, homes: list[Page]) -> None:
    """Have editors read what contributors hand in, on every page."""
    workflow = Workflow.objects.create(name=_("Reading by the editors"))
    task = GroupApprovalTask.objects.create(name=_("An editor reads and publishes"))
    task.groups.add(editors)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    for home in homes:
        WorkflowPage.objects.create(workflow=workflow, page=home)


def verbs(models: tuple[str, ...]) -> tuple[str, ...]:
    """Add, change and delete for each model."""
    return tuple(
        f"{label.replace('.', f'.{verb}_')}"
        for label in models
        for verb in ("add", "change", "delete")
    )


def permissions(names: tuple[str, ...]) -> list[Permission]:
    """Permissions by names such as `people.add_person`; each must exist."""
    wanted = set(names)
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    return [found[name] for name in sorted(wanted)]


def grant(group: Group, names: tuple[str, ...]) -> None:
    """Give a group rights over whole models."""
    group.permissions.add(*permissions(names))


def grant_pages(group: Group, pages: list[Page], names: tuple[str, ...]) -> None:
    """Give a group rights over pages and all beneath."""
    found = permissions(tuple(f"wagtailcore.{name}" for name in names))
    for page in pages:
        for permission in found:
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)


def grant_files(group: Group, names: tuple[str, ...]) -> None:
    """Give a group rights over pictures and documents."""
    root = Collection.get_first_root_node()
    for permission in permissions(names):
        GroupCollectionPermission.objects.create(
            group=group, collection=root, permission=permission
        )
