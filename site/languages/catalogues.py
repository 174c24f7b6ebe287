"""Interface texts: compiled for use, gathered from the sources, checked to be complete."""

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings
from django.utils.translation import to_language, to_locale
from django.utils.translation.reloader import translation_file_changed

from languages.known import KNOWN, PLURALS

DOMAIN = "django"
SOURCES = ("pages", "search", "site")
PLACEHOLDER = re.compile(r"%\(\w+\)\d*[a-z]|(?<!%)%[sd]|\{\w*\}")


def catalogue_files() -> list[Path]:
    """The .po file of each language."""
    return sorted(Path(settings.LOCALE_PATHS[0]).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """A catalogue from its .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def catalogue_of(code: str) -> Catalog | None:
    """The catalogue of a language; None where there is none."""
    path = Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / f"{DOMAIN}.po"
    return read(path) if path.exists() else None


def untranslated(catalogue: Catalog) -> int:
    """How many texts of a catalogue are missing or unsure."""
    forms = catalogue.num_plurals
    return sum(
        bool(message.id) and (message.fuzzy or not is_translated(message, forms))
        for message in catalogue
    )


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


def interface_languages() -> list[str]:
    """The codes of all languages with texts of ours, or which should have them.

    Those that the product knows come first, whether this site uses them or not.
    """
    there = [to_language(path.parts[-3]) for path in catalogue_files()]
    return list(dict.fromkeys([*KNOWN, *there]))


def gather() -> None:
    """Bring the .po files up to date with the sources; needs GNU gettext."""
    wanted = [*interface_languages(), *(code for code, _name in settings.LANGUAGES)]
    call_command(
        "makemessages",
        locale=[to_locale(code) for code in dict.fromkeys(wanted)],
        ignore_patterns=[".venv", ".demo", ".tests", "tests", "content"],
        no_location=True,
        no_obsolete=True,
        symlinks=True,
        verbosity=0,
    )


def faults() -> list[str]:
    """What is wrong with the catalogues of all languages, whether this site uses them or not.

    Texts missing, fuzzy, no longer in the sources, with other placeholders or without a form of
    the plural; a language whose catalogue is not there.
    """
    found = []
    gathered = gathered_elsewhere()
    paths = {path.parts[-3]: path for path in catalogue_files()}
    found += [f"{code}: there is no catalogue" for code in KNOWN if code not in paths]
    for language, path in paths.items():
        catalogue = read(path)
        known = {message.id for message in catalogue if message.id}
        wanted = {message.id for message in gathered[language] if message.id}
        found += [
            f"{language}: not gathered yet: {text!r}" for text in sorted(map(str, wanted - known))
        ]
        found += [
            f"{language}: not used any more: {text!r}" for text in sorted(map(str, known - wanted))
        ]
        found += [f"{language}: {fault}" for fault in faults_of(catalogue, language)]
    return found


def gathered_elsewhere() -> dict[str, Catalog]:
    """What the catalogues would be, brought up to date in a copy, by the names of their folders."""
    there = Path(settings.LOCALE_PATHS[0])
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "locale"
        shutil.copytree(there, fresh)
        for name in SOURCES:
            (Path(folder) / name).symlink_to(there.parent / name)
        # Django's command prefers a `locale` of the present folder to any setting.
        with chdir(folder), override_settings(LOCALE_PATHS=[fresh]):
            gather()
            return {path.parts[-3]: read(path) for path in catalogue_files()}


def faults_of(catalogue: Catalog, language: str) -> Iterator[str]:
    """What is wrong within one catalogue.

    Args:
        catalogue: of a language.
        language: its code.
    """
    rule = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    if language in PLURALS and bare(rule) != bare(PLURALS[language]):
        yield f"its rule of plurals is not {PLURALS[language]}"
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy or not is_translated(message, catalogue.num_plurals):
            yield f"not translated: {message.id!r}"
        elif not keeps_placeholders(message):
            yield f"other placeholders: {message.id!r}"


def bare(rule: str) -> str:
    """A rule of plurals without spaces and brackets."""
    return re.sub(r"[\s()]", "", rule)


def forms_of(text: Any) -> list[str]:
    """The forms of a text: one, or one for each case of the plural."""
    return [text] if isinstance(text, str) else list(text or [""])


def is_translated(message: Message, forms: int) -> bool:
    """Whether a text, or each of its plural forms, is there.

    Args:
        message: of a catalogue.
        forms: how many forms of the plural its language has.
    """
    found = forms_of(message.string)
    return all(found) and len(found) == (forms if message.pluralizable else 1)


def keeps_placeholders(message: Message) -> bool:
    """Whether a text has the placeholders of its source.

    The forms for few may write their number in words; the last one, for many, has them all.
    """
    wanted = placeholders(forms_of(message.id)[-1])
    found = [placeholders(text) for text in forms_of(message.string)]
    return found[-1] == wanted and all(form <= wanted for form in found)


def placeholders(text: str) -> Counter[str]:
    """What a program fills in, and how many times."""
    return Counter(PLACEHOLDER.findall(text))
