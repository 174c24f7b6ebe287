"""Settings of the test suite: the embedded default with cheap passwords and a folder of its own."""

import os
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
os.environ["PASSERELLE_DATA"] = str(ROOT / ".tests" / os.environ.get("PYTEST_XDIST_WORKER", "main"))

from passerelle.settings.base import *  # noqa: E402, F403
from passerelle.settings.base import CACHES, DATA, DATABASES, STORAGES, TASKS  # noqa: E402

DEBUG = False
SECRET_KEY = "demo-tests"  # noqa: S105 - known to everybody
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS["background"] = TASKS["default"]
# What a test forgets of one, it forgets of both.
CACHES["pages"] = CACHES["default"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests' server reads it from a thread of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
else:
    # Several runs may share a server: each worker of each checkout has a database of its own.
    owner = f"{ROOT}:{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    DATABASES["default"]["TEST"] = {"NAME": f"test_{zlib.crc32(owner.encode()):08x}"}
(DATA / "static").mkdir(parents=True, exist_ok=True)
