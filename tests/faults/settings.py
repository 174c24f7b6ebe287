"""Production, without the compressed copies of static files: making those takes longer."""

from passerelle.settings.production import *  # noqa: F403
from passerelle.settings.production import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
