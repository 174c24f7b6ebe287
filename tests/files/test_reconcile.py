"""A file that no row names goes after a day; a row that lost its file is told."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import Collection

from files import reconcile
from files.models import SiteDocument

TWO_DAYS = 2 * 24 * 3600


def a_document() -> SiteDocument:
    """A stored document, as if it had come two days ago."""
    document = SiteDocument.objects.create(
        title="Compte",
        collection=Collection.get_first_root_node(),
        file=ContentFile(b"zibeline", "compte.txt"),
    )
    grow_old(Path(document.file.path))
    return document


def grow_old(path: Path) -> None:
    """Let a file have come two days ago."""
    os.utime(path, (time.time() - TWO_DAYS,) * 2)


def a_stray(media: Path, name: str) -> Path:
    """A file without a row, of two days ago."""
    path = media / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left behind")
    grow_old(path)
    return path


def test_what_no_row_names_is_swept_away_and_all_else_stays(db: None, media: Path) -> None:
    kept = Path(a_document().file.path)
    strays = [
        a_stray(media, "private/documents/left.txt"),
        a_stray(media, "public/images/left.webp"),
    ]
    young = a_stray(media, "private/documents/young.txt")
    os.utime(young)
    held = a_stray(media, ".backup-1/private/documents/left.txt")
    call_command("reconcile_media", "--dry-run", stdout=io.StringIO())
    assert all(path.exists() for path in strays)
    call_command("reconcile_media", stdout=io.StringIO())
    assert not any(path.exists() for path in strays)
    assert kept.exists()
    assert young.exists()
    assert held.exists()


def test_a_row_without_its_file_is_told(db: None, media: Path) -> None:
    document = a_document()
    Path(document.file.path).unlink()
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("reconcile_media", stdout=said)
    assert f"missing: {document.file.name}" in said.getvalue()


def test_the_files_of_every_room_are_known() -> None:
    known = {
        field.model.__name__
        for model in reconcile.apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, reconcile.FileField)
    }
    assert {"Picture", "Rendition", "SiteDocument", "Paper", "Profile"} <= known
