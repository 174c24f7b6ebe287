"""The interface's texts, compiled from their catalogues without GNU gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def stale_catalogues() -> list[Path]:
    """Catalogues that were never compiled, or changed since."""
    return [
        source
        for folder in settings.LOCALE_PATHS
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))
        if not is_compiled(source)
    ]


def is_compiled(source: Path) -> bool:
    """Whether the compiled catalogue is at least as new as its source."""
    compiled = source.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime


def compile_catalogue(source: Path) -> None:
    """Write the compiled form of a catalogue beside it, complete or not at all."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    draft = source.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(source.with_suffix(".mo"))
