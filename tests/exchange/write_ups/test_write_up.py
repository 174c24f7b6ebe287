"""A file becomes a draft, and nothing else changes."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection, PageLogEntry, Revision

from exchange.documents.apart import read_apart
from exchange.documents.reading import NotReadable, Print
from exchange.write_ups import write_up
from exchange.write_ups.album import Album
from exchange.write_ups.write_up import Imported, import_write_up
from files.models import Picture

FILES = Path(__file__).parents[1] / "documents/files"
GOOD = "libreoffice-seminar.odt"


def with_picture(picture: bytes) -> SimpleUploadedFile:
    """The seminar of LibreOffice with another picture in place of its own."""
    changed = io.BytesIO()
    with zipfile.ZipFile(FILES / GOOD) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, picture if name.startswith("Pictures/") else source.read(name))
    return SimpleUploadedFile(GOOD, changed.getvalue())


def drawn(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return file.getvalue()


def sent_by(person, page, upload) -> Imported:
    """What becomes of a file that somebody sends."""
    return import_write_up(page, read_apart(upload.chunks()), person)


def stored_files(media: Path) -> list[Path]:
    """The files that lie in the folder of pictures."""
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_file_becomes_a_draft_with_its_counts(seminar, editor, send):
    imported = sent_by(editor, seminar, send(GOOD))
    counts = {"headings": 7, "lists": 2, "tables": 1, "pictures": 1, "notes": 2, "quotes": 1}
    assert counts.items() <= imported.kept.items()
    assert [one.what for one in imported.left_out] == []
    seminar.refresh_from_db()
    assert not seminar.write_up
    assert seminar.has_unpublished_changes
    assert seminar.latest_revision == imported.revision
    assert imported.revision.user == editor
    draft = seminar.get_latest_revision_as_object()
    assert len(draft.write_up) == len(json.loads(imported.revision.content["write_up"]))
    assert PageLogEntry.objects.filter(page=seminar.pk, action="wagtail.edit").count() == 1


def test_the_draft_can_be_published_and_its_pictures_are_known_to_the_site(seminar, editor, send):
    sent_by(editor, seminar, send(GOOD)).revision.publish()
    seminar.refresh_from_db()
    (picture,) = [block.value for block in seminar.write_up if block.block_type == "picture"]
    assert picture["picture"] == Picture.objects.get()
    assert picture["picture"].title.endswith("reliées à un fil commun au centre")
    assert (picture["picture"].width, picture["picture"].height) == (1600, 1000)


def test_a_second_file_replaces_the_write_up_and_the_first_stays_in_the_history(
    seminar, editor, send
):
    first = sent_by(editor, seminar, send(GOOD))
    second = sent_by(editor, seminar, send("word-no-styles.docx"))
    assert (first.replaced, second.replaced) == (False, True)
    assert Revision.objects.for_instance(seminar).count() == 2
    first.revision.refresh_from_db()
    assert "camionnette" in first.revision.content["write_up"]
    assert "camionnette" not in second.revision.content["write_up"]


def test_a_picture_that_comes_twice_is_stored_once(seminar, editor, send, media):
    sent_by(editor, seminar, send(GOOD))
    sent_by(editor, seminar, send("libreoffice-seminar.docx"))
    assert Picture.objects.count() == 1
    assert len(stored_files(media)) == 1


def test_a_wide_picture_is_made_smaller_and_still_stored_once(seminar, editor):
    for _time in range(2):
        sent_by(editor, seminar, with_picture(drawn(3200, 1000)))
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (1600, 500)
    assert picture.file_hash and picture.file_size == picture.file.size


def test_a_high_picture_keeps_its_size(seminar, editor):
    sent_by(editor, seminar, with_picture(drawn(100, 2400)))
    assert (Picture.objects.get().width, Picture.objects.get().height) == (100, 2400)


def test_a_picture_of_an_odd_format_is_converted(seminar, editor):
    sent_by(editor, seminar, with_picture(drawn(20, 10, "BMP")))
    assert Picture.objects.get().file.name.endswith(".png")


@pytest.mark.parametrize("picture", [b"<svg/>", b"\x01\x00\x00\x00EMF", b"", drawn(9, 9)[:40]])
def test_a_picture_that_cannot_be_read_is_left_out_and_counted(seminar, editor, picture):
    imported = sent_by(editor, seminar, with_picture(picture))
    assert "pictures" not in imported.kept
    assert [one.what for one in imported.left_out] == ["picture"]
    assert not Picture.objects.exists()


def test_a_picture_without_words_is_named_after_the_page(seminar, editor):
    album = Album(
        {"a": Print(drawn(9, 9), "png")}, seminar.title, editor, Collection.get_first_root_node()
    )
    assert Picture.objects.get(pk=album.place("a", "")).title == "Winter seminar – picture 1"


def test_nothing_stays_behind_when_saving_fails(seminar, editor, send, media, monkeypatch):
    def fail(*arguments):
        raise RuntimeError

    monkeypatch.setattr(write_up, "save_draft", fail)
    with pytest.raises(RuntimeError):
        sent_by(editor, seminar, send(GOOD))
    assert not Picture.objects.exists()
    assert stored_files(media) == []
    assert not Revision.objects.for_instance(seminar).exists()


@pytest.mark.parametrize(
    "name", ["not-a-document.docx", "broken.docx", "bomb-under-120k.odt", "macro.docx"]
)
def test_a_refused_file_changes_nothing(seminar, editor, send, media, name):
    with pytest.raises(NotReadable):
        sent_by(editor, seminar, send(name))
    seminar.refresh_from_db()
    assert not seminar.has_unpublished_changes
    assert not Revision.objects.for_instance(seminar).exists()
    assert stored_files(media) == []
