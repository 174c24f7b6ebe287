"""The files that nginx and systemd need for this site, made of its settings."""

import os
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template import Context, Engine
from django.utils.html import escape
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

from files.checks import MOST_BYTES
from passerelle.watch.schedule import DAY, SCHEDULE

TEMPLATES = Path(__file__).parent / "templates"
SIZES = ("small", "large")
SECONDS = 4
"""For which nginx holds a page: it counts whole seconds, so none is older than five."""

ROOM_FOR_FORMS = 2
"""How many files of the largest weight one form may bring."""

KEPT_BACKUPS = 14

UNITS = (
    "passerelle.service", "passerelle-worker.service", "passerelle@.service",
    "passerelle@backup.service", "passerelle-timers.target",
)  # fmt: skip


def hosts() -> str:
    """The names that the site answers to, as nginx writes them; those of this machine left out."""
    names = [urlsplit(settings.BASE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    known = dict.fromkeys(name for name in names if name not in ("", "localhost", "*", "[::1]"))
    return " ".join(known)


@dataclass(frozen=True)
class Place:
    """Where a site is on its machine.

    Attributes:
        size: `small` for everything on one machine, `large` with servers beside.
        user: the account that it runs as.
        port: at which nginx finds it.
        certificate: the folder of the certificate and its key.
        backups: the folder of backups.
        brotli: whether nginx has its module for Brotli.
        http: where nginx listens for HTTP.
        https: where it listens for HTTPS.
        cache: the folder in which nginx holds pages.
        error_log: where nginx tells of faults of its own.
    """

    size: str = "small"
    user: str = "passerelle"
    port: int = 8000
    certificate: str = ""
    backups: str = "/var/backups/passerelle"
    brotli: bool = False
    http: str = "80"
    https: str = "443"
    cache: str = "/var/cache/nginx-passerelle"
    error_log: str = "/var/log/nginx/passerelle.log"
    python: str = field(default=sys.executable)

    def context(self) -> dict[str, Any]:
        """What the templates are filled with."""
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        is_large = self.size == "large"
        return asdict(self) | {
            "host": host,
            "hosts": hosts(),
            "base_url": settings.BASE_URL.rstrip("/"),
            "certificate": self.certificate or f"/etc/letsencrypt/live/{host}",
            "root": settings.ROOT,
            "static": str(settings.STATIC_ROOT).rstrip("/"),
            "media": str(settings.MEDIA_ROOT).rstrip("/"),
            "settings": "passerelle.settings.production",
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "prefix": settings.COOKIE_PREFIX,
            "language": settings.LANGUAGE_CODE,
            "languages": "|".join(code for code, _name in settings.LANGUAGES),
            "words": [words_in(code) for code, _name in settings.LANGUAGES],
            "seconds": SECONDS,
            "people": limits(1800, 300),
            "search": limits(600, 100),
            "upload": f"{ROOM_FOR_FORMS * MOST_BYTES // 2**20}m",
            "is_large": is_large,
            "connections": 64 if is_large else 16,
            "keys": "50m" if is_large else "5m",
            "most": "2g" if is_large else "200m",
            "workers": max(2, os.cpu_count() or 1) if is_large else 2,
            "writable": " ".join(self.writable()),
            "kept": KEPT_BACKUPS,
            "timers": " ".join(f"passerelle@{name}.timer" for name in SCHEDULE),
        }

    def writable(self) -> list[str]:
        """The folders that the site writes into; those that are not there yet are no fault."""
        places = [settings.DATA, settings.MEDIA_ROOT, settings.JOURNAL_DIR, self.backups]
        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            places.append(str(Path(settings.DATABASES["default"]["NAME"]).parent))
        # Pages first: counts may lie in a folder of theirs.
        held = [str(settings.CACHES[name].get("LOCATION", "")) for name in ("pages", "default")]
        places += [place for place in held if place.startswith("/")]
        return [f"-{place}" for place in dict.fromkeys(map(str, places))]


def limits(rate: int, burst: int) -> dict[str, int]:
    """How many requests nginx takes of one line in a minute, and how many at once: `PACE` times.

    Args:
        rate: as usual, in a minute.
        burst: as usual, beyond it.
    """
    return {"rate": times_pace(rate), "burst": times_pace(burst)}


def times_pace(number: int) -> int:
    """A number of requests as `PACE` has it; nginx knows none below one."""
    return max(1, round(number * settings.PACE))


def words_in(language: str) -> tuple[str, str, str]:
    """The language, and the pages for “too many requests” and “away for a moment” in it."""
    with override(language):
        busy = page(
            language,
            _("Too many requests"),
            _("Much was asked from your connection at once. Try again in ten seconds."),
        )
        away = page(
            language,
            _("Back in a moment"),
            _("The site is being looked after. Try again in a minute: nothing is lost."),
        )
    return language, busy, away


def page(language: str, title: str, text: str) -> str:
    """A page of a few words, on one line and without double quotes: nginx keeps it in its own."""
    return (
        f"<!doctype html><html lang='{language}' dir='{'rtl' if get_language_bidi() else 'ltr'}'>"
        "<meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)}</title><h1>{escape(title)}</h1><p>{escape(text)}</p></html>"
    )


def filled(name: str, context: dict[str, Any]) -> str:
    """A template of ours, filled."""
    engine = Engine(dirs=[str(TEMPLATES)], autoescape=False)
    return engine.get_template(name).render(Context(context, autoescape=False))


def nginx(place: Place) -> dict[str, str]:
    """The configuration of nginx, by the name of its file."""
    return {"passerelle.conf": filled("nginx.conf", place.context())}


def systemd(place: Place) -> dict[str, str]:
    """The units of systemd, by their names."""
    context = place.context()
    units = {name: filled(name, context) for name in UNITS}
    for name, scheduled in SCHEDULE.items():
        more = {"scheduled": scheduled, "is_rare": scheduled.every >= DAY}
        units[f"passerelle@{name}.timer"] = filled("timer", context | more)
    return units


KINDS = {"nginx": nginx, "systemd": systemd}
