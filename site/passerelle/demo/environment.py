"""The environment that keeps everything of the demonstration in one folder."""

import os
import sys
from typing import NoReturn

from django.conf import settings

from languages.known import KNOWN
from passerelle.demo.folder import DemoError, DemoFolder

SETTINGS = "passerelle.settings.dev"


def run_again(environment: dict[str, str]) -> NoReturn:
    """Replace this command by itself, with more in its environment."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, *sys.argv]
    os.execve(sys.executable, command, {**os.environ, **environment})  # noqa: S606, our own


def keep_all_in(folder: DemoFolder) -> None:
    """Run the command again with settings that keep everything in the folder, if these do not.

    Raises:
        DemoError: no settings can name this folder.
    """
    wanted = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PASSERELLE_DATA": str(folder.path),
        "CONTENT_LANGUAGES": os.environ.get("CONTENT_LANGUAGES")
        or ",".join(folder.mark.get("languages", KNOWN)),
        "DATABASE_URL": folder.database_url,
        "MEDIA_ROOT": str(folder.path / "media"),
        "MEDIA_STORAGE_URL": "",
        "STATIC_ROOT": str(folder.path / "static"),
    }
    file = f"sqlite:///{settings.DATABASES['default']['NAME']}"
    present = (
        settings.SETTINGS_MODULE,
        str(settings.DATA),
        ",".join(settings.CONTENT_LANGUAGES),
        os.environ.get("DATABASE_URL") if folder.elsewhere else file,
        str(settings.MEDIA_ROOT),
        settings.MEDIA_STORAGE_URL,
        str(settings.STATIC_ROOT),
    )
    if present == tuple(wanted.values()):
        return
    if all(os.environ.get(name) == value for name, value in wanted.items()):
        raise DemoError(f"The name of {folder.path} cannot be used: name another one with --data.")
    run_again(wanted)
