"""Checks of the machine that a site is on: they ask its services, folders and clock."""

import datetime
import smtplib
import stat
import tempfile
from pathlib import Path
from secrets import token_bytes

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exchange.paper.ready import draws_papers
from passerelle.demo.schema import missing_migrations
from passerelle.deploy.setup import well
from passerelle.watch import checks
from passerelle.watch.finding import Finding, State
from passerelle.watch.versions import database_version

OLDEST = {"sqlite": (3, 35), "postgresql": (15,)}
MOST_APART = datetime.timedelta(seconds=60)
MAIL_SECONDS = 5
OLDEST_NOW = 2026


def database() -> Finding:
    """Whether the database answers, is new enough, and has the tables of this version."""
    answers = checks.database()
    if answers.state != State.OK:
        return answers
    if connection.get_database_version() < OLDEST[connection.vendor]:
        return Finding(
            State.DOWN,
            _("%(version)s is too old."),
            _("Install SQLite 3.35 or PostgreSQL 15, or later."),
            {"version": database_version()},
        )
    if missing_migrations():
        return Finding(
            State.DOWN,
            _("The program is newer than the tables."),
            _("Run `manage.py install`."),
        )
    return Finding(
        State.OK, _("%(version)s answers, with all tables."), facts={"version": database_version()}
    )


def media() -> Finding:
    """Whether uploaded files can be written, and read again."""
    if settings.MEDIA_STORAGE_URL:
        return objects()
    try:
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=settings.MEDIA_ROOT) as file:
            file.write(b"ok")
    except OSError as error:
        return Finding(
            State.DOWN,
            _("Files cannot be written into %(folder)s: %(why)s."),
            _("Give that folder to the account that the site runs as, or name another MEDIA_ROOT."),
            {"folder": settings.MEDIA_ROOT, "why": error.strerror or ""},
        )
    return well(_("Files can be written."))


def objects() -> Finding:
    """Whether the object storage takes a file, gives it back and lets it go."""
    content = token_bytes(16)
    try:
        name = default_storage.save(f"private/{content.hex()}.check", ContentFile(content))
        with default_storage.open(name) as file:
            is_same = file.read() == content
        default_storage.delete(name)
    except (OSError, ValueError, ImproperlyConfigured, ImportError):
        is_same = False
    if is_same:
        return well(_("The object storage takes files, and gives them back."))
    return Finding(
        State.DOWN,
        _("The object storage does not take files and give them back."),
        _(
            "See that MEDIA_STORAGE_URL names its address, key and bucket; `uv sync --extra "
            "production` brings what speaks to it."
        ),
    )


def static() -> Finding:
    """Whether the style and scripts of the screens are in place."""
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return well(_("Style and scripts of the editing screens are in place."))
    return Finding(
        State.DOWN,
        _("Style and scripts of the editing screens are missing."),
        _("Run `manage.py install`."),
    )


def mail() -> Finding:
    """Whether the mail server lets us in; nothing is sent."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return Finding(
            State.DOWN,
            _("E-mails are written to files, and reach nobody."),
            _("Name a mail server in EMAIL_URL."),
        )
    server = get_connection(timeout=MAIL_SECONDS)
    try:
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            State.DOWN,
            _("The mail server %(host)s does not let us in: %(why)s."),
            _("See that EMAIL_URL is right, and that this machine may reach the server."),
            {
                "host": settings.EMAIL_HOST,
                "why": getattr(error, "strerror", "") or type(error).__name__,
            },
        )
    return Finding(
        State.OK, _("The mail server %(host)s lets us in."), facts={"host": settings.EMAIL_HOST}
    )


def clock() -> Finding:
    """Whether machine and database agree on what time it is."""
    now = timezone.now()
    there = now
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            there = cursor.fetchone()[0]
    if abs(there - now) > MOST_APART or now.year < OLDEST_NOW:
        return Finding(
            State.DOWN,
            _("The clocks of the machine and of the database are wrong or differ."),
            _("Let both keep the time by the network: `timedatectl set-ntp true`."),
        )
    return Finding(
        State.OK,
        _("It is %(now)s in the time zone of the site, %(zone)s."),
        facts={"now": now, "zone": settings.TIME_ZONE},
    )


def paper() -> Finding:
    """Whether pages can be offered as PDF."""
    if draws_papers():
        return well(_("Pages can be offered as PDF."))
    return Finding(
        State.DEGRADED,
        _("Pages are not offered as PDF: Pango is missing."),
        _("Install it: `apt-get install libpangoft2-1.0-0`."),
    )


def permissions() -> Finding:
    """Whether secrets and data are closed to other accounts of the machine."""
    secrets = [settings.ROOT / ".env", settings.DATA / "site.json"]
    if connection.vendor == "sqlite":
        secrets.append(Path(str(settings.DATABASES["default"]["NAME"])))
    open_ones = [file for file in secrets if file.is_file() and mode(file) & stat.S_IROTH]
    folders = [Path(settings.DATA), Path(settings.MEDIA_ROOT)]
    open_ones += [folder for folder in folders if folder.is_dir() and mode(folder) & stat.S_IWOTH]
    if not open_ones:
        return well(_("Secrets and data are closed to other accounts of the machine."))
    return Finding(
        State.DEGRADED,
        _("Open to every account of the machine: %(files)s."),
        _("Close them: `chmod o-rwx %(files)s`."),
        {"files": " ".join(str(one) for one in open_ones)},
    )


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return path.stat().st_mode
