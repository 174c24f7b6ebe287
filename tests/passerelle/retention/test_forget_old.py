"""What is kept of people goes when its time is over, and nothing goes before."""

import datetime
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone
from pytest_django import Settings
from wagtail.admin.models import FormState
from wagtail.models import APIToken, Page, UploadedFile
from wagtail_localize.models import Translation, TranslationSource

from access import journal
from access.chain import breaks, chain
from access.models import JournalEntry, Space
from languages.models import ErrorReport, Saving, Wish
from pages.models import Home
from passerelle.models import AuditRun, Fault
from passerelle.retention import kept as kept_module
from passerelle.retention.checks import check_terms
from passerelle.retention.forget import forget_old
from passerelle.retention.table import BY_CODE, TABLE
from people.models import (
    Agreement,
    ContactMessage,
    Invitation,
    JoinRequest,
    Letter,
    PersonalToken,
    SentForm,
)
from tests.factories import PersonFactory, a_space

Moment = datetime.datetime
Make = Callable[[Moment], Any]

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def folders(settings: Settings, tmp_path: Path) -> None:
    """Folders of the test's own."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.MAIL_FOLDER = tmp_path / "mail"
    settings.JOURNAL_DIR = tmp_path / "journal"


def dated(row: Model, **moments: Any) -> Any:
    """A row as old as it is said to be."""
    type(row)._default_manager.filter(pk=row.pk).update(**moments)
    return row


def a_slug() -> str:
    """The name of another space each time."""
    return f"s-{Space.objects.count()}"


def a_file(name: str) -> Make:
    """Makes a file in a folder of the site."""

    def make(at: Moment) -> Path:
        from django.conf import settings

        path = Path(settings.DATA) / name / f"{at:%Y%m%d}"
        path.parent.mkdir(exist_ok=True)
        path.write_text("words")
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    return make


def a_saving(at: Moment) -> Saving:
    """A form of a translator."""
    source, _is_new = TranslationSource.get_or_create_from_instance(Home.objects.earliest("pk"))
    translation, _is_new = Translation.objects.get_or_create(
        source=source, target_locale=Home.objects.latest("pk").locale
    )
    return Saving.objects.create(
        key="k", digest="d", person=PersonFactory(), translation=translation, at=at
    )


def an_entry(at: Moment) -> JournalEntry:
    """A line of the journal in somebody's words."""
    return JournalEntry.objects.create(
        at=at, verb="entered", actor=PersonFactory(), facts={"reason": "Help"}
    )


MAKERS: dict[str, Make] = {
    "sessions": lambda at: Session.objects.create(
        session_key=f"{at:%f}", session_data="", expire_date=at
    ),
    "tokens": lambda at: PersonalToken.objects.create(
        person=PersonFactory(), purpose="feeds", digest=str(at), last_used=at,
        created=at - 100 * DAY,
    ),
    "keys": lambda at: APIToken.objects.create(
        user=PersonFactory(), name="k", key_hash=str(at), revoked_at=at
    ),
    "agreements": lambda at: Agreement.objects.create(
        person=PersonFactory(), what="credit", about="name", answer="named", version=1,
        withdrawn_at=at,
    ),
    "requests": lambda at: JoinRequest.objects.create(
        space=a_space(a_slug()), person=PersonFactory(), created_at=at, state="declined"
    ),
    "invitations": lambda at: Invitation.objects.create(
        space=a_space(a_slug()), address="x@x.example", role="reader", language="fr",
        digest=str(at), expires_at=at,
    ),
    "journal": an_entry,
    "drafts": lambda at: FormState.objects.create(
        data="words", user=PersonFactory(), last_updated_at=at,
        content_type=ContentType.objects.get_for_model(Page),
    ),
    "forms": lambda at: SentForm.objects.create(mark=str(at), at=at),
    "savings": a_saving,
    "letters": lambda at: Letter.objects.create(
        key=str(at), kind="x", address="x@x.example", send_after=at, sent_at=at
    ),
    "contact": lambda at: dated(
        ContactMessage.objects.create(name="A", address="x@x.example", text="T", language="fr"),
        written_at=at,
    ),
    "reports": lambda at: dated(
        ErrorReport.objects.create(
            page=Page.objects.first(), text="T", address="x@x.example", language="fr"
        ),
        written_at=at,
    ),
    "faults": lambda at: Fault.objects.create(
        key=str(at), kind="error", route="r", says="s", trace="t", first_at=at, last_at=at
    ),
    "audits": lambda at: AuditRun.objects.create(began_at=at, state="done"),
    "waiting": a_file("waiting"),
    "mail_folder": a_file("mail"),
}  # fmt: skip
"""How to make what is kept: something of a kind whose time began at a moment."""

STRUCK = {"journal": JournalEntry.objects, "reports": ErrorReport.objects}
"""Kinds of which a row stays."""


def exists(thing: Any) -> bool:
    """Whether it is there still."""
    if isinstance(thing, Path):
        return thing.exists()
    return bool(type(thing)._default_manager.filter(pk=thing.pk).exists())


def is_named(thing: Any) -> bool:
    """Whether a row that stays still says who."""
    thing.refresh_from_db()
    if isinstance(thing, JournalEntry):
        return bool(thing.actor_id or thing.facts)
    return bool(thing.address)


@pytest.mark.parametrize("code", MAKERS)
def test_what_is_too_old_goes_and_what_is_a_day_younger_stays(home: Home, code: str) -> None:
    kept = BY_CODE[code]
    new = MAKERS[code](kept.before + DAY)
    old = MAKERS[code](kept.before - DAY)
    rehearsed = {one.kind: one for one in forget_old(is_rehearsal=True)}[code]
    assert (rehearsed.outdated, rehearsed.forgotten) == (1, 0)
    assert exists(old)
    done = {one.kind: one for one in forget_old()}[code]
    assert (done.outdated, done.forgotten) == (1, 1)
    if code in STRUCK:
        assert (is_named(old), is_named(new)) == (False, True)
    else:
        assert (exists(old), exists(new)) == (False, True)
    assert {one.kind: one.outdated for one in forget_old()}[code] == 0


def test_every_kind_with_a_term_is_tried() -> None:
    elsewhere = {"accounts", "browsers", "uploads", "wishes"}
    assert {kept.code for kept in TABLE if kept.outdated} == MAKERS.keys() | elsewhere


def test_a_browser_is_listed_no_longer_than_its_session(home: Home) -> None:
    session = Session.objects.create(session_key="a", expire_date=timezone.now() + DAY)
    for key in ("a", "b"):
        UserSession.objects.create(
            user=PersonFactory(), ip="203.0.113.9", session_key=key, user_agent="Firefox"
        )
    forget_old()
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [session.pk]


def test_a_file_that_was_put_nowhere_goes_with_its_row(home: Home) -> None:
    upload = UploadedFile.objects.create(file=ContentFile(b"words", name="a.txt"))
    path = Path(upload.file.path)
    forget_old()
    assert not UploadedFile.objects.exists()
    assert not path.exists()


def test_a_reader_who_wished_for_a_page_is_unknown_on_the_next_day(home: Home) -> None:
    today = timezone.localdate()
    for day in (today, today - DAY):
        Wish.objects.create(key=home.translation_key, language="en", day=day, reader="mark")
    forget_old()
    assert dict(Wish.objects.values_list("day", "reader")) == {today: "mark", today - DAY: ""}


def test_the_journal_stays_whole_when_its_names_and_words_go(home: Home) -> None:
    entry = an_entry(timezone.now() - 3000 * DAY)
    number = entry.actor_number
    journal.write("refused", PersonFactory())
    chain()
    forget_old()
    assert breaks() == []
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_number, entry.facts) == (None, number, {})


def test_a_network_may_choose_a_term_within_limits(home: Home, settings: Settings) -> None:
    message = MAKERS["contact"](timezone.now() - 100 * DAY)
    forget_old()
    assert exists(message)
    settings.KEEP_DAYS = {"contact": 60}
    assert check_terms(None) == []
    forget_old()
    assert not exists(message)


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"contact": 5}, "“contact” is kept for 30 to 1095 days, not 5."),
        ({"contact": 5000}, "“contact” is kept for 30 to 1095 days, not 5000."),
        ({"forms": 5}, "“forms” has no term that can be chosen"),
        ({"unknown": 5}, "“unknown” has no term that can be chosen"),
    ],
)
def test_a_term_beyond_the_limits_is_refused(
    settings: Settings, terms: dict[str, int], says: str
) -> None:
    settings.KEEP_DAYS = terms
    (error,) = check_terms(None)
    assert says in error.msg


def test_many_rows_go_in_batches_none_of_which_is_large(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "BATCH", 10)
    old = timezone.now() - 40 * DAY
    SentForm.objects.bulk_create(SentForm(mark=str(number), at=old) for number in range(35))
    sizes = []
    rows = kept_module.Rows(
        lambda before: SentForm.objects.filter(at__lt=before),
        lambda found: sizes.append(found.count()) or kept_module.delete(found),
    )
    assert rows.forget(timezone.now() - 30 * DAY) == 35
    assert sizes == [10, 10, 10, 5]
    assert not SentForm.objects.exists()


def test_the_command_counts_as_people_and_as_programs_read(home: Home) -> None:
    MAKERS["contact"](timezone.now() - 3000 * DAY)
    out = io.StringIO()
    call_command("forget_old", "--dry-run", stdout=out)
    assert "contact: 1 outdated, 0 gone." in out.getvalue()
    assert ContactMessage.objects.exists()
    out = io.StringIO()
    call_command("forget_old", "--json", stdout=out)
    row = next(one for one in json.loads(out.getvalue()) if one["kind"] == "contact")
    assert row == {"kind": "contact", "days": 730, "outdated": 1, "forgotten": 1}
    assert not ContactMessage.objects.exists()


def test_what_is_older_than_yesterday_is_never_what_was_made_today(home: Home) -> None:
    with time_machine.travel(timezone.now() - DAY, tick=False):
        for code, make in MAKERS.items():
            if (BY_CODE[code].term or 0) > 1:
                make(timezone.now())
    assert not [one.kind for one in forget_old() if one.outdated]
