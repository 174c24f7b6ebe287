"""Make a site of a backup: on an empty machine, in another engine, or in place of what is here."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.dateparse import parse_datetime

from access.anchor import begin_again
from access.generation import forget_held
from passerelle.backup.confirmation import confirm, shut
from passerelle.backup.gathered import files_here, has_files, spread
from passerelle.backup.load import loaded
from passerelle.backup.manifest import Manifest
from passerelle.backup.media import coming, take_place
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.schema import Version, prepare
from passerelle.backup.unpack import unpack
from passerelle.backup.void import make_void
from passerelle.demo.schema import migrate
from passerelle.removals.again import do_again
from passerelle.removals.journal import JournalError, lines_since
from people.models import Person


@dataclass
class Restored:
    """What came of a restore.

    Attributes:
        at: when the backup was made.
        rows: how many.
        files: how many.
        removals: how many acts were done again.
        known_until: when the last act of the journal was; those after it are not known.
        is_open: whether everybody may come in.
        troubles: what somebody has to look at, in sentences.
    """

    at: str
    rows: int
    files: int
    removals: int = 0
    known_until: str = ""
    is_open: bool = False
    troubles: list[str] = field(default_factory=list)


def restore(file: Path, key: str = "", is_replacing: bool = False) -> Restored:
    """Let a backup take the place of what is here; refused, it changes nothing.

    The rows come in one transaction, with everything void that must be, and the site shut but to
    its managers; then the files take their place, and what was removed since is done again. A
    restore that breaks off leaves the site shut, and can be run again.

    Args:
        file: the backup.
        key: what it was sealed with; empty if it was not.
        is_replacing: whether people and files that are here may be lost.

    Raises:
        ArchiveError: it is no whole backup for this site, or there is one here already.
        BackupError: the files of this site lie where no backup puts them.
        OSError: something cannot be read or written.
    """
    with files_here() as root, coming(root) as folder:
        unpacked = unpack(file, key, folder)
        manifest = unpacked.manifest
        check_languages(manifest)
        version = Version(manifest)
        if not (is_replacing or is_empty(root)):
            raise ArchiveError(
                "There are people or files in this site: they would be lost. To let the backup "
                "take their place, say so with --yes. Nothing was changed."
            )
        prepare(version)
        with loaded(unpacked, version):
            shut(parse_datetime(manifest.at))
            if version.is_present:
                make_void()
        if not version.is_present:
            migrate()
            make_void()
        take_place(root, unpacked.media)
        spread(root)
    forget()
    result = Restored(manifest.at, manifest.rows, len(manifest.media))
    remove_again(manifest, result)
    rebuild_indexes(result)
    forget()
    return result


def check_languages(manifest: Manifest) -> None:
    """Refuse a site of other languages than the settings name.

    Raises:
        ArchiveError: one of its languages is missing.
    """
    if missing := set(manifest.languages) - set(settings.CONTENT_LANGUAGES):
        raise ArchiveError(
            f"The site of this backup has languages that this one has not ({', '.join(missing)}): "
            f"set CONTENT_LANGUAGES to {','.join(manifest.languages)}. Nothing was changed."
        )


def is_empty(root: Path) -> bool:
    """Whether there is nobody here, and no file."""
    tables = connection.introspection.table_names()
    has_people = Person._meta.db_table in tables and Person.objects.exists()
    return not has_people and not has_files(root)


def forget() -> None:
    """Forget what was known of the rows before."""
    ContentType.objects.clear_cache()
    for cache in caches.all(initialized_only=False):
        cache.clear()
    forget_held()


def remove_again(manifest: Manifest, result: Restored) -> None:
    """Do again what was removed since the backup; open the site if all of that is known and done.

    Args:
        manifest: of the backup.
        result: is told what came of it.
    """
    try:
        lines = lines_since(manifest.journal)
    except JournalError as fault:
        begin_again(is_ours=False)
        result.troubles.append(
            f"{fault} What was removed since the backup is unknown: the site is open to its "
            "managers only, until an administrator confirms people and rights in the editing "
            "screens, under “After a restore”."
        )
        return
    begin_again(is_ours=True)
    done = do_again(lines)
    result.known_until = str(lines[-1].get("at", "")) if lines else manifest.at
    result.removals, result.is_open = done.acts, not done.failed
    result.troubles += [f"This could not be done again: {line}" for line in done.failed]
    if result.is_open:
        confirm()


def rebuild_indexes(result: Restored) -> None:
    """Write what readers and editors search in.

    Args:
        result: is told what did not work.
    """
    for command in ("reindex", "update_index"):
        try:
            call_command(command, stdout=io.StringIO(), verbosity=0)
        except CommandError as fault:
            result.troubles.append(str(fault))
