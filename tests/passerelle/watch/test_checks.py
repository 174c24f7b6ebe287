"""Each check tells well, degraded and down apart, and says what to do about it."""

import datetime
import json
import shutil
import time
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import override

from access import journal
from access.models import Generation, JournalEntry
from passerelle.models import ScheduledRun
from passerelle.watch import checks, schedule
from passerelle.watch.finding import Finding, Size, State
from passerelle.watch.look import SILENT, Watch
from passerelle.watch.schedule import SCHEDULE
from people.models import Letter
from search.status import Status
from tests.files.clamd import standing_in, version

HOUR = datetime.timedelta(hours=1)


def ago(span: datetime.timedelta) -> datetime.datetime:
    """A moment that long ago."""
    return timezone.now() - span


def a_letter(age: datetime.timedelta, attempts: int = 0) -> Letter:
    """A letter that has waited so long."""
    letter = Letter.objects.create(
        key=str(time.perf_counter_ns()), kind="x", address="a@b.example", attempts=attempts,
        send_after=ago(age),
    )  # fmt: skip
    Letter.objects.update(created_at=ago(age))
    return letter


def all_ran(age: datetime.timedelta = datetime.timedelta(), ended_well: bool = True) -> None:
    """Let every scheduled command have begun so long ago."""
    ScheduledRun.objects.all().delete()
    ScheduledRun.objects.bulk_create(
        ScheduledRun(name=name, began_at=ago(age), ended_at=ago(age), ended_well=ended_well)
        for name in SCHEDULE
    )


@pytest.fixture
def server(settings: Any) -> None:
    """A site that has a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def test_the_database_answers_or_is_down(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.database().state == State.OK

    def refuse(*args: Any, **named: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(Generation.objects, "filter", refuse)
    found = checks.database()
    assert found.state == State.DOWN
    assert "DATABASE_URL" in found.advice


@pytest.mark.usefixtures("db", "server")
@pytest.mark.parametrize(
    ("age", "attempts", "state"),
    [
        (datetime.timedelta(minutes=1), 0, State.OK),
        (datetime.timedelta(minutes=20), 0, State.DEGRADED),
        (2 * HOUR, 0, State.DOWN),
        (datetime.timedelta(minutes=1), 2, State.DEGRADED),
        (2 * HOUR, 2, State.DOWN),
    ],
)
def test_mail_is_judged_by_the_letters_that_wait(
    age: datetime.timedelta, attempts: int, state: State
) -> None:
    a_letter(age, attempts)
    found = checks.mail()
    assert found.state == state
    assert found.facts["waiting"] == 1


@pytest.mark.usefixtures("server")
def test_a_letter_that_was_sent_or_dropped_waits_no_more(db: None) -> None:
    letter = a_letter(2 * HOUR, 3)
    Letter.objects.filter(pk=letter.pk).update(dropped_at=timezone.now())
    assert checks.mail().state == State.OK


def test_mail_without_a_server_reaches_nobody(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "people.mail.FolderBackend"
    assert checks.mail().state == State.DEGRADED
    assert "EMAIL_URL" in checks.mail().advice


def test_tasks_are_judged_by_when_they_ran_and_how_they_ended(db: None) -> None:
    assert checks.tasks().state == State.DEGRADED  # never
    all_ran()
    assert checks.tasks().state == State.OK
    all_ran(ended_well=False)
    assert checks.tasks().state == State.DEGRADED
    assert "check_access" in checks.tasks().sentence
    all_ran(datetime.timedelta(minutes=15))
    found = checks.tasks()
    assert (found.state, found.facts["late"]) == (State.DEGRADED, "send_letters")
    all_ran(2 * HOUR)
    assert checks.tasks().state == State.DOWN


def test_a_monthly_command_is_not_late_in_the_first_month(db: None) -> None:
    all_ran()
    ScheduledRun.objects.filter(name="audit_access").update(began_at=None, ended_at=None)
    assert checks.tasks().state == State.OK
    ScheduledRun.objects.update(awaited_since=ago(70 * 24 * HOUR))
    assert checks.tasks().facts["late"] == "audit_access"


def test_a_scheduled_command_notes_how_it_ended(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("run_scheduled", "forget_old")
    run = ScheduledRun.objects.get(name="forget_old")
    assert run.ended_well
    assert run.ended_at is not None
    assert ScheduledRun.objects.filter(began_at=None).count() == len(SCHEDULE) - 1

    def fail(*args: Any) -> None:
        raise SystemExit(1)

    monkeypatch.setattr(schedule, "call_command", fail)
    with pytest.raises(SystemExit):
        call_command("run_scheduled", "forget_old")
    run.refresh_from_db()
    assert not run.ended_well
    with pytest.raises(CommandError):
        call_command("run_scheduled", "flush")


def test_a_journal_that_somebody_altered_is_told_where_the_site_is_watched(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.JOURNAL_DIR = tmp_path
    journal.write("refused", None)
    call_command("run_scheduled", "check_journal", stdout=StringIO())
    assert checks.tasks().state == State.OK
    JournalEntry.objects.update(role="manager")
    with pytest.raises(SystemExit):
        call_command("run_scheduled", "check_journal", stdout=StringIO())
    found = checks.tasks()
    assert (found.state, found.facts["failed"]) == (State.DEGRADED, "check_journal")


def test_the_search_is_degraded_never_down_without_its_engine() -> None:
    assert checks.of_search(Status("SQLite")).state == State.OK
    away = checks.of_search(Status("Elasticsearch", trouble="connection refused"))
    assert away.state == State.DEGRADED
    late = checks.of_search(Status("SQLite", waiting=3, waiting_since=ago(HOUR)))
    assert late.state == State.DEGRADED
    assert "3" in late.sentence


@pytest.mark.parametrize(
    ("free", "state"),
    [(10**10, State.OK), (5 * 10**8, State.DEGRADED), (10**7, State.DOWN)],
)
def test_the_disk_is_judged_by_its_room(
    free: int, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=free))
    assert checks.disk().state == state


def test_a_folder_that_is_not_there_is_a_disk_that_is_down(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "gone"
    settings.MEDIA_ROOT = str(tmp_path / "gone" / "media")
    assert checks.disk().state == State.DOWN


@pytest.mark.parametrize(
    ("age", "state"),
    [(HOUR, State.OK), (48 * HOUR, State.DEGRADED), (200 * HOUR, State.DOWN)],
)
def test_the_backup_is_judged_by_its_age(
    age: datetime.timedelta, state: State, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    note = {"at": ago(age).isoformat(), "bytes": 12_000_000, "sha256": "x"}
    (tmp_path / "backup.json").write_text(json.dumps(note))
    assert checks.backup().state == state


@pytest.mark.parametrize("note", [None, "", "{}", "[]", '{"at": "once", "bytes": 1}', "\x00"])
def test_a_backup_that_is_not_noted_was_not_made(
    note: str | None, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    if note is not None:
        (tmp_path / "backup.json").write_text(note)
    assert checks.backup().state == State.DOWN


def test_the_antivirus_is_judged_by_what_it_answers_and_what_it_knows(
    db: None, settings: Any, tmp_path: Path
) -> None:
    assert checks.antivirus().state == State.OK
    assert "antivirus" not in checks.CHECKS
    settings.CLAMD_URL = f"unix://{tmp_path}/clamd"
    assert "clamav-daemon" in checks.antivirus().advice
    with standing_in(tmp_path / "clamd"):
        assert checks.antivirus().state == State.OK
    with standing_in(tmp_path / "clamd", told=version(datetime.timedelta(days=9))):
        found = checks.antivirus()
    assert found.state == State.DEGRADED
    assert "freshclam" in found.advice


def test_findings_speak_the_language_of_whoever_reads_them() -> None:
    found = Finding(State.OK, "%(at)s, %(many)s", facts={"at": timezone.now(), "many": 12345})
    with override("fr"):
        french = found.sentence
    with override("en"):
        assert found.sentence != french
    assert "12,345" not in french


def test_room_is_said_in_units_that_people_know() -> None:
    with override("en"):
        said = [Finding(State.OK, "%(n)s", facts={"n": Size(n)}).sentence for n in (81e9, 5e8)]
    assert [text.replace("\u00a0", " ") for text in said] == ["81 GB", "500 MB"]


def test_a_check_that_hangs_is_not_waited_for_nor_begun_again(db: None) -> None:
    begun = []

    def hang() -> Finding:
        begun.append(1)
        time.sleep(0.6)
        return Finding(State.OK, "")

    watch = Watch({"slow": hang, "quick": lambda: Finding(State.OK, "")}, patience=0.1, kept=0.0)
    start = time.perf_counter()
    first, second = watch.look(), watch.look()
    assert time.perf_counter() - start < 0.5
    assert first["slow"] is SILENT
    assert second["slow"] is SILENT
    assert first["quick"].state == State.OK
    assert begun == [1]


def test_what_was_found_serves_again(db: None) -> None:
    asked = []
    watch = Watch({"one": lambda: asked.append(1) or Finding(State.OK, "")}, kept=60.0)
    for _time in range(50):
        watch.look()
    assert asked == [1]


def test_a_check_that_breaks_is_down(db: None) -> None:
    def no_database() -> Finding:
        raise DatabaseError

    watch = Watch({"broken": lambda: 1 / 0, "without": no_database})  # type: ignore[dict-item]
    assert {finding.state for finding in watch.look().values()} == {State.DOWN}
