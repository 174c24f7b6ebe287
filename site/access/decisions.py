"""May this person do that to this object? One answer, with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from access.models import PUBLIC, SWITCHED_OFF, Membership, PageAudience, Space
from access.refusals import note_refusal
from access.rights import rights_of
from access.roles import RANKS
from access.visibility import audiences_of, visible_to


@dataclass(frozen=True)
class Decision:
    """An answer and why, in words for the person who asked."""

    allowed: bool
    reason: str | Promise

    def __bool__(self) -> bool:
        return self.allowed


UNKNOWN = Decision(False, _("There is nothing here, or it is not for you."))
READ_ONLY = Decision(False, _("This space is read only: nothing can be added or changed."))
SIGN_IN = Decision(False, _("Sign in first."))


def may(person: Any, verb: str, thing: Any) -> Decision:
    """Decide whether a person may do something to an object.

    Args:
        person: the signed-in person, or Django's anonymous user.
        verb: a key of `VERBS`.
        thing: a page, a space, or an object that has an `audience_lookup` or a `space`.

    Raises:
        KeyError: the verb is unknown.
    """
    decision = VERBS[verb](person, thing)
    if not decision.allowed:
        note_refusal(verb, thing, decision.reason)
    return decision


def membership_of(person: Any, space: Space) -> Membership | None:
    """Her membership of a space, if it is not over; asked once a request and space."""
    if not person.is_authenticated or not person.is_active:
        return None
    audiences_of(person)  # ends what is overdue
    known: dict[int, Membership | None] | None = getattr(person, "known_memberships", None)
    if known is None:
        known = person.known_memberships = {}
    if space.pk not in known:
        known[space.pk] = Membership.objects.filter(space=space, person=person).first()
    return known[space.pk]


def space_of(thing: Any) -> Space | None:
    """The space that an object lies in; None for what is public."""
    if isinstance(thing, Space):
        return thing
    if isinstance(thing, Page):
        row = PageAudience.objects.filter(page=thing.pk).first()
        return space_of_audience(row.audience) if row else None
    space: Space | None = thing.space
    return space


def space_of_audience(audience: str) -> Space | None:
    """The space that an audience is of."""
    _kind, _colon, number = audience.partition(":")
    return Space.objects.filter(pk=number).first() if number.isdigit() else None


def may_view(person: Any, thing: Any) -> Decision:
    """May the person read this?"""
    audiences = audiences_of(person)
    if isinstance(thing, Space):
        seen = thing.audience in audiences
    else:
        seen = visible_to(type(thing)._default_manager.filter(pk=thing.pk), audiences).exists()
    if not seen:
        return UNKNOWN
    if isinstance(thing, Page) and is_public(thing):
        return Decision(True, _("This page is public."))
    return Decision(True, _("It is open to you."))


def is_public(page: Page) -> bool:
    """Whether a page belongs to everybody."""
    return PageAudience.objects.filter(page=page.pk, audience=PUBLIC).exists()


def may_edit(person: Any, page: Page) -> Decision:
    """May the person change this page in the editing screens?"""
    if not person.is_authenticated or person.pk is None:
        return SIGN_IN
    if may_enter_screens(person, page) and page.permissions_for_user(person).can_edit():
        return Decision(True, _("Your role lets you edit this page."))
    return Decision(False, _("Your role does not let you edit this page."))


def is_limited(person: Any) -> bool:
    """Whether the person's account shows her nothing but what it was given."""
    return bool(getattr(person, "limited", False))


def may_see_card(person: Any, space: Space) -> Decision:
    """May the person know that this space exists?"""
    if space.audience in audiences_of(person):
        return Decision(True, _("It is open to you."))
    if space.is_listed and not is_limited(person):
        return Decision(True, _("Everybody may know that it exists."))
    return UNKNOWN


def at_least(role: str) -> Callable[[Any, Any], Decision]:
    """A verb that needs a role in the object's space, or more, while it is in use."""

    def decide(person: Any, thing: Any) -> Decision:
        space = space_of(thing)
        if space is None or space.audience not in audiences_of(person):
            return UNKNOWN
        if not space.is_writable and role != "manager":
            return READ_ONLY
        membership = membership_of(person, space)
        held = membership.role if membership else space.newcomer_role if space.is_open else ""
        if held and RANKS[held] >= RANKS[role]:
            return Decision(True, _("Your role in this space lets you."))
        return Decision(False, _("Your role in this space does not let you."))

    return decide


def may_see_people(person: Any, space: Space) -> Decision:
    """May the person see who belongs to the space? A limited account never does."""
    if space.audience not in audiences_of(person) or is_limited(person) or not space.has("people"):
        return UNKNOWN
    return Decision(True, _("It is open to you."))


def may_join(person: Any, space: Space) -> Decision:
    """May the person come in by herself?"""
    return comes_in(person, space, "free", _("Whoever is signed in may join."))


def may_ask(person: Any, space: Space) -> Decision:
    """May the person ask to come in?"""
    return comes_in(person, space, "on_request", _("One may ask to join."))


def comes_in(person: Any, space: Space, joining: str, reason: str | Promise) -> Decision:
    """Whether a way of joining is open to somebody who is not in yet."""
    if not person.is_authenticated:
        return SIGN_IN if space.is_listed else UNKNOWN
    if not may_see_card(person, space):
        return UNKNOWN
    if membership_of(person, space):
        return Decision(False, _("You belong to this space already."))
    if space.rules.joining != joining or not space.is_writable:
        return Decision(False, space.rules.how_to_join)
    return Decision(True, reason)


def may_enter_screens(person: Any, thing: Any) -> Decision:
    """May the person open the editing screens? Limited accounts work in the light pages."""
    if "access_admin" in rights_of(person).site and not is_limited(person):
        return Decision(True, _("Your role lets you work in the editing screens."))
    return UNKNOWN


def may_administer(person: Any, thing: Any) -> Decision:
    """May the person run the site? That gives no right to what is in a space."""
    if "add_space" in rights_of(person).site:
        return Decision(True, _("You are an administrator of the site."))
    return UNKNOWN


def may_watch(person: Any, thing: Any) -> Decision:
    """May the person know how the site's services are? That tells nothing of what is on it."""
    if may_administer(person, thing):
        return Decision(True, _("You are an administrator of the site."))
    if rights_of(person).manages:
        return Decision(True, _("You manage a space."))
    return UNKNOWN


def may_propose(person: Any, thing: Any) -> Decision:
    """May the person propose words for the thesaurus?"""
    if person.is_authenticated and person.is_active:
        return Decision(True, _("Whoever is signed in may propose."))
    return SIGN_IN


def may_tend(person: Any, thing: Any) -> Decision:
    """May the person change the thesaurus, and answer what others propose?"""
    if "change_concept" in rights_of(person).site:
        return Decision(True, _("Your role lets you change the thesaurus."))
    return UNKNOWN


VERBS: dict[str, Callable[[Any, Any], Decision]] = {
    "view": may_view,
    "edit": may_edit,
    "card": may_see_card,
    "contribute": at_least("contributor"),
    "publish": at_least("publisher"),
    "manage": at_least("manager"),
    "see_people": may_see_people,
    "join": may_join,
    "ask": may_ask,
    "administer": may_administer,
    "watch": may_watch,
    "enter_screens": may_enter_screens,
    "propose": may_propose,
    "tend": may_tend,
}


def audience_name(audience: str) -> str | Promise:
    """An audience in words."""
    if audience == PUBLIC:
        return _("everybody")
    if audience in ("", SWITCHED_OFF):
        return _("nobody")
    space = space_of_audience(audience)
    if space is None:
        return _("nobody")
    if audience.startswith("managers:"):
        return _("the managers of “%(space)s”") % {"space": space.name}
    if space.is_open:
        return _("whoever is signed in (space “%(space)s”)") % {"space": space.name}
    return _("the people of “%(space)s”") % {"space": space.name}
