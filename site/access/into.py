"""Translating as a right: who may turn which page into which language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.decisions import (
    READ_ONLY,
    SIGN_IN,
    UNKNOWN,
    VERBS,
    Decision,
    at_least,
    may_edit,
    space_of,
)
from access.models import LanguageRole
from access.visibility import audiences_of, visible_to

TRANSLATOR, REVIEWER = LanguageRole.Role.TRANSLATOR, LanguageRole.Role.REVIEWER


@dataclass(frozen=True)
class Into:
    """A page on its way into a language: what one may translate, or review."""

    page: Page
    language: str


def language_roles(person: Any) -> tuple[tuple[str, int | None, str], ...]:
    """What somebody may translate: (language, space or None for the public site, role).

    Asked once a request.
    """
    if not person.is_authenticated or not person.is_active:
        return ()
    known: tuple[tuple[str, int | None, str], ...] | None
    known = getattr(person, "known_language_roles", None)
    if known is None:
        rows = LanguageRole.objects.filter(person=person.pk)
        known = tuple(rows.values_list("language", "space", "role"))
        person.known_language_roles = known
    return known


def holding_one_of(*roles: str) -> Callable[[Any, Into], Decision]:
    """A verb over a page and a language, for those who hold one of these roles there.

    Whoever edits the page itself, or publishes in its space, may do it in every language.
    """

    def decide(person: Any, thing: Into) -> Decision:
        if not person.is_authenticated:
            return SIGN_IN
        pages = visible_to(Page.objects.filter(pk=thing.page.pk), audiences_of(person))
        if not pages.exists():
            return UNKNOWN
        space = space_of(thing.page)
        if space is not None and not space.is_writable:
            return READ_ONLY
        key = space.pk if space else None
        if any((thing.language, key, role) in language_roles(person) for role in roles):
            return Decision(True, _("You translate into this language here."))
        publishes = at_least("publisher")(person, space) if space else may_edit(person, thing.page)
        if publishes:
            return Decision(True, publishes.reason)
        return Decision(False, _("Your role does not let you translate this page."))

    return decide


def may_ask_machine(person: Any, thing: Into) -> Decision:
    """May the person have a translation service read a page?

    What lies in a space is read by nobody outside, unless its managers agreed.
    """
    decision = holding_one_of(TRANSLATOR, REVIEWER)(person, thing)
    space = space_of(thing.page) if decision else None
    if space is not None and not space.machine_help:
        return Decision(
            False,
            _(
                "The managers of this space have not agreed that its texts are sent to a "
                "translation service. They can do so in the settings of the space."
            ),
        )
    return decision


VERBS["ask_machine"] = may_ask_machine
VERBS["translate"] = holding_one_of(TRANSLATOR, REVIEWER)
VERBS["review_translation"] = holding_one_of(REVIEWER)
