"""Accounts that nobody uses: their owners are told a month before they are erased."""

import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from access.decisions import Decision
from access.models import Membership
from people.actions.erase import Refused, erase
from people.models import Letter, Person, PersonalToken
from people.post.kinds import Kind
from people.post.write import write

NOTICE = datetime.timedelta(days=30)
"""How long before the end she is told."""


def last_used_before(moment: datetime.datetime) -> QuerySet[Person]:
    """Accounts whose owners neither signed in nor visited a space nor read their feeds since.

    Suspended ones are not among them: nobody can tell their owners, so an administrator decides.
    """
    hers = {"person": OuterRef("pk")}
    visits = Membership.objects.filter(**hers, visited_at__gte=moment)
    readings = PersonalToken.objects.filter(**hers, last_used__gte=moment)
    return (
        Person.objects.filter(is_active=True, erased_at=None, is_superuser=False)
        .annotate(last_use=Coalesce("last_login", "date_joined"))
        .filter(~Exists(visits), ~Exists(readings), last_use__lt=moment)
    )


def told() -> Exists:
    """Whether the owner of an account was told of its end, and had time to come back.

    The time runs from when the mail server took the letter: one that waits tells nobody.
    """
    letters = Letter.objects.filter(kind=AccountEnds.code, person=OuterRef("pk"))
    return Exists(letters.filter(sent_at__lte=timezone.now() - NOTICE))


class UnusedAccounts:
    """Those whose owners were told, and did not come back."""

    def count(self, before: datetime.datetime) -> int:
        """How many are to be erased."""
        return last_used_before(before).filter(told()).count()

    def forget(self, before: datetime.datetime) -> int:
        """Tell the owners whose time comes to its end, and erase the accounts where it has.

        One that cannot be erased, such as that of the only manager of a space, stays.
        """
        ended = list(last_used_before(before).filter(told()))
        for person in last_used_before(before + NOTICE):
            tell(person)
        return sum(is_erased(person) for person in ended)


def tell(person: Person) -> None:
    """Write to her, once for each time that she was last here; again if no server took it."""
    day = last_day(person)
    lost = Letter.objects.filter(
        kind=AccountEnds.code, person=person, dropped_because=Letter.Dropped.UNREACHABLE
    ).count()
    write(AccountEnds.code, [person], {"day": day}, key=f"{day}/{lost}" if lost else day)


def last_day(person: Person) -> str:
    """When she last signed in."""
    return f"{person.last_login or person.date_joined:%Y-%m-%d}"


def is_erased(person: Person) -> bool:
    """Erase an account; whether nothing stood against it."""
    try:
        erase(person)
    except Refused:
        return False
    return True


class AccountEnds(Kind):
    """To somebody who has not been here for long. Facts: `day` of the last visit."""

    code = "account_ends"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She was not here since."""
        return person is not None and letter.facts["day"] == last_day(person)

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Until when she can keep her account, counted from now as it leaves, and how."""
        dates = {
            "day": datetime.date.fromisoformat(letter.facts["day"]),
            "until": timezone.localdate() + NOTICE,
        }
        days = {name: date_format(date, "DATE_FORMAT") for name, date in dates.items()}
        return {
            "subject": _("Your account will be erased"),
            "heading": _("Your account will be erased on %(until)s") % days,
            "lines": [
                _("Nobody has used it since %(day)s.") % days,
                _("To keep it, sign in once. Otherwise you need do nothing: what you wrote "
                  "stays, without your name."),
            ],
            "action": {
                "label": _("Sign in"),
                "address": settings.BASE_URL + reverse("account_login"),
            },
        }  # fmt: skip
