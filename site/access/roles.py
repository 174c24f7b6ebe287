"""The four roles in a space, as data: what each may do here, and in Wagtail's screens."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """A role in a space.

    Attributes:
        code: stable name, part of contracts.
        name: what people call it.
        sentence: what it lets one do.
        grants: rights on the space itself, held by guardian.
        pages: rights over the space's pages in Wagtail's screens.
        files: rights over the space's files in Wagtail's screens.
    """

    code: str
    name: str | Promise
    sentence: str | Promise
    grants: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def enters_admin(self) -> bool:
        """Whether the role lets one into Wagtail's screens."""
        return bool(self.pages)


WRITE_PAGES = ("add_page",)
PUBLISH_PAGES = (
    "add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page",
)  # fmt: skip
# Wagtail asks for rights over its own models, whatever models the site puts in their place.
ADD_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.choose_document",
)
KEEP_FILES = (
    *ADD_FILES,
    "wagtailimages.change_image",
    "wagtailimages.delete_image",
    "wagtaildocs.change_document",
    "wagtaildocs.delete_document",
)

ROLES = {
    role.code: role
    for role in (
        Role("reader", _("Reader"), _("Reads everything in the space."), ("view_space",)),
        Role(
            "contributor",
            _("Contributor"),
            _("Reads, and writes notes, messages and drafts of pages."),
            ("view_space", "contribute_space"),
            WRITE_PAGES,
            ADD_FILES,
        ),
        Role(
            "publisher",
            _("Publisher"),
            _("Writes, and publishes and corrects what others wrote."),
            ("view_space", "contribute_space", "publish_space"),
            PUBLISH_PAGES,
            KEEP_FILES,
        ),
        Role(
            "manager",
            _("Manager"),
            _("Does all that, and decides who belongs to the space and how it works."),
            ("view_space", "contribute_space", "publish_space", "manage_space"),
            PUBLISH_PAGES,
            KEEP_FILES,
        ),
    )
}
"""By code, from the one with fewest rights to the one with most."""

RANKS = {code: rank for rank, code in enumerate(ROLES)}

READER, MANAGER = "reader", "manager"


def role_choices() -> list[tuple[str, Any]]:
    """Codes and names, for forms."""
    return [(role.code, role.name) for role in ROLES.values()]


def group_name(space_id: int, role: str) -> str:
    """The name of the group of a role in a space: never shown, never translated."""
    return f"space:{space_id}:{role}"
