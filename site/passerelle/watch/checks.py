"""The checks of a running site: each asks one thing, and says how it is and what to do.

They change nothing, and name nobody.
"""

import datetime
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.models import Generation
from files.actions.judge import number_unscanned
from files.antivirus import Trouble, trouble_now
from passerelle.task_queue import Queue, queue
from passerelle.watch.finding import Finding, Size, State
from passerelle.watch.schedule import HOUR, MINUTE, SCHEDULE, last_runs
from people.mail import FolderBackend
from people.models import Letter
from search.status import Status, status

Check = Callable[[], Finding]

LATE = 10 * MINUTE
"""How long a letter or a change may wait before somebody should look."""

LITTLE_ROOM, NO_ROOM = 1_000_000_000, 100_000_000
"""Free bytes below which somebody should look, and below which writing will soon fail."""

BACKUP_NOTE = "backup.json"
BACKUP_LATE, BACKUP_LOST = 36 * HOUR, 7 * 24 * HOUR
"""Ages of the last backup: a night was missed; a week was."""

NOT_ASKED = Finding(
    State.DOWN,
    _("Unknown: the database does not answer."),
    _("Bring back the database first."),
)


def database() -> Finding:
    """Whether the database answers, and holds our tables."""
    try:
        Generation.objects.filter(pk=1).exists()
    except DatabaseError:
        return Finding(
            State.DOWN,
            _("The database does not answer, or holds no tables."),
            _(
                "See that its server runs and that DATABASE_URL names it; on a new site, run "
                "`manage.py install`. The log says what it answered."
            ),
        )
    engine = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, "")
    return Finding(State.OK, _("%(engine)s answers."), facts={"engine": engine})


def search() -> Finding:
    """Whether the engine of the search answers, and has heard of what changed."""
    return of_search(status())


def of_search(found: Status) -> Finding:
    """The same, of what is known of the search."""
    now = timezone.now()
    age = now - (found.waiting_since or now)
    facts = {
        "engine": found.engine,
        "waiting": found.waiting,
        "oldest": round(age.total_seconds()),
    }
    if found.trouble:
        return Finding(
            State.DEGRADED,
            _("%(engine)s does not answer as it should; the database answers searches meanwhile."),
            _("See that its server runs. The report “Search index” says what it answered."),
            facts,
        )
    if age > LATE:
        return Finding(
            State.DEGRADED,
            _("Changes wait for the index of the search for too long. How many: %(waiting)s."),
            _("See that the site’s own service runs, then run `manage.py reindex`."),
            facts,
        )
    return Finding(State.OK, _("%(engine)s answers, and has heard of every change."), facts=facts)


def mail() -> Finding:
    """Whether e-mails leave."""
    waiting = Letter.objects.waiting()
    now = timezone.now()
    oldest = waiting.aggregate(first=Min("created_at"))["first"]
    age = now - (oldest or now)
    facts = {"waiting": waiting.count(), "oldest": round(age.total_seconds())}
    refused = waiting.filter(attempts__gt=0).exists()
    if refused:
        return Finding(
            State.DOWN if age > HOUR else State.DEGRADED,
            _("The mail server does not take e-mails. How many wait: %(waiting)s."),
            _("See that EMAIL_URL is right and its server answers; nothing is lost for a day."),
            facts,
        )
    if waiting.filter(send_after__lt=now - LATE).exists():
        return Finding(
            State.DOWN if age > HOUR else State.DEGRADED,
            _("E-mails wait, and nothing sends them. How many: %(waiting)s."),
            _("See that the timer of `send_letters` runs."),
            facts,
        )
    if f"{FolderBackend.__module__}.{FolderBackend.__name__}" == settings.EMAIL_BACKEND:
        return Finding(
            State.DEGRADED,
            _("E-mails are written to files, and reach nobody."),
            _("Name a mail server in EMAIL_URL."),
            facts,
        )
    return Finding(State.OK, _("E-mails leave."), facts=facts)


def tasks() -> Finding:
    """Whether the timers run, the commands end well, and no task waits for a worker."""
    now = timezone.now()
    waits = queue()
    runs = last_runs()
    late = [name for name, run in runs.items() if SCHEDULE[name].is_late(run, now)]
    failed = [name for name, run in runs.items() if run.ended_at and not run.ended_well]
    seen = max((run.began_at for run in runs.values() if run.began_at), default=None)
    facts: dict[str, Any] = {
        "late": ", ".join(late),
        "late_count": len(late),
        "failed": ", ".join(failed),
        "failed_count": len(failed),
        "seen": seen,
        "waiting": waits.waiting,
    }
    if is_left_alone(waits):
        return Finding(
            State.DOWN if waits.oldest > HOUR.total_seconds() else State.DEGRADED,
            _("Tasks wait, and nothing runs them. How many: %(waiting)s."),
            _("See that the worker runs: `systemctl status passerelle-worker`."),
            facts,
        )
    if seen is None:
        return Finding(
            State.DEGRADED,
            _("No scheduled command has ever run."),
            _("Install the timers that `manage.py print_config systemd` prints."),
            facts,
        )
    if now - seen > HOUR:
        return Finding(
            State.DOWN,
            _("No scheduled command has run since %(seen)s."),
            _("See that the timers run: `systemctl list-timers`."),
            facts,
        )
    if failed:
        return Finding(
            State.DEGRADED,
            _("Ended badly, or found something: %(failed)s."),
            _("Run the command by hand, with `manage.py`: it says what it found."),
            facts,
        )
    if late:
        return Finding(
            State.DEGRADED,
            _("Has not run when it should: %(late)s."),
            _("See that its timer runs: `systemctl list-timers`."),
            facts,
        )
    return Finding(State.OK, _("The scheduled commands run, and end well."), facts=facts)


def is_left_alone(waits: Queue) -> bool:
    """Whether tasks wait that nobody will run: a worker that lives comes to all of them."""
    return waits.workers == 0 and waits.oldest > MINUTE.total_seconds()


def disk() -> Finding:
    """Whether there is room, and files can be written."""
    places = {Path(place) for place in (settings.DATA, settings.MEDIA_ROOT) if exists(place)}
    free = min((shutil.disk_usage(place).free for place in places), default=0)
    facts = {"free": Size(free)}
    closed = [place for place in places if not os.access(place, os.W_OK | os.X_OK)]
    if not places or closed:
        return Finding(
            State.DOWN,
            _("The site cannot write into its folders."),
            _("Give PASSERELLE_DATA and MEDIA_ROOT to the account that the site runs as."),
            facts,
        )
    if free < LITTLE_ROOM:
        return Finding(
            State.DOWN if free < NO_ROOM else State.DEGRADED,
            _("Only %(free)s are free on the disk."),
            _("Make room: old backups first, then the logs of the machine; or take a larger disk."),
            facts,
        )
    return Finding(State.OK, _("%(free)s are free on the disk."), facts=facts)


def exists(place: str | Path) -> bool:
    """Whether a folder is there: that of files comes with the first of them."""
    return Path(place).is_dir()


def backup() -> Finding:
    """When the last backup was made, by the note that `manage.py backup` leaves."""
    made = noted_backup()
    if made is None:
        return Finding(
            State.DOWN,
            _("No backup was ever made."),
            _("Run `manage.py backup`, and install its timer: `manage.py print_config systemd`."),
        )
    at, octets = made
    age = timezone.now() - at
    facts = {"at": at, "bytes": Size(octets), "age": round(age.total_seconds())}
    if age > BACKUP_LATE:
        return Finding(
            State.DOWN if age > BACKUP_LOST else State.DEGRADED,
            _("The last backup is of %(at)s."),
            _("See why the timer of `backup` did not run, and run `manage.py backup`."),
            facts,
        )
    return Finding(State.OK, _("The last backup is of %(at)s: %(bytes)s."), facts=facts)


def noted_backup() -> tuple[datetime.datetime, int] | None:
    """When the last backup was made, and its bytes; None where none is noted."""
    try:
        note = json.loads((settings.DATA / BACKUP_NOTE).read_text(encoding="utf-8"))
        at = datetime.datetime.fromisoformat(note["at"])
        return at if timezone.is_aware(at) else at.replace(tzinfo=datetime.UTC), int(note["bytes"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def antivirus() -> Finding:
    """Whether the antivirus answers, and knows what goes round; which files wait for it."""
    if not settings.CLAMD_URL:
        return Finding(State.OK, _("No antivirus is set."))
    facts = {"waiting": number_unscanned()}
    trouble = trouble_now()
    if trouble is None:
        return Finding(
            State.OK, _("The antivirus answers. Files that wait: %(waiting)s."), facts=facts
        )
    if trouble == Trouble.OLD:
        return Finding(
            State.DEGRADED,
            _("What the antivirus knows is older than a week. Files that wait: %(waiting)s."),
            _("See that `freshclam` runs: new files are kept back until it does."),
            facts,
        )
    return Finding(
        State.DEGRADED,
        _("The antivirus does not answer. Files that wait: %(waiting)s."),
        _("See that `clamav-daemon` runs and that CLAMD_URL names it: new files are kept back."),
        facts,
    )


CHECKS: dict[str, Check] = {
    "database": database,
    "search": search,
    "mail": mail,
    "tasks": tasks,
    "disk": disk,
    "backup": backup,
    **({"antivirus": antivirus} if settings.CLAMD_URL else {}),
}
"""By the names of the contract, in the order in which one mends."""

NAMES = {
    "database": _("Database"),
    "search": _("Search index"),
    "mail": _("E-mail"),
    "tasks": _("Scheduled commands"),
    "disk": _("Disk"),
    "backup": _("Backup"),
    "antivirus": _("Antivirus"),
}
