"""What somebody sends is decoded in a process apart, and refused in a sentence where it harms."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils.translation import override
from PIL import Image
from wagtail.models import Collection

from files import examined as apart
from files.actions.store import store
from files.examine import MOST_FRAMES
from files.examined import examined
from files.fields import PictureField
from files.models import Picture
from tests.files.test_traces import GPS, exif_of, taken_in_dakar

Maker = Callable[[], bytes]
MEGABYTE = 1024 * 1024


def refusal(content: bytes, kind: str) -> str:
    """Why a file is not taken."""
    with override("en"), pytest.raises(ValidationError) as refused:
        examined(io.BytesIO(content), kind)
    with override("en"):
        return str(refused.value.messages[0])


def saved(form: str, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture in a format."""
    out = io.BytesIO()
    Image.new("RGB", size, "#832f16").save(out, form, **options)
    return out.getvalue()


def film(frames: int, size: tuple[int, int]) -> bytes:
    """A GIF of many images, each another."""
    images = [Image.new("L", size, number % 256) for number in range(frames)]
    out = io.BytesIO()
    images[0].save(out, "GIF", save_all=True, append_images=images[1:], duration=[20] * frames)
    return out.getvalue()


def head_of_png(width: int, height: int) -> bytes:
    """The head of a PNG of a size, and next to nothing after it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 9) + b"IDAT" + b"x" * 9


def packed(*members: tuple[str, bytes], link: bool = False) -> bytes:
    """An archive of members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            if link:
                member.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(member, content)
    return out.getvalue()


def bomb_within() -> bytes:
    """Archives in archives, each far larger once unpacked."""
    inner = packed(("zeros", b"\0" * 22 * MEGABYTE))
    return packed(("a.zip", packed(("b.zip", inner))))


def nest() -> bytes:
    """An archive in an archive in an archive, and on."""
    content = b"x"
    for _depth in range(6):
        content = packed(("next.zip", content))
    return content


def locked() -> bytes:
    """An archive whose one member says that it is locked by a password."""
    content = bytearray(packed(("secret.zip", b"cannot be read")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: head_of_png(50_000, 50_000), "60 million pixels"),
        (lambda: film(MOST_FRAMES + 1, (2, 2)), "a film of more than 200"),
        (lambda: film(150, (700, 700)), "60 million pixels"),
        (lambda: saved("JPEG")[:400], "damaged"),
        (lambda: saved("TIFF"), "damaged"),
        (lambda: saved("ICO"), "damaged"),
        (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "damaged"),
        (lambda: b"SIMPLE  =                    T", "damaged"),
        (lambda: b"8BPS\0\x01", "damaged"),
        (lambda: b"", "damaged"),
        (lambda: saved("GIF") + b"<SCRIPT>alert(1)</SCRIPT>", "something else"),
        (lambda: saved("JPEG", comment=b"<?php system($_GET[0]) ?>"), "something else"),
        (lambda: saved("PNG") + packed(("a.txt", b"a")), "something else"),
        (lambda: saved("JPEG") + b"%PDF-1.7", "something else"),
        (lambda: b"GIF89a/*" + saved("GIF")[8:] + b"*/=1;alert(1)", "something else"),
    ],
)
def test_a_picture_that_asks_too_much_or_hides_something_is_refused(make: Maker, said: str) -> None:
    assert said in refusal(make(), "picture")


@pytest.mark.parametrize("form", ["AVIF", "GIF", "JPEG", "PNG", "WEBP"])
def test_a_picture_without_a_position_stays_as_it_is(form: str) -> None:
    assert examined(io.BytesIO(saved(form)), "picture") == b""


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: packed(("zeros", b"\0" * 30 * MEGABYTE)), "enormous"),
        (bomb_within, "enormous"),
        (nest, "enormous"),
        (lambda: packed(("../../evil.txt", b"x")), "outside its own folder"),
        (lambda: packed(("a/../../evil.txt", b"x")), "outside its own folder"),
        (lambda: packed(("/etc/evil.txt", b"x")), "outside its own folder"),
        (lambda: packed(("..\\evil.txt", b"x")), "outside its own folder"),
        (lambda: packed(("C:\\evil.txt", b"x")), "outside its own folder"),
        (lambda: packed(("passwd", b"/etc/passwd"), link=True), "outside its own folder"),
        (lambda: packed(("twice", b"a"), ("twice", b"b")), "one over another"),
        (locked, "locked with a password"),
        (lambda: packed(("META-INF/manifest.xml", b"<m:encryption-data/>")), "locked with"),
        (lambda: b"PK\x05\x06" + b"\xff" * 18, "not what its name says"),
        (lambda: b"", "not what its name says"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_that_harms_whoever_unpacks_it_is_refused(make: Maker, said: str) -> None:
    assert said in refusal(make(), "archive")


@pytest.mark.parametrize(
    "make",
    [
        lambda: packed(("a.txt", b"a" * 5 * MEGABYTE), ("folder/b.txt", b"b")),
        lambda: packed(("inner.zip", packed(("c.txt", b"c")))),
        lambda: packed(("no-archive.zip", b"text")),
    ],
)
def test_an_honest_archive_is_taken(make: Maker) -> None:
    assert examined(io.BytesIO(make()), "archive") == b""


def in_memory(content: bytes) -> IO[bytes]:
    """A small file as a form brings it."""
    return SimpleUploadedFile("puits.jpg", content, "image/jpeg")


def on_disk(content: bytes) -> IO[bytes]:
    """A large file as a form brings it."""
    upload = TemporaryUploadedFile("puits.jpg", "image/jpeg", len(content), None)
    upload.write(content)
    upload.seek(0)
    return upload


@pytest.mark.parametrize("brought", [in_memory, on_disk])
def test_where_a_picture_was_taken_is_gone_before_this_process_opens_it(
    homes: Any, brought: Callable[[bytes], IO[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    upload: Any = brought(taken_in_dakar("JPEG"))
    PictureField().clean(upload)
    upload.seek(0)
    assert not exif_of(upload.read()).get_ifd(GPS)
    upload.seek(0)
    monkeypatch.setattr("files.traces.rewritten", lambda image: pytest.fail("drawn here"))
    kept = store(upload, Collection.get_first_root_node(), None)
    assert isinstance(kept, Picture)
    upload.close()
    with kept.file.open() as file:
        assert not exif_of(file.read()).get_ifd(GPS)
    with kept.get_rendition("width-30|format-jpeg").file.open() as file, Image.open(file) as shown:
        assert not shown.getexif().get_ifd(GPS)
        # Upright: it was lying on its side.
        assert shown.width < shown.height


def test_a_file_that_brings_the_process_down_is_refused_and_the_site_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for fault in ("import os; os.abort()", "import sys; sys.exit(3)", "raise MemoryError"):
        monkeypatch.setattr(apart, "BEGIN", fault)
        assert "damaged" in refusal(saved("PNG"), "picture")
        assert "enormous" in refusal(packed(("a", b"a")), "archive")


def test_a_file_that_never_ends_is_refused_and_a_busy_machine_is_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(apart, "MOST_CPU_SECONDS", 0.2)
    monkeypatch.setattr(apart, "BEGIN", "while True: pass")
    assert "damaged" in refusal(saved("PNG"), "picture")
    monkeypatch.setattr(apart, "BEGIN", "import time; time.sleep(60)")
    assert "had no time" in refusal(saved("PNG"), "picture")
