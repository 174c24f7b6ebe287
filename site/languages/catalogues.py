"""Interface texts: compiled for use, gathered from the sources, checked to be complete."""

import shutil
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings
from django.utils.translation.reloader import translation_file_changed

DOMAIN = "django"


def catalogue_files() -> list[Path]:
    """The .po file of each language."""
    return sorted(Path(settings.LOCALE_PATHS[0]).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """A catalogue from its .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def compile_catalogues() -> int:
    """Write the .mo file of each .po file that is newer.

    Returns:
        How many were written.
    """
    written = 0
    for path in catalogue_files():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            draft = path.with_suffix(".mo.new")
            with draft.open("wb") as file:
                write_mo(file, read(path))
            draft.replace(target)
            # This process may have read the old texts, or none.
            translation_file_changed(sender=None, file_path=target)
            written += 1
    return written


def gather() -> None:
    """Bring the .po files up to date with the sources; needs GNU gettext."""
    call_command(
        "makemessages",
        locale=[code for code, _name in settings.LANGUAGES],
        ignore_patterns=[".venv", ".demo", ".tests", "tests", "content"],
        no_location=True,
        no_obsolete=True,
        verbosity=0,
    )


def faults() -> list[str]:
    """What is wrong with the catalogues: texts missing, fuzzy, or no longer in the sources."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "locale"
        shutil.copytree(settings.LOCALE_PATHS[0], fresh)
        with override_settings(LOCALE_PATHS=[fresh]):
            gather()
            gathered = {path.parts[-3]: read(path) for path in catalogue_files()}
    for path in catalogue_files():
        language = path.parts[-3]
        known = {message.id for message in read(path) if message.id}
        wanted = {message.id for message in gathered[language] if message.id}
        found += [
            f"{language}: not gathered yet: {text!r}" for text in sorted(map(str, wanted - known))
        ]
        found += [
            f"{language}: not used any more: {text!r}" for text in sorted(map(str, known - wanted))
        ]
        for message in read(path):
            if message.id and (message.fuzzy or not is_translated(message.string)):
                found.append(f"{language}: not translated: {message.id!r}")
    return found


def is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether a text, or all its plural forms, are there."""
    return bool(string) if isinstance(string, str) else all(string or [""])
