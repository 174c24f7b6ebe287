"""What is kept of people, and for how long: the one table that says so."""

from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState
from wagtail.models import APIToken, UploadedFile

from access.models import JournalEntry
from exchange.waiting import waiting_files
from languages.models import ErrorReport, Saving, Wish
from passerelle.models import AuditRun, Fault
from passerelle.retention.activities import (
    ACCOUNTS,
    MAIL,
    PROFILES,
    SAFETY,
    SPACES,
    VOICES,
    WRITING,
)
from passerelle.retention.kept import YEAR, Files, Kept, Rows, delete
from passerelle.retention.unused import UnusedAccounts
from people.models import (
    Agreement,
    ContactMessage,
    Invitation,
    JoinRequest,
    Letter,
    PersonalToken,
    SentForm,
)
from people.models.sent_form import REMEMBERED

DELETED = _("It is deleted")
WITH_ACCOUNT = _("Until she changes it or erases her account")

OWN_SESSION = Session.objects.filter(session_key=OuterRef("session_key"))


def letters_in_folder() -> list[Path]:
    """The e-mails of a site that has no mail server."""
    folder = Path(settings.MAIL_FOLDER)
    return [path for path in folder.glob("*") if path.is_file()]


def delete_uploads(rows: QuerySet[UploadedFile]) -> int:
    """Delete files with the rows that know them."""
    for upload in rows:
        upload.file.delete(save=False)
    return delete(rows)


TABLE = (
    Kept(
        "accounts", ACCOUNTS, _("Accounts that nobody uses"), _("the last visit"),
        _("She is told a month before; then the account is erased, and what she wrote stays "
          "without her name"),
        3 * YEAR, (YEAR, 10 * YEAR), UnusedAccounts(),
    ),
    Kept(
        "sessions", ACCOUNTS, _("Sessions"),
        _("their end, by signing out or two weeks after signing in"), DELETED,
        0, None, Rows(lambda before: Session.objects.filter(expire_date__lt=before)),
    ),
    Kept(
        "browsers", ACCOUNTS, _("List of browsers where she is signed in"),
        _("the end of the session"), DELETED,
        0, None, Rows(lambda before: UserSession.objects.filter(~Exists(OWN_SESSION))),
    ),
    Kept(
        "devices", ACCOUNTS, _("Sign that she has used a browser before"),
        _("A year, in that browser alone"),
    ),
    Kept(
        "attempts", ACCOUNTS, _("Counts of attempts to sign in"),
        _("A day at most"),
    ),
    Kept(
        "tokens", ACCOUNTS, _("Private addresses of feeds and calendars"), _("the last reading"),
        DELETED, YEAR, (90, 2 * YEAR),
        Rows(lambda before: PersonalToken.objects.annotate(
            used=Coalesce("last_used", "created")).filter(used__lt=before)),
    ),
    Kept(
        "keys", ACCOUNTS, _("Keys of programs that were taken back"), _("their end"), DELETED,
        30, (0, YEAR), Rows(lambda before: APIToken.objects.filter(revoked_at__lt=before)),
    ),
    Kept("profiles", PROFILES, _("Profile, photo, name on translations"), WITH_ACCOUNT),
    Kept(
        "agreements", PROFILES, _("What she agreed to, when, and in which words"),
        _("the day on which she took it back"), DELETED, 3 * YEAR, (YEAR, 5 * YEAR),
        Rows(Agreement.objects.withdrawn_before),
    ),
    Kept("memberships", SPACES, _("Roles in spaces"), _("Until they end")),
    Kept(
        "requests", SPACES, _("Requests to join, with what they say"), _("the request"), DELETED,
        YEAR, (90, 2 * YEAR), Rows(lambda before: JoinRequest.objects.filter(
            created_at__lt=before)),
    ),
    Kept(
        "invitations", SPACES, _("Invitations"), _("the day on which they run out"), DELETED,
        YEAR, (30, 2 * YEAR), Rows(lambda before: Invitation.objects.filter(
            expires_at__lt=before)),
    ),
    Kept(
        "journal", SPACES, _("Words and names in the journal"), _("the act"),
        _("Struck out; the act, its date and the numbers of the accounts stay"),
        5 * YEAR, (YEAR, 10 * YEAR),
        Rows(JournalEntry.objects.naming_before, lambda rows: rows.unname()),
    ),
    Kept(
        "writing", WRITING, _("Pages, notes, messages, files and translations"),
        _("Until somebody who may deletes them; without her name once her account is erased"),
    ),
    Kept("searches", WRITING, _("Searches that she saved"), WITH_ACCOUNT),
    Kept(
        "drafts", WRITING, _("Words of a page that were typed and never saved"),
        _("the last word"), DELETED, 30, (1, 90),
        Rows(lambda before: FormState.objects.filter(last_updated_at__lt=before)),
    ),
    Kept(
        "uploads", WRITING, _("Files that were sent and put nowhere"), _("the next night"), DELETED,
        0, None, Rows(lambda before: UploadedFile.objects.all(), delete_uploads),
    ),
    Kept(
        "waiting", WRITING, _("Files that wait for somebody to say yes"), _("sending"), DELETED,
        1, None, Files(waiting_files),
    ),
    Kept(
        "forms", WRITING, _("Marks of forms, so that none is taken twice"), _("sending"), DELETED,
        REMEMBERED.days, None, Rows(lambda before: SentForm.objects.filter(at__lt=before)),
    ),
    Kept(
        "savings", WRITING, _("Marks of translations that were sent"), _("sending"), DELETED,
        30, None, Rows(lambda before: Saving.objects.filter(at__lt=before)),
    ),
    Kept(
        "letters", MAIL, _("E-mails that left, or could not"), _("the day on which they left"),
        DELETED, 90, (60, YEAR), Rows(Letter.objects.settled_before),
    ),
    Kept(
        "mail_folder", MAIL, _("E-mails of a site that has no mail server"), _("writing"), DELETED,
        30, (1, YEAR), Files(letters_in_folder),
    ),
    Kept(
        "contact", VOICES, _("Messages of the contact form"), _("writing"), DELETED,
        2 * YEAR, (30, 3 * YEAR), Rows(lambda before: ContactMessage.objects.filter(
            written_at__lt=before)),
    ),
    Kept(
        "reports", VOICES, _("Address of whoever reports an error in a translation"),
        _("the report"), _("Struck out, as soon as she is answered at the latest"),
        YEAR, (30, YEAR),
        Rows(
            lambda before: ErrorReport.objects.filter(written_at__lt=before).exclude(address=""),
            lambda rows: rows.update(address=""),
        ),
    ),
    Kept(
        "wishes", VOICES, _("Mark by which two wishes of one day are told apart"), _("the wish"),
        _("Struck out; how often a page was wished for stays"), 1, None,
        Rows(
            lambda before: Wish.objects.filter(day__lt=timezone.localdate()).exclude(reader=""),
            lambda rows: rows.update(reader=""),
        ),
    ),
    Kept(
        "faults", SAFETY, _("Errors and slowness"), _("the last time"), DELETED,
        30, (7, 90), Rows(lambda before: Fault.objects.filter(last_at__lt=before)),
    ),
    Kept(
        "audits", SAFETY, _("Results of access audits"), _("the audit"), DELETED,
        YEAR, (30, 3 * YEAR), Rows(lambda before: AuditRun.objects.filter(began_at__lt=before)),
    ),
    Kept(
        "log", SAFETY, _("Log of the machine"),
        _("As its administrators set it; it holds no name, no address and no search"),
    ),
    Kept(
        "backups", SAFETY, _("Backups"),
        _("Until newer ones take their place; what was erased since is erased again at a restore"),
    ),
)  # fmt: skip

BY_CODE = {kept.code: kept for kept in TABLE}
