"""A kind of data about people: how long it is kept, and how what is kept no longer goes."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.retention.activities import Activity, Words

YEAR = 365

BATCH = 500
"""How many rows go in one transaction: nobody waits long for the tables."""

Moment = datetime.datetime


class Outdated(Protocol):
    """What is kept no longer."""

    def count(self, before: Moment) -> int:
        """How much of it there is."""

    def forget(self, before: Moment) -> int:
        """Let it go; returns how much went."""


def delete(rows: QuerySet[Any]) -> int:
    """Delete rows, with all that a deletion brings about."""
    number = rows.count()
    rows.delete()
    return number


@dataclass(frozen=True)
class Rows:
    """Rows of a table.

    Attributes:
        older_than: those that are older than a moment.
        act: what is done with a batch of them; returns how many went.
    """

    older_than: Callable[[Moment], QuerySet[Any]]
    act: Callable[[Any], int] = delete

    def count(self, before: Moment) -> int:
        """How many there are."""
        return self.older_than(before).count()

    def forget(self, before: Moment) -> int:
        """Let them go, batch by batch."""
        done, last = 0, None
        while True:
            rows = self.older_than(before).order_by("pk")
            found = rows if last is None else rows.filter(pk__gt=last)
            keys = list(found.values_list("pk", flat=True)[:BATCH])
            if not keys:
                return done
            last = keys[-1]
            with transaction.atomic():
                done += self.act(self.older_than(before).model._default_manager.filter(pk__in=keys))


@dataclass(frozen=True)
class Files:
    """Files in a folder.

    Attributes:
        paths: all that lie there.
    """

    paths: Callable[[], Iterable[Path]]

    def older_than(self, before: Moment) -> list[Path]:
        """Those that were written before a moment."""
        return [path for path in self.paths() if path.stat().st_mtime < before.timestamp()]

    def count(self, before: Moment) -> int:
        """How many there are."""
        return len(self.older_than(before))

    def forget(self, before: Moment) -> int:
        """Delete them."""
        found = self.older_than(before)
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)


@dataclass(frozen=True)
class Kept:
    """A kind of data.

    Attributes:
        code: stable name, by which `KEEP_DAYS` speaks of it.
        activity: that it serves.
        name: what people call it.
        since: from when its time counts; where it has none, until when it is kept.
        then: what becomes of it.
        days: how long it is kept, unless `KEEP_DAYS` says otherwise; None without a term.
        limits: between which `KEEP_DAYS` may choose; none where it may not.
        outdated: what goes every night; None for what goes by other ways.
    """

    code: str
    activity: Activity
    name: Words
    since: Words
    then: Words = ""
    days: int | None = None
    limits: tuple[int, int] | None = None
    outdated: Outdated | None = None

    @property
    def term(self) -> int | None:
        """How many days it is kept here; None without a term."""
        return settings.KEEP_DAYS.get(self.code, self.days) if self.limits else self.days

    @property
    def term_in_words(self) -> str:
        """How long it is kept here, in the language now active."""
        if self.term is None:
            return str(self.since)
        if self.term == 0:
            return _("Until: %(since)s") % {"since": self.since}
        years, rest = divmod(self.term, YEAR)
        if years and not rest:
            length = ngettext("%(number)d year", "%(number)d years", years) % {"number": years}
        else:
            length = ngettext("%(number)d day", "%(number)d days", self.term)
            length %= {"number": self.term}
        return _("%(length)s, counted from: %(since)s") % {"length": length, "since": self.since}

    @property
    def before(self) -> Moment:
        """What is older goes."""
        return timezone.now() - datetime.timedelta(days=self.term or 0)


@dataclass(frozen=True)
class Forgotten:
    """What became of one kind.

    Attributes:
        kind: its code.
        days: how long it is kept.
        outdated: how much was older.
        forgotten: how much of that went.
    """

    kind: str
    days: int
    outdated: int
    forgotten: int
