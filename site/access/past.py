"""Who held which role in a space on a past date, read back from the journal."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q

from access.models import JournalEntry, Space
from access.presets import PRESETS

ROLE_VERBS = (
    JournalEntry.Verb.ROLE_GIVEN,
    JournalEntry.Verb.ROLE_CHANGED,
    JournalEntry.Verb.ROLE_ENDED,
    JournalEntry.Verb.ENTERED,
)


@dataclass(frozen=True)
class Holder:
    """Somebody who held a role; `person` is None once her account is gone."""

    number: int
    person: int | None
    role: str


def holders_at(space: Space, moment: datetime.datetime) -> list[Holder]:
    """Who held a role in a space at a moment, erased people included."""
    entries = JournalEntry.objects.filter(space=space, verb__in=ROLE_VERBS, at__lte=moment)
    last = {
        number or 0: (verb, person, role)
        for number, verb, person, role in entries.order_by("at", "pk").values_list(
            "person_number", "verb", "person_id", "role"
        )
    }
    return [
        Holder(number, person, role)
        for number, (verb, person, role) in last.items()
        if verb != JournalEntry.Verb.ROLE_ENDED
    ]


def preset_at(space: Space, moment: datetime.datetime) -> str:
    """How a space could be seen at a moment."""
    later = JournalEntry.objects.filter(
        space=space, verb=JournalEntry.Verb.PRESET_CHANGED, at__gt=moment
    ).order_by("at", "pk")
    first = later.first()
    return first.facts["before"] if first else space.preset


def was_open(space: Space, moment: datetime.datetime) -> bool:
    """Whether whoever was signed in read a space at a moment."""
    return PRESETS[preset_at(space, moment)].visible == "open"


def accounts_at(moment: datetime.datetime) -> int:
    """How many accounts that are not limited there were at a moment and were not suspended."""
    verbs = (JournalEntry.Verb.SUSPENDED, JournalEntry.Verb.RESTORED, JournalEntry.Verb.ERASED)
    entries = JournalEntry.objects.filter(verb__in=verbs, at__lte=moment).order_by("at", "pk")
    last = dict(entries.values_list("person_number", "verb"))
    away = [number or 0 for number, verb in last.items() if verb != JournalEntry.Verb.RESTORED]
    people = get_user_model().objects.filter(Q(date_joined__lte=moment), limited=False)
    return int(people.exclude(pk__in=away).count())


def day_end(day: datetime.date) -> datetime.datetime:
    """The last moment of a day, where the site is."""
    from zoneinfo import ZoneInfo

    return datetime.datetime.combine(
        day, datetime.time.max, tzinfo=ZoneInfo(str(settings.TIME_ZONE))
    )
