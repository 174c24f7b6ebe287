"""Checks of how a site is set up: settings, secret, names, HTTPS. They ask no service."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks as django_checks
from django.utils.translation import gettext_lazy as _

from passerelle.watch.finding import Finding, State

PRODUCTION = "passerelle.settings.production"
SHORTEST_SECRET = 32
OWN_PLACES = ("LocMemCache", "FileCache")
DEMO_PREFIX = "demo-"


def well(says: object) -> Finding:
    """A check that found all as it should be."""
    return Finding(State.OK, str(says))


def module() -> Finding:
    """Whether the settings are those for a site that others can reach."""
    if settings.SETTINGS_MODULE == PRODUCTION:
        return well(_("The settings are those of production."))
    return Finding(
        State.DOWN,
        _("The settings are %(module)s."),
        _("Set DJANGO_SETTINGS_MODULE=passerelle.settings.production in the environment."),
        {"module": settings.SETTINGS_MODULE},
    )


def secret() -> Finding:
    """Whether the secret is one's own, and long."""
    if len(settings.SECRET_KEY) >= SHORTEST_SECRET and not settings.SECRET_KEY.startswith(
        DEMO_PREFIX
    ):
        return well(_("The secret is one of your own."))
    return Finding(
        State.DOWN,
        _("The secret is short, or known to everybody."),
        _("Set SECRET_KEY to what `openssl rand -base64 48` prints."),
    )


def hosts() -> Finding:
    """Whether the site answers to its own name, and to no other."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        return Finding(
            State.DOWN,
            _("The site answers to any name."),
            _("Name its own hosts in ALLOWED_HOSTS, without *."),
        )
    if not any(matches(host, allowed) for allowed in settings.ALLOWED_HOSTS):
        return Finding(
            State.DOWN,
            _("The site does not answer to its own name, %(host)s."),
            _("Add %(host)s to ALLOWED_HOSTS, or mend BASE_URL."),
            {"host": host},
        )
    return well(_("The site answers to its own name."))


def matches(host: str, allowed: str) -> bool:
    """Whether a name is among those that an entry of `ALLOWED_HOSTS` stands for."""
    bare = allowed.lower().strip("[]")
    return host == bare or (bare.startswith(".") and (host == bare[1:] or host.endswith(bare)))


def https() -> Finding:
    """Whether people reach the site by HTTPS, and cookies go by nothing else."""
    if not settings.BASE_URL.startswith("https://"):
        return Finding(
            State.DOWN,
            _("The site is not reached by HTTPS: %(address)s."),
            _("Get a certificate, for instance with certbot, and set BASE_URL to https://…"),
            {"address": settings.BASE_URL},
        )
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        return Finding(
            State.DOWN,
            _("Cookies may go over lines that others read."),
            _("Set DJANGO_SETTINGS_MODULE=passerelle.settings.production in the environment."),
        )
    return well(_("The site is reached by HTTPS."))


def proxy() -> Finding:
    """Whether the addresses of readers are known behind the proxy."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return well(_("Readers are told apart behind the proxy."))
    return Finding(
        State.DEGRADED,
        _("All readers seem to come from the proxy: one who errs often would stop the others."),
        _("Set TRUSTED_PROXIES=1 where nginx stands in front."),
    )


def cache() -> Finding:
    """Whether all workers share their caches, and what fills one leaves the other as it is."""
    counts, pages = settings.CACHES["default"], settings.CACHES["pages"]
    is_one_server = not counts["BACKEND"].endswith(OWN_PLACES)
    if is_one_server and counts.get("LOCATION") == pages.get("LOCATION"):
        return Finding(
            State.DEGRADED,
            _("Pages are held where attempts are counted: whatever empties it resets the counts."),
            _("Name another server, or another database of it, in COUNTS_URL."),
        )
    if not counts["BACKEND"].endswith("LocMemCache"):
        return well(_("All workers share one cache."))
    return Finding(
        State.DEGRADED,
        _("Each worker has a cache of its own, and counts attempts to sign in for itself."),
        _("Set CACHE_URL, for instance filecache:///var/cache/passerelle"),
    )


def sender() -> Finding:
    """Whether letters come from an address of one's own."""
    if ".example" not in settings.DEFAULT_FROM_EMAIL:
        return well(_("E-mails come from an address of your own."))
    return Finding(
        State.DOWN,
        _("E-mails come from an invented address, and will be refused."),
        _("Set DEFAULT_FROM_EMAIL to an address of your own."),
    )


def findings_of_django() -> dict[str, Finding]:
    """What Django's own `check --deploy` finds, each under its number."""
    found = django_checks.run_checks(include_deployment_checks=True)
    return {
        f"django {message.id}": Finding(
            State.DOWN if message.level >= django_checks.ERROR else State.DEGRADED,
            message.msg.replace("%", "%%"),
            (message.hint or "").replace("%", "%%"),
        )
        for message in found
        if message.level >= django_checks.WARNING and not message.is_silenced()
    }
