"""Settings shared by every way of running Passerelle; what varies is in the environment."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from languages.known import AT_FIRST, KNOWN, RIGHT_TO_LEFT, name_of
from languages.services import service
from passerelle.caches import apart
from passerelle.own.place import data_folder, languages_noted, noted
from passerelle.settings import entrance
from passerelle.settings.tasks import tasks_in
from theme.sheet import BANDS, sheet_source

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

DATA = data_folder(ROOT)
# What `install` noted of a site of one's own: its secret.
NOTED = noted(DATA)

# --- What the site is called -----------------------------------------------------------------
SITE_NAME = env("SITE_NAME", default="Passerelle")
WAGTAIL_SITE_NAME = SITE_NAME
BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = BASE_URL
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- Rooms -----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "passerelle",
    "exchange",
    "pages",
    "search",
    "discussions",
    "people.apps.PeopleConfig",
    "languages",
    "files",
    "thesaurus",
    "access",
    "theme",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "passerelle.watch.middleware.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "passerelle.cookies.CookiesMiddleware",
    "passerelle.origin_policy.OriginPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "passerelle.admin.content_policy.AdminPolicyMiddleware",
    "passerelle.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "people.idle.IdleMiddleware",
    "languages.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "access.reader.ReaderMiddleware",
    "access.refusals.RefusalsMiddleware",
    "passerelle.backup.confirmation.ConfirmationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "passerelle.limits.BodyLimitMiddleware",
    "passerelle.pace.PaceMiddleware",
    "passerelle.admin.guard.AdminGuardMiddleware",
    "passerelle.admin.forged.ForgedRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.second_factor.SecondFactorMiddleware",
]

ROOT_URLCONF = "passerelle.urls"
WSGI_APPLICATION = "passerelle.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "passerelle.context.site",
            ],
        },
    }
]

# --- Data ------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA / 'passerelle.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
# A server that began again meanwhile: a kept connection is tried before a request relies on it.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = apart(
    env.cache("CACHE_URL", default="locmemcache://"),
    env.cache("COUNTS_URL") if "COUNTS_URL" in env else None,
)
# `process`, or `database`, from which `manage.py db_worker` takes them.
TASKS_IN = env("TASKS_IN", default="process")
TASKS = tasks_in(TASKS_IN)

# --- Files -----------------------------------------------------------------------------------
MEDIA_ROOT = env("MEDIA_ROOT", default=str(DATA / "media"))
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(DATA / "static"))
# An object storage for them: `s3+https://key:secret@host/bucket`. Readers get them from us.
MEDIA_STORAGE_URL = env("MEDIA_STORAGE_URL", default="")
DISK, OBJECTS = "django.core.files.storage.FileSystemStorage", "files.objects.ObjectStorage"
STORAGES = {
    "default": {"BACKEND": OBJECTS if MEDIA_STORAGE_URL else DISK},
    "staticfiles": {"BACKEND": "passerelle.static_files.StaticFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
# Whether a proxy sends the files that we allow: it must map /protected/ to MEDIA_ROOT, internally.
FILES_BY_PROXY = env.bool("FILES_BY_PROXY", default=False) and not MEDIA_STORAGE_URL
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WAGTAILIMAGES_IMAGE_MODEL = "files.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "files.fields.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "files.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "files.fields.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "ics", "key", "mp3", "odp", "ods", "odt", "pdf", "pptx", "txt",
    "xlsx", "zip",
]  # fmt: skip
# ClamAV's daemon, as unix:///run/clamav/clamd.ctl or tcp://host:3310; none unless named. What it
# has not seen is kept back.
CLAMD_URL = env("CLAMD_URL", default="")

# --- Backups ---------------------------------------------------------------------------------
# Seals backups; kept apart from them. Without it, whoever has a backup reads it.
BACKUP_KEY = env("BACKUP_KEY", default="")
# What was removed, apart from the database: done again after a restore. Best on another disk.
JOURNAL_DIR = Path(env("JOURNAL_DIR", default=str(DATA / "journal")))

# --- What is kept of people ------------------------------------------------------------------
# Days by kind, such as `contact=365,letters=60`, for what `passerelle.retention` lets one choose.
KEEP_DAYS = {kind: int(days) for kind, days in env.dict("KEEP_DAYS", default={}).items()}

# --- Languages -------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
KNOWN_LANGUAGES = KNOWN
# The pictures of the handbook.
STATICFILES_DIRS = [
    (f"handbook/{folder.parent.name}", folder)
    for folder in sorted((ROOT / "site/passerelle/handbook").glob("*/pictures"))
]
# Those of this site, the first one first.
CONTENT_LANGUAGES = env.list("CONTENT_LANGUAGES", default=languages_noted(DATA) or AT_FIRST)
LANGUAGES = [(code, name_of(code)) for code in CONTENT_LANGUAGES]
LANGUAGE_CODE = env("LANGUAGE_CODE", default=CONTENT_LANGUAGES[0])
LANGUAGES_BIDI = RIGHT_TO_LEFT
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# A translation is published when somebody has read it, not when it is begun.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A service that writes first drafts of translations, such as `libretranslate+https://…`; none
# unless named. No draft is shown before somebody has read it.
MACHINE_TRANSLATION_URL = env("MACHINE_TRANSLATION_URL", default="")
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = service(
    MACHINE_TRANSLATION_URL, env("MACHINE_TRANSLATION_KEY", default="")
)
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Paris")

# --- People ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "people.passwords.DisguisedPasswordValidator"},
]
# A list of passwords stolen elsewhere, `SHA1:times` line by line in order.
STOLEN_PASSWORDS = env("STOLEN_PASSWORDS", default="")
if STOLEN_PASSWORDS:
    AUTH_PASSWORD_VALIDATORS.append({"NAME": "people.passwords.StolenPasswordValidator"})
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# Accounts are set on the site's own pages: Wagtail's ways around them are shut.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Who may make an account: `invitation` or `open`.
SIGN_UP = env("SIGN_UP", default="invitation")
# Roles that must have a second factor, such as `administrator,editor`.
MFA_REQUIRED_FOR = frozenset(env.list("MFA_REQUIRED_FOR", default=[]))
# How many proxies in front add to X-Forwarded-For: attempts are counted by the reader's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
ACCOUNT_ADAPTER = "people.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "people.reset_links.ResetLinks"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
# After how many hours of silence a session ends; a telephone lies in its owner's pocket.
IDLE_HOURS = max(1, env.int("IDLE_HOURS", default=72))
IDLE_HOURS_ON_PHONES = max(1, env.int("IDLE_HOURS_ON_PHONES", default=336))
# It slides with what `people.idle` notes, at most once in an hour.
SESSION_COOKIE_AGE = (max(IDLE_HOURS, IDLE_HOURS_ON_PHONES) + 1) * 3600
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = entrance.RATE_LIMITS
# How many times more than `passerelle.pace` says may be asked: behind one line of many readers.
PACE = env.float("PACE", default=1)
ACCOUNT_FORMS = entrance.ACCOUNT_FORMS
MFA_ADAPTER = "people.accounts.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
# Browsers give passkeys over https, and for trying out at http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = BASE_URL.startswith("http://")
MFA_FORMS = entrance.SECOND_FACTOR_FORMS
# Sign-in through an OpenID Connect provider: all three, or none. The name is on the button.
OIDC_ISSUER = env("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env("OIDC_CLIENT_SECRET", default="")
issuer = urlsplit(OIDC_ISSUER)
OIDC_NAME = env("OIDC_NAME", default="") or issuer.netloc
SOCIALACCOUNT_ADAPTER = "people.openid.links.LinkAdapter"
# Nobody has an account by pressing the wrong button: newcomers are shown what is made.
SOCIALACCOUNT_AUTO_SIGNUP = False

# --- Search ----------------------------------------------------------------------------------
# Empty: the database. Else Elasticsearch, as https://user:key@host:port/prefix?shards=1&replicas=1,
# several nodes with commas; the database then answers whenever Elasticsearch cannot.
SEARCH_URL = env("SEARCH_URL", default="")

# --- Editing ---------------------------------------------------------------------------------
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "passerelle.admin.index.postgresql"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    WAGTAILSEARCH_BACKENDS["default"]["BACKEND"] = "passerelle.admin.index.sqlite"
# To turn a pasted address into a link to its page would tell the titles of other people's pages.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
# Who else is here is asked three times in two minutes: after a minute's silence somebody is gone.
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 40_000
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# What lies elsewhere is linked to, not shown here: so nobody's address has the server fetch it.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": ["bold", "italic", "superscript", "ol", "ul", "link", "document-link"]
        },
    }
}

# --- Mail ------------------------------------------------------------------------------------
MAIL_FOLDER = DATA / "mail"
# Seconds for each answer of the mail server: where tasks are immediate, somebody waits for it.
EMAIL_TIMEOUT = 10
if "EMAIL_URL" in env:
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "people.mail.FolderBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Passerelle <bonjour@passerelle.example>")

# --- Wire ------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# What the names of cookies begin with: over HTTPS, what binds them to this host alone.
COOKIE_PREFIX = ""
MESSAGE_STORAGE = "passerelle.cookies.Messages"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "passerelle.views.errors.forged"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin runs on inline scripts: see `passerelle.admin.content_policy`.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [sheet_source(colour) for colour in BANDS],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        # The button that leads to the provider is a form.
        "form-action": [SELF, f"{issuer.scheme}://{issuer.netloc}"] if OIDC_ISSUER else [SELF],
        "frame-ancestors": [SELF],  # what X-Frame-Options said, in fewer bytes
        "base-uri": [NONE],
    },
}

# --- Watching --------------------------------------------------------------------------------
# Who holds it may read /metrics; empty: nothing is counted.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
# Milliseconds from which a page or a query is noted as slow.
SLOW_REQUEST_MS = env.int("SLOW_REQUEST_MS", default=2000)
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=500)
LOG_FORMAT = env("LOG_FORMAT", default="text")
LOG_ADDRESSES = env.bool("LOG_ADDRESSES", default=False)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        name: {"()": f"passerelle.watch.logs.{lines}", "addresses": LOG_ADDRESSES}
        for name, lines in (("text", "TextLines"), ("json", "JsonLines"))
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_FORMAT == "json" else "text",
        },
        "faults": {"class": "passerelle.watch.logs.NoteFaults", "level": "ERROR"},
    },
    # Refused acts and sign-ins are told whatever the level of the rest.
    "loggers": {"passerelle.security": {"level": "INFO"}},
    "root": {"handlers": ["console", "faults"], "level": env("LOG_LEVEL", default="WARNING")},
}
