"""The WSGI application that Granian serves."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

ROOT = Path(__file__).resolve().parents[2]
for folder in (ROOT, ROOT / "site"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.settings.production")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - rooms can be imported from here on

from files.text.queue import read_waiting  # noqa: E402 - likewise
from passerelle.watch.faults import FAULTS  # noqa: E402 - likewise
from search.keeper import KEEPER  # noqa: E402 - likewise

if settings.TASKS_IN == "process":
    # What waited to be read when the process before this one ended.
    read_waiting.enqueue()
KEEPER.start()
FAULTS.start()
