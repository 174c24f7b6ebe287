"""Look through one file that somebody sent. Run by `examined` in a process of its own."""

import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import IO

from PIL import AvifImagePlugin, Image

from files.confined import confine
from files.square import SIDE, draw_square
from files.traces import rewritten, tells_position

MOST_PIXELS = 60 * 1024 * 1024
"""Of all pictures of a file together: some 240 MB once they are decoded."""

MOST_FRAMES = 200
MOST_OUT_BYTES = 64 * 1024 * 1024
MOST_CPU_SECONDS = 30
MOST_MEMORY_BYTES = 1024 * 1024 * 1024

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
"""What is opened at all, whatever a name says: browsers show nothing else."""

HIDDEN = (b"<script", b"<html", b"<!doctype html", b"<?php", b"%pdf-")
GIF_AS_SCRIPT = (b"GIF87a/*", b"GIF89a/*", b"GIF87a=", b"GIF89a=")

MOST_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024
MOST_RATIO = 250
FREE_BYTES = 20 * 1024 * 1024
"""What an archive may unpack to whatever it weighs."""

MOST_MEMBERS = 20_000
MOST_ARCHIVES_WITHIN = 3
LINK = 0o120000
MANIFEST = "META-INF/manifest.xml"
KIND_OF_FILE = 0o170000

GOOD, DAMAGED, PIXELS, FILM, MORE, BOMB, ASTRAY, LOCKED = (
    "good", "damaged", "pixels", "film", "more", "bomb", "astray", "locked",
)  # fmt: skip
SCRIPT, LAUNCH, ATTACHED, UNREAD = "script", "launch", "attached", "unread"
"""Why a PDF is kept back."""


class Unfit(Exception):
    """The file is not taken; the argument is one of the verdicts."""


def look_at_picture(file: IO[bytes]) -> bytes:
    """Decode a picture to its end.

    Returns:
        The same picture without the position where it was taken; nothing where it tells none.

    Raises:
        Unfit: it is too large, a long film, or something else too.
    """
    if is_something_else(file):
        raise Unfit(MORE)
    with Image.open(file, formats=FORMATS) as image:
        # Of the pictures in a telephone's JPEG (MPO) only the first is ever shown.
        frames = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
        if image.width * image.height * frames > MOST_PIXELS:
            raise Unfit(PIXELS)
        if frames > MOST_FRAMES:
            raise Unfit(FILM)
        for number in range(frames):
            image.seek(number)
            image.load()
        image.seek(0)
        return rewritten(image) if tells_position(image) else b""


def look_at_portrait(file: IO[bytes]) -> bytes:
    """The middle square of a picture.

    Raises:
        Unfit: it is too large.
    """
    with Image.open(file, formats=FORMATS) as image:
        # A JPEG is read at an eighth of its size at least: telephones make huge ones.
        image.draft("RGB", (4 * SIDE, 4 * SIDE))
        if image.width * image.height > MOST_PIXELS:
            raise Unfit(PIXELS)
        return draw_square(image)


def is_something_else(file: IO[bytes]) -> bool:
    """Whether a browser or an unpacker could take a picture for a page, a script or an archive."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    written = content.lower()
    return (
        content.startswith(GIF_AS_SCRIPT)
        or any(mark in written for mark in HIDDEN)
        or zipfile.is_zipfile(file)
    )


def look_at_archive(file: IO[bytes]) -> bytes:
    """Refuse an archive that is locked, or unpacks without end or elsewhere than one wants.

    Raises:
        Unfit: it does.
    """
    weigh(file, within=0)
    return b""


def weigh(file: IO[bytes], within: int) -> int:
    """How many bytes an archive unpacks to, the archives in it included.

    Raises:
        Unfit: too many, some of them outside its own folder, or locked.
    """
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(names) > MOST_MEMBERS or within > MOST_ARCHIVES_WITHIN:
            raise Unfit(BOMB)
        if len(set(names)) < len(names) or any(map(is_astray, members)):
            raise Unfit(ASTRAY)
        total = 0
        for member in members:
            total += member.file_size
            most = max(FREE_BYTES, MOST_RATIO * member.compress_size)
            if member.file_size > most or total > MOST_UNPACKED_BYTES:
                raise Unfit(BOMB)
            if is_locked(archive, member):
                raise Unfit(LOCKED)
            if member.filename.lower().endswith(".zip"):
                with archive.open(member) as inner, suppress(zipfile.BadZipFile):
                    total += weigh(inner, within + 1)
        if total > MOST_UNPACKED_BYTES:
            raise Unfit(BOMB)
        return total


def is_locked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a member needs a password, or says that those of an office's file do."""
    if member.flag_bits & 1:
        return True
    return member.filename == MANIFEST and b"encryption-data" in archive.read(member)


def is_astray(member: zipfile.ZipInfo) -> bool:
    """Whether unpacking a member writes outside the folder in which one unpacks."""
    name = member.orig_filename.replace("\\", "/")
    return (
        name.startswith("/")
        or ":" in name.split("/", 1)[0]
        or "\0" in name
        or ".." in name.split("/")
        or (member.external_attr >> 16) & KIND_OF_FILE == LINK
    )


def look_at_pdf(file: IO[bytes]) -> bytes:
    """Why a PDF is kept back, in one word; nothing where it only shows pages.

    Raises:
        Unfit: it is locked, or an archive too.
    """
    from files.pdf_actions import LockedError, found_in  # it takes longer than a picture

    if zipfile.is_zipfile(file):
        raise Unfit(MORE)
    try:
        return found_in(file).encode()
    except LockedError as error:
        raise Unfit(LOCKED) from error


LOOKS: dict[str, Callable[[IO[bytes]], bytes]] = {
    "archive": look_at_archive,
    "pdf": look_at_pdf,
    "picture": look_at_picture,
    "portrait": look_at_portrait,
}


def main() -> None:
    """Look at standard input as the last argument says; write the verdict, then new bytes."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit, met before anything is decoded
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a process that is confined has no other
    confine(cpu_seconds=MOST_CPU_SECONDS, memory_bytes=MOST_MEMORY_BYTES, out_bytes=MOST_OUT_BYTES)
    try:
        made = LOOKS[sys.argv[-1]](sys.stdin.buffer)
        verdict = GOOD
    except Unfit as refusal:
        made, verdict = b"", str(refusal)
    except Exception:  # A file can be damaged in more ways than there are names for.
        made, verdict = b"", DAMAGED
    sys.stdout.buffer.write(verdict.encode() + b"\n" + made)
