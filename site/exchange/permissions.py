"""Who may make a write-up from a file."""

from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from access.decisions import may
from pages.models import Seminar, Workshop
from pages.models.event import EVENTS
from people.models import Organization


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


def event_to_write_up(person: AbstractBaseUser | AnonymousUser, page_id: int) -> Seminar | Workshop:
    """An event, for somebody who may write it up now.

    Args:
        person: who asks.
        page_id: the key of the page.

    Raises:
        Http404: no such event.
        PermissionDenied: she may not edit it now.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not has_write_up_from_file(page):
        raise Http404
    if not may_import_write_up(person, page):
        raise PermissionDenied
    return cast(Seminar | Workshop, page)


def may_correct_directory(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether a person may add and change all organisations, so also by a spreadsheet."""
    policy = ModelPermissionPolicy(Organization)
    return bool(may(person, "enter_screens", None)) and all(
        policy.user_has_permission(person, verb) for verb in ("add", "change")
    )
