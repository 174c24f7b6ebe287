"""A file becomes a draft, and nothing else changes."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Collection, PageLogEntry, Revision

from exchange import write_up
from exchange.album import Album
from exchange.reading import NotReadable
from exchange.write_up import import_write_up
from files.models import Picture

FILES = Path(__file__).parent / "files"
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


def stored_files(media: Path) -> list[Path]:
    """The files that lie in the folder of pictures."""
    return [path for path in media.rglob("*") if path.is_file()]


def test_a_file_becomes_a_draft_with_its_counts(seminar, editor, send):
    imported = import_write_up(seminar, send(GOOD), editor)
    assert (imported.headings, imported.lists, imported.tables) == (7, 2, 1)
    assert (imported.pictures, imported.notes, imported.dropped_pictures) == (1, 2, 0)
    seminar.refresh_from_db()
    assert not seminar.write_up
    assert seminar.has_unpublished_changes
    assert seminar.latest_revision == imported.revision
    assert imported.revision.user == editor
    draft = seminar.get_latest_revision_as_object()
    assert len(draft.write_up) == len(json.loads(imported.revision.content["write_up"]))
    assert PageLogEntry.objects.filter(page=seminar.pk, action="wagtail.edit").count() == 1


def test_the_draft_can_be_published_and_its_pictures_are_known_to_the_site(seminar, editor, send):
    import_write_up(seminar, send(GOOD), editor).revision.publish()
    seminar.refresh_from_db()
    (picture,) = [block.value for block in seminar.write_up if block.block_type == "picture"]
    assert picture["picture"] == Picture.objects.get()
    assert picture["picture"].title.endswith("reliées à un fil commun au centre")
    assert (picture["picture"].width, picture["picture"].height) == (1600, 1000)


def test_a_second_file_replaces_the_write_up_and_the_first_stays_in_the_history(
    seminar, editor, send
):
    first = import_write_up(seminar, send(GOOD), editor)
    second = import_write_up(seminar, send("word-no-styles.docx"), editor)
    assert (first.replaced, second.replaced) == (False, True)
    assert Revision.objects.for_instance(seminar).count() == 2
    first.revision.refresh_from_db()
    assert "camionnette" in first.revision.content["write_up"]
    assert "camionnette" not in second.revision.content["write_up"]


def test_a_picture_that_comes_twice_is_stored_once(seminar, editor, send, media):
    import_write_up(seminar, send(GOOD), editor)
    import_write_up(seminar, send("libreoffice-seminar.docx"), editor)
    assert Picture.objects.count() == 1
    assert len(stored_files(media)) == 1


def test_a_wide_picture_is_made_smaller_and_still_stored_once(seminar, editor):
    for _time in range(2):
        import_write_up(seminar, with_picture(drawn(3200, 1000)), editor)
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (1600, 500)
    assert picture.file_hash and picture.file_size == picture.file.size


def test_a_high_picture_keeps_its_size(seminar, editor):
    import_write_up(seminar, with_picture(drawn(100, 2400)), editor)
    assert (Picture.objects.get().width, Picture.objects.get().height) == (100, 2400)


def test_a_picture_of_an_odd_format_is_converted(seminar, editor):
    import_write_up(seminar, with_picture(drawn(20, 10, "BMP")), editor)
    assert Picture.objects.get().file.name.endswith(".png")


@pytest.mark.parametrize("picture", [b"<svg/>", b"\x01\x00\x00\x00EMF", b"", drawn(9, 9)[:40]])
def test_a_picture_that_cannot_be_read_is_left_out_and_counted(seminar, editor, picture):
    imported = import_write_up(seminar, with_picture(picture), editor)
    assert (imported.pictures, imported.dropped_pictures) == (0, 1)
    assert not Picture.objects.exists()


def test_a_picture_without_words_is_named_after_the_page(seminar, editor):
    album = Album({"a": drawn(9, 9)}, seminar.title, editor, Collection.get_first_root_node())
    assert Picture.objects.get(pk=album.place("a", "")).title == "Winter seminar – picture 1"


def test_nothing_stays_behind_when_saving_fails(seminar, editor, send, media, monkeypatch):
    def fail(*arguments):
        raise RuntimeError

    monkeypatch.setattr(write_up, "save_draft", fail)
    with pytest.raises(RuntimeError):
        import_write_up(seminar, send(GOOD), editor)
    assert not Picture.objects.exists()
    assert stored_files(media) == []
    assert not Revision.objects.for_instance(seminar).exists()


@pytest.mark.parametrize(
    "name", ["not-a-document.docx", "broken.docx", "bomb-under-120k.odt", "macro.docx"]
)
def test_a_refused_file_changes_nothing(seminar, editor, send, media, name):
    with pytest.raises(NotReadable):
        import_write_up(seminar, send(name), editor)
    seminar.refresh_from_db()
    assert not seminar.has_unpublished_changes
    assert not Revision.objects.for_instance(seminar).exists()
    assert stored_files(media) == []
