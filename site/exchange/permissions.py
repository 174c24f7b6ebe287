"""Who may make a write-up from a file."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from pages.models.event import EVENTS


def has_write_up_from_file(page: Page) -> bool:
    """Whether a page is an event with a write-up of its own, not an alias of another."""
    return page.specific_class in EVENTS and page.alias_of_id is None


def may_import_write_up(person: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """Whether a person may edit the page now.

    Args:
        person: who asks.
        page: an event.
    """
    permissions = page.permissions_for_user(person)
    return bool(permissions.can_edit() and not permissions.page_locked())
