"""May this person do that to this object? One answer, with its reason."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import PageAudience
from access.visibility import audiences_of, visible_to


@dataclass(frozen=True)
class Decision:
    """An answer and why, in words for the person who asked."""

    allowed: bool
    reason: str | Promise

    def __bool__(self) -> bool:
        return self.allowed


def may_view(person: Any, page: Page) -> Decision:
    """May the person read this page?"""
    if visible_to(Page.objects.filter(pk=page.pk), audiences_of(person)).exists():
        return Decision(True, _("This page is public."))
    return Decision(False, _("This page is not published, or not for you."))


def audience_in_words(page: Page) -> Promise:
    """Who can read a page, in a sentence for whoever writes it."""
    is_placed = page.pk is not None
    if is_placed and not PageAudience.objects.filter(page=page).exists():
        return _("Nobody but editors: the page lies outside the public part of the site.")
    if page.live:
        return _("Everybody: the page is published, and can be read without an account.")
    return _("Everybody, once it is published. Until then, only editors.")


def may_edit(person: Any, page: Page) -> Decision:
    """May the person change this page in the editing screens?"""
    if not person.is_authenticated:
        return Decision(False, _("Sign in to edit."))
    if page.permissions_for_user(person).can_edit():
        return Decision(True, _("Your role lets you edit this page."))
    return Decision(False, _("Your role does not let you edit this page."))


VERBS = {"view": may_view, "edit": may_edit}


def may(person: Any, verb: str, page: Page) -> Decision:
    """Decide whether a person may do something to a page.

    Args:
        person: the signed-in person, or Django's anonymous user.
        verb: a key of `VERBS`.
        page: the page in question.

    Raises:
        KeyError: the verb is unknown.
    """
    return VERBS[verb](person, page)
