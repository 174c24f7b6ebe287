"""Texts go out and come back by two commands."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import CommandError, call_command
from wagtail_localize.models import StringTranslation, Translation

from access.models import JournalEntry, LanguageRole
from exchange.translations.export import FORMATS
from pages.models import Article, Home
from tests.exchange.translations.conftest import texts
from tests.factories import PersonFactory, add
from tests.languages.translating import begin, translate


def run(name: str, *words: Any) -> str:
    """What a command says."""
    said = StringIO()
    call_command(name, *map(str, words), stdout=said)
    return said.getvalue()


def report(path: Path, *words: Any) -> dict[str, Any]:
    """What came of a file."""
    found: dict[str, Any] = json.loads(run("import_translations", path, "--json", *words))
    return found


@pytest.fixture
def file(translation: Translation, tmp_path: Path) -> Path:
    """A PO file of what is on its way into English, one text of it translated."""
    path = tmp_path / "texts.po"
    run("export_translations", "--to", "en", "--format", "po", path)
    entries = polib.pofile(str(path))
    next(one for one in entries if one.msgid == "Deux phrases.").msgstr = "Two sentences."
    entries.save(str(path))
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_is_written_in_each_format_and_read_without_changes(
    translation: Translation, tmp_path: Path, kind: str
) -> None:
    translate(translation)
    path = tmp_path / "out"
    said = run("export_translations", "--to", "en", "--format", kind, path)
    assert "8 texts of 1 pages" in said
    assert report(path) == {"taken": 0, "unchanged": 8, "conflicts": [], "refused": []}


def test_a_file_says_its_languages_and_when_it_was_made(file: Path) -> None:
    metadata = polib.pofile(str(file)).metadata
    assert (metadata["Language"], metadata["X-Source-Language"]) == ("en", "fr")
    assert metadata["POT-Creation-Date"].startswith("20")


def test_a_file_is_noted_in_the_journal(file: Path) -> None:
    entry = JournalEntry.objects.get(verb="exported")
    assert (entry.actor, entry.space) == (None, None)
    assert entry.facts == {"what": "translations", "language": "en", "number": 8}


def test_a_dry_run_reports_and_writes_nothing(file: Path) -> None:
    assert report(file, "--dry-run")["taken"] == 1
    assert texts() == {}
    assert report(file)["taken"] == 1
    assert texts() == {"Deux phrases.": "Two sentences."}


def test_a_person_brings_back_within_her_rights(file: Path) -> None:
    person = PersonFactory(email="awa@example.org")
    assert report(file, "--by", "AWA@example.org")["taken"] == 0
    LanguageRole.objects.create(person=person, language="en", role="translator")
    assert report(file, "--by", "awa@example.org")["taken"] == 1
    assert StringTranslation.objects.get().last_translated_by == person


def test_the_report_for_people_names_what_is_in_the_way(file: Path, article: Article) -> None:
    translate(Translation.objects.get())
    said = run("import_translations", file)
    assert "conflict" in said
    assert "file: Two sentences." in said
    assert "0 refused, 1 conflict, 0 taken, 7 unchanged" in said


def test_only_one_page_or_only_what_waits_is_written(
    translation: Translation, home: Home, tmp_path: Path
) -> None:
    translate(translation)
    other = add(home, Article, "Autre", summary="Ailleurs.")
    begin(other)
    path = tmp_path / "out.po"
    for words in (("--waiting",), ("--page", other.pk)):
        run("export_translations", "--to", "en", "--format", "po", path, *words)
        assert [one.msgid for one in polib.pofile(str(path))] == ["Autre", "Ailleurs."]


def test_what_can_not_be_done_is_said(translation: Translation, tmp_path: Path) -> None:
    path = tmp_path / "none.po"
    with pytest.raises(CommandError, match="no language"):
        run("export_translations", "--to", "xx", "--format", "po", path)
    with pytest.raises(CommandError, match="nothing was written"):
        run("export_translations", "--to", "fr", "--format", "po", path)
    with pytest.raises(CommandError, match="could not be written"):
        run("export_translations", "--to", "en", "--format", "po", tmp_path / "no" / "folder")
    with pytest.raises(CommandError, match="could not be opened"):
        run("import_translations", path)
    with pytest.raises(CommandError, match="Nobody here"):
        run("import_translations", path, "--by", "nobody@example.org")
    path.write_text("/etc/passwd")
    with pytest.raises(CommandError, match="no file of translations"):
        run("import_translations", path, "--json")


def test_a_file_that_would_be_too_long_is_not_written(
    translation: Translation, home: Home, tmp_path: Path, monkeypatch: Any
) -> None:
    from dataclasses import replace

    begin(add(home, Article, "Autre", summary="Ailleurs."))
    monkeypatch.setitem(FORMATS, "docx", replace(FORMATS["docx"], most_texts=9))
    with pytest.raises(CommandError, match="at most 9 texts"):
        run("export_translations", "--to", "en", "--format", "docx", tmp_path / "out.docx")
    assert not list(tmp_path.glob("*.docx"))
