"""Settings for a site that others can reach: nothing starts on a missing or demo secret."""

from django.core.exceptions import ImproperlyConfigured

from passerelle.settings.base import *  # noqa: F403
from passerelle.settings.base import BASE_URL, CACHES, OIDC_ISSUER, env

DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="")
if len(SECRET_KEY) < 32 or SECRET_KEY.startswith("demo-"):
    raise ImproperlyConfigured(
        "SECRET_KEY is missing, shorter than 32 characters, or the demonstration's: "
        "set a secret of your own, for example with `openssl rand -base64 48`."
    )
for name in ("DATABASE_URL", "ALLOWED_HOSTS", "BASE_URL"):
    if name not in env:
        raise ImproperlyConfigured(f"{name} is missing: see the table of settings in README.md.")
if CACHES["default"]["BACKEND"].endswith("DummyCache"):
    raise ImproperlyConfigured(
        "CACHE_URL or COUNTS_URL names a cache that keeps nothing: attempts are counted."
    )
OIDC = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
if 0 < sum(bool(env(name, default="")) for name in OIDC) < len(OIDC):
    raise ImproperlyConfigured(f"Set all of {', '.join(OIDC)}, or none.")
if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("OIDC_ISSUER must begin with https://: its word opens accounts.")

if BASE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # What only machines ask is answered before it: see `passerelle.watch.middleware`.
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    COOKIE_PREFIX = "__Host-"
    SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
    CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"

# What `check --deploy` asks for and is done otherwise.
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # no X-Frame-Options: the content security policy says it, in fewer bytes
    "security.W005",  # HSTS of other hosts of the domain: they are not ours to bind
    "security.W021",  # likewise their place in browsers' lists
]
