"""Style sheets, scripts and pictures of the interface, collected for WhiteNoise to serve."""

import hashlib

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command


def static_fingerprint() -> str:
    """A mark that changes with any of the files to collect."""
    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            changed = storage.get_modified_time(path).timestamp()
            found.update(f"{path} {changed}\n".encode())
    return found.hexdigest()


def collect_static() -> None:
    """Collect them under names that change with their content.

    Compressing them too, as for a real site, takes ten seconds that nobody gains here: the
    server is on the reader's own machine.
    """
    command = collectstatic.Command()
    command.storage = ManifestStaticFilesStorage()
    call_command(command, verbosity=0, interactive=False)
