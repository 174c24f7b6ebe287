"""A backup is of one instant, whole or not there, and for whoever has the key."""

import json
import stat
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from passerelle.backup.media import holding
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.rows import instant, read_rows
from passerelle.backup.seal import MAGIC
from passerelle.backup.tables import kept_tables
from passerelle.backup.unpack import unpack
from people.models import Person
from tests.factories import PersonFactory

from .conftest import KEY, PRIVATE, Lived


def test_the_command_tells_what_it_made_and_notes_it(lived: Lived) -> None:
    said = StringIO()
    call_command("backup", str(lived.folder / "kept"), "--json", stdout=said)
    facts = json.loads(said.getvalue())
    file = Path(facts["out"])
    assert file.stat().st_size == facts["bytes"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert facts["files"] == 1 and not facts["sealed"]
    noted = json.loads((lived.folder / "backup.json").read_text())
    assert noted == {name: facts[name] for name in ("at", "bytes", "sha256", "out")}


def test_only_the_newest_are_kept_and_nothing_else_is_touched(lived: Lived) -> None:
    folder = lived.folder / "kept"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    for day in (1, 2, 3):
        (folder / f"passerelle-2026010{day}T000000Z.tar").write_text("old")
    said = StringIO()
    call_command("backup", str(folder), "--keep", "2", "--json", stdout=said)
    facts = json.loads(said.getvalue())
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(
        ["notes.txt", "passerelle-20260103T000000Z.tar", Path(facts["out"]).name]
    )
    assert len(facts["removed"]) == 2


def test_tar_itself_unpacks_what_is_not_sealed(lived: Lived) -> None:
    with tarfile.open(lived.backup()) as archive:
        found = archive.extractfile(f"media/{lived.document.file.name}")
        assert found is not None and found.read() == PRIVATE


def test_no_secret_and_nothing_that_opens_the_site_is_in_it(lived: Lived) -> None:
    with tarfile.open(lived.backup()) as archive:
        names = archive.getnames()
        found = archive.extractfile("settings.json")
        assert found is not None
        kept = json.load(found)
    tables = {name.split("/")[1] for name in names if name.startswith("rows/")}
    assert not tables & {"django_session", "people_personaltoken", "usersessions_usersession"}
    assert kept["CONTENT_LANGUAGES"] == ["en", "fr"]
    assert not [name for name in kept if "SECRET" in name or "KEY" in name or "DATABASE" in name]


def test_without_the_key_nothing_of_a_sealed_one_can_be_read(lived: Lived) -> None:
    file = lived.backup("site.tar.sealed", KEY)
    content = file.read_bytes()
    assert content.startswith(MAGIC)
    assert PRIVATE not in content and b"people_person" not in content
    for key in ("", "another key that nobody would guess"):
        with pytest.raises(ArchiveError, match="BACKUP_KEY"):
            unpack(file, key, empty(lived.folder / f"to{len(key)}"))


def test_a_key_that_can_be_guessed_makes_no_backup(lived: Lived, settings: Settings) -> None:
    settings.BACKUP_KEY = "secret"
    with pytest.raises(CommandError, match="BACKUP_KEY"):
        call_command("backup", str(lived.folder / "kept"))
    assert list((lived.folder / "kept").iterdir()) == []
    assert not (lived.folder / "backup.json").exists()


def test_it_sees_the_rows_of_one_instant_whoever_writes_meanwhile(lived: Lived) -> None:
    people = next(table for table in kept_tables() if table.name == "people_person")
    with instant() as reader:
        before = Person.objects.count()
        PersonFactory()
        assert len(list(read_rows(reader, people))) == before
    assert Person.objects.count() == before + 1


def test_a_file_that_is_deleted_meanwhile_is_in_it(lived: Lived) -> None:
    with holding(lived.media) as held:
        held.hold()
        lived.document.delete()
        (lived.media / "public").mkdir(exist_ok=True)
        (lived.media / "public" / "new.txt").write_bytes(b"came since")
        held.hold()
        assert held.names() == [lived.document.file.name, "public/new.txt"]
        assert (held.folder / lived.document.file.name).read_bytes() == PRIVATE
    assert not list(lived.media.glob(".backup-*"))


def test_a_backup_that_breaks_off_leaves_the_last_one(lived: Lived) -> None:
    file = lived.backup()
    before = file.read_bytes()
    blocked = lived.media / lived.document.file.name
    blocked.unlink()
    blocked.symlink_to(lived.folder / "nowhere")
    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup", str(file))
    assert file.read_bytes() == before
    assert sorted(entry.name for entry in lived.folder.glob(".*")) == []


def empty(folder: Path) -> Path:
    """A folder that was just made."""
    folder.mkdir()
    return folder
