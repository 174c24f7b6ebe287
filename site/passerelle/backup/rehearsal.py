"""Restore a backup into a throw-away site, and read all of it back."""

import hashlib
from pathlib import Path

from django.conf import settings

from passerelle.backup.load import differing_tables, loaded
from passerelle.backup.manifest import MEDIA, Manifest
from passerelle.backup.media import coming, files_in, media_root, take_place
from passerelle.backup.schema import Version, prepare
from passerelle.backup.unpack import unpack


def rehearse(file: Path) -> list[str]:
    """Restore a backup into the site of the settings, whatever is there.

    Returns:
        The tables and files that did not come back as they were.

    Raises:
        ArchiveError: it is no whole backup for this site.
    """
    root = media_root()
    with coming(root) as folder:
        unpacked = unpack(file, settings.BACKUP_KEY, folder)
        version = Version(unpacked.manifest)
        prepare(version)
        with loaded(unpacked, version):
            pass
        take_place(root, unpacked.media)
    return differing_tables(unpacked.manifest, version) + differing_files(unpacked.manifest, root)


def differing_files(manifest: Manifest, root: Path) -> list[str]:
    """The uploaded files that are not those of a backup."""
    said = {file.name.removeprefix(MEDIA): file.sha256 for file in manifest.media}
    found = {}
    for name in files_in(root):
        with (root / name).open("rb") as content:
            found[name] = hashlib.file_digest(content, "sha256").hexdigest()
    return sorted(name for name in said | found if said.get(name) != found.get(name))
