"""Whether a file is what its name says. Each refusal is a sentence that says what to do."""

import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.examined import OTHER_KIND, examined

MOST_BYTES = 50 * 1024 * 1024
HEAD = 1024
ARCHIVES = frozenset(
    {"docx", "epub", "key", "odp", "ods", "odt", "pptx", "xlsx", "zip"}
)  # fmt: skip
TEXTS = frozenset({"csv", "ics", "txt"})
MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")
SOUND = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


def check_document(file: IO[bytes], extension: str) -> None:
    """Refuse a document that is empty, too large or of another kind than its name says.

    Args:
        file: the file, read from its beginning.
        extension: what its name ends with, without the dot.

    Raises:
        ValidationError: with a sentence for whoever sent it.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if not size:
        raise ValidationError(_("This file is empty: look at it on your device, then send it."))
    if size > MOST_BYTES:
        raise ValidationError(_("This file is larger than 50 MB: make it smaller, then send it."))
    if not is_of_kind(file, head, extension.lower()):
        raise ValidationError(OTHER_KIND)
    if extension.lower() in ARCHIVES:
        examined(file, "archive")
    file.seek(0)


def is_of_kind(file: IO[bytes], head: bytes, extension: str) -> bool:
    """Whether the first bytes of a file fit what its name ends with."""
    if extension == "pdf":
        before, mark, _rest = head.lower().partition(b"%pdf-")
        return bool(mark) and not any(begun in before for begun in MARKUP)
    if extension in ARCHIVES:
        return zipfile.is_zipfile(file)
    if extension == "mp3":
        return head.startswith(SOUND)
    if extension in TEXTS:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        return not start.startswith(MARKUP) and (is_wide or b"\0" not in head)
    return True


def check_picture(file: IO[bytes]) -> None:
    """Refuse a picture that is none, or too large; take out of it where it was taken.

    Args:
        file: one that can be written.

    Raises:
        ValidationError: with a sentence for whoever sent it.
    """
    if without_position := examined(file, "picture"):
        file.write(without_position)
        file.truncate()
        file.seek(0)
