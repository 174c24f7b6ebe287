"""Those through whose eyes the audit looks: each role of the matrix, with a session of its own."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page

from access.actions.language_role import give_language_role
from access.actions.membership import end, give
from access.models import LanguageRole, Membership
from exchange.personal import FEEDS
from passerelle.audit.objects.people import INSIDE
from passerelle.audit.places import CLOSED
from passerelle.audit.world import World
from people.actions.join import ask
from people.models import Person
from people.tokens import issue

HOST = "localhost"
TWO_HOURS = datetime.timedelta(hours=2)

NAMES = {
    "an": _("anonymous"),
    "au": _("signed in, member of nothing"),
    "om": _("manager of another space"),
    "pe": _("waits for an answer to a request"),
    "ex": _("was a reader, with the session and token of then"),
    "re": _("reader"),
    "co": _("contributor"),
    "ma": _("manager"),
    "tr": _("translator"),
    "se": _("editor of the public site"),
    "ax": _("administrator who has not entered"),
    "ad": _("administrator who has entered"),
    "pa": _("partner with a limited account, in a project of her own"),
    "vo": _("volunteer with a limited account, in one folder"),
    "su": _("suspended reader, with the session and token of then"),
    "ru": _("reader whose time ran out, with the session of then"),
}

LATER = {
    "j0": _("juror without assignment"),
    "jc": _("juror with a conflict of interest"),
    "j1": _("juror of the dossier"),
    "cm": _("manager of a call for projects"),
    "ap": _("applicant"),
}
"""Roles of the matrix that do not exist yet."""

PENDING = dict.fromkeys(LATER, "calls for projects come with a later issue")
"""Why they do not."""

OF_THE_NETWORK = ("om", "re", "co", "ma", "tr", "se", "ax", "ad")


class Browser(Client):
    """A browser that keeps cookies, and gets a 500 as anybody would.

    Django's own notes each template with all that it was given: half of the time of an audit.
    """

    def __init__(self) -> None:
        super().__init__(raise_request_exception=False, SERVER_NAME=HOST)

    def request(self, **request: Any) -> Any:
        """The answer to a request."""
        environ = self._base_environ(**request)  # type: ignore[attr-defined]
        response = self.handler(environ)
        self.cookies.update(response.cookies)
        return response


@dataclass
class Visitor:
    """Somebody who looks.

    Attributes:
        role: a key of `NAMES`.
        client: her browser, in which she is signed in.
        person: her account; None for the anonymous one.
        token: opens her personal feeds; empty if she has none.
    """

    role: str
    client: Browser
    person: Person | None = None
    token: str = ""


def gather(world: World, roles: tuple[str, ...]) -> list[Visitor]:
    """Let these roles come into a world, by the acts by which people do.

    Args:
        world: whose spaces are there, and empty.
        roles: keys of `NAMES`.
    """
    visitors = []
    for role in roles:
        visitor = Visitor(role, Browser())
        visitors.append(visitor)
        if role != "an":
            visitor.person = world.people[role] = person_for(role)
            belong(world, role, visitor.person)
            visitor.client.force_login(visitor.person)
            visitor.token = issue(visitor.person, FEEDS)
            for address in ("spaces/", f"feeds/{visitor.token}.atom"):
                visitor.client.get(f"/{world.languages[0]}/{address}")
            part(world, role, visitor.person)
    return visitors


def person_for(role: str) -> Person:
    """The account of a role."""
    person = Person.objects.create_user(
        f"audit-{role}@example.org",
        first_name="Audit",
        last_name=role,
        limited=role in ("pa", "vo"),
    )
    for group in groups_for(role):
        person.groups.add(group)
    if role == "tr":
        for language, _name in settings.LANGUAGES:
            give_language_role(person, language, LanguageRole.Role.REVIEWER, actor=None)
    return person


def groups_for(role: str) -> list[Group]:
    """The groups of the whole site that a role belongs to, as this site has them."""
    own = Group.objects.exclude(name__startswith="space:")
    administrators = own.filter(permissions__codename="add_space")
    if role in ("ax", "ad"):
        return list(administrators)
    if role == "se":
        home = Page.objects.filter(depth=2)
        publish = GroupPagePermission.objects.filter(
            page__in=home, permission__codename="publish_page"
        )
        return list(own.filter(pk__in=publish.values("group")).exclude(pk__in=administrators))
    return [translators()] if role == "tr" else []


def translators() -> Group:
    """Those who may enter the editing screens and hand texts in for translation."""
    group, made = Group.objects.get_or_create(name="Audit translators")
    if made:
        codes = ("access_admin", "submit_translation")
        group.permissions.add(*Permission.objects.filter(codename__in=codes))
    return group


def belong(world: World, role: str, person: Person) -> None:
    """Give a role its memberships."""
    readers = {"carried": ("pa",), "folder": ("vo",), "network": OF_THE_NETWORK}
    for code, space in world.spaces.items():
        if code in (*CLOSED, "open"):
            join_closed(space, role, person)
        elif code == "elsewhere" and role == "om":
            give(space, person, "manager", actor=None)
        elif role in readers.get(code, ()):
            give(space, person, "reader", actor=None)


def join_closed(space: Any, role: str, person: Person) -> None:
    """Let those who belong to the closed spaces in, in their role."""
    if role == "ad":
        until = timezone.now() + TWO_HOURS
        give(space, person, INSIDE[role], person, Membership.Way.ADMINISTRATOR, until=until)
    elif role in INSIDE or role in ("ex", "su", "ru"):
        give(space, person, INSIDE.get(role, "reader"), actor=None)
    elif role == "pe":
        ask(space, person, "", [])


def part(world: World, role: str, person: Person) -> None:
    """End the memberships of those who are no longer there, their sessions untouched."""
    if role == "ex":
        for membership in Membership.objects.filter(person=person):
            end(membership, actor=world.keeper)
    elif role == "ru":
        Membership.objects.filter(person=person).update(until=timezone.now() - TWO_HOURS)
    elif role == "su":
        Person.objects.filter(pk=person.pk).update(is_active=False)
