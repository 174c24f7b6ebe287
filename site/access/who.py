"""Who can see this? In words and in number, why, and by which roles; now or on a past day."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Page

from access.decisions import audience_name, may, space_of_audience
from access.kinds import Kind
from access.models import PUBLIC, SWITCHED_OFF, AudienceHistory, Membership, Space
from access.past import accounts_at, day_end, holders_at, was_open
from access.roles import MANAGER, ROLES

Words = str | Promise


@dataclass(frozen=True)
class RoleCount:
    """How many people see something by one role."""

    code: str
    name: Words
    count: int


@dataclass
class Panel:
    """The answer.

    Attributes:
        audience: stable name, such as `public` or `space:12`.
        words: who, in a sentence.
        count: how many people; None for everybody, and for those who may not count.
        why: from which space, by which rule.
        roles: how many by which role.
        people: their names; for managers of the space only.
        erased: how many of them have erased their accounts since, for a past day.
    """

    audience: str
    words: Words
    count: int | None = None
    why: list[Words] = field(default_factory=list)
    roles: list[RoleCount] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    erased: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the keys are part of the contract."""
        return {
            "audience": self.audience,
            "count": self.count,
            "why": [str(reason) for reason in self.why],
            "roles": [{"role": row.code, "count": row.count} for row in self.roles],
            "people": self.people,
        }


def people_who_see(audience: str) -> QuerySet[Any]:
    """The people with an account who hold an audience; those of `public` are everybody."""
    people = get_user_model().objects.filter(is_active=True)
    if audience == PUBLIC:
        return people
    space = space_of_audience(audience)
    if space is None:
        return people.none()
    inside = Membership.objects.current().filter(space=space)
    if audience == space.managers_audience:
        return people.filter(pk__in=inside.filter(role=MANAGER).values("person"))
    belongs = Q(pk__in=inside.values("person"))
    return people.filter(belongs | Q(limited=False) if space.is_open else belongs)


def audience_size(audience: str) -> int | None:
    """How many people with an account hold an audience; None for everybody."""
    return None if audience == PUBLIC else people_who_see(audience).count()


def panel(asker: Any, kind: Kind, thing: Any, day: datetime.date | None = None) -> Panel:
    """Who can see an object, for somebody who sees it herself.

    Args:
        asker: who asks; she learns numbers unless her account is limited, and names if she
            manages the space.
        kind: the object's kind.
        thing: the object.
        day: a past day; None for now.
    """
    audience = kind.audience(thing)
    if day is not None and isinstance(thing, Page):
        audience = AudienceHistory.objects.audience_of(thing, day_end(day)) or audience
    answer = Panel(audience, in_words(audience, thing))
    answer.why = reasons(audience, thing)
    space = space_of_audience(audience)
    if space is None or not asker.is_authenticated or asker.limited:
        return answer
    if day is None:
        count_now(answer, space)
    else:
        count_then(answer, space, day)
    if not may(asker, "manage", space):
        answer.people = []
    return answer


def in_words(audience: str, thing: Any) -> Words:
    """A sentence that says who."""
    name = audience_name(audience)
    if isinstance(thing, Page) and not thing.live:
        if audience in ("", SWITCHED_OFF):
            return _("A draft: nobody but those who may edit it.")
        return _("A draft: for now those who may edit it; once published, %(who)s.") % {"who": name}
    return str(name)[:1].upper() + str(name)[1:] + "."


def reasons(audience: str, thing: Any) -> list[Words]:
    """Why: the space that it lies in, and how one comes into it."""
    if audience == PUBLIC:
        return [_("It lies in the public part of the site.")]
    if audience == SWITCHED_OFF:
        return [_("It is switched off.")]
    space = space_of_audience(audience)
    if space is None:
        return [_("It lies in no space and in no public part of the site.")]
    names = {"space": space.name, "preset": space.rules.name, "rule": space.rules.sentence}
    found: list[Words] = [
        _("It lies in the space “%(space)s”. %(preset)s: %(rule)s") % names,
    ]
    if audience == space.managers_audience:
        found.append(_("It is kept for the managers of that space."))
    found.append(
        _("An administrator of the site can enter for two hours; its managers are told, and the "
          "journal keeps it.")
    )  # fmt: skip
    return found


def count_now(answer: Panel, space: Space) -> None:
    """Number, roles and names of those who see it now."""
    seen = people_who_see(answer.audience)
    answer.count = seen.count()
    roles = dict(
        Membership.objects.filter(space=space, person__in=seen).values_list("person_id", "role")
    )
    answer.roles = role_counts(Counter(roles.values()), answer.count)
    members = seen.filter(pk__in=list(roles)).order_by("last_name", "first_name", "pk")
    answer.people = [str(person) for person in members]


def count_then(answer: Panel, space: Space, day: datetime.date) -> None:
    """The same at the end of a past day; erased people are a number."""
    moment = day_end(day)
    holders = holders_at(space, moment)
    if answer.audience == space.managers_audience:
        holders = [holder for holder in holders if holder.role == MANAGER]
    answer.count = len(holders)
    if answer.audience == space.audience and was_open(space, moment):
        answer.count = max(answer.count, accounts_at(moment))
    answer.roles = role_counts(Counter(holder.role for holder in holders), answer.count)
    keys = [holder.person for holder in holders if holder.person]
    known = get_user_model().objects.filter(pk__in=keys, erased_at=None)
    answer.people = [str(one) for one in known.order_by("last_name", "first_name", "pk")]
    answer.erased = len(holders) - len(answer.people)


def role_counts(counts: Counter[str], total: int) -> list[RoleCount]:
    """Roles that somebody has, with the rest of those signed in."""
    found = [
        RoleCount(code, role.name, counts[code]) for code, role in ROLES.items() if counts[code]
    ]
    rest = total - sum(counts.values())
    return [*found, RoleCount("", _("Other people with an account"), rest)] if rest > 0 else found
