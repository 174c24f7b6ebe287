"""Whether a file is what its name says. Each refusal is a sentence that says what to do."""

import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

DAMAGED = _("This picture is damaged or cut short: send it again from the original.")
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
        raise ValidationError(
            _("This file is not what its name says: save it again in its own format.")
        )
    file.seek(0)


def is_of_kind(file: IO[bytes], head: bytes, extension: str) -> bool:
    """Whether the first bytes of a file fit what its name ends with."""
    if extension == "pdf":
        return b"%PDF-" in head
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
    """Refuse a picture that cannot be read to its end.

    Raises:
        ValidationError: with a sentence for whoever sent it.
    """
    file.seek(0)
    try:
        with Image.open(file) as image:
            image.load()
    except Exception as error:  # Pillow stumbles in many ways over a damaged picture.
        raise ValidationError(DAMAGED) from error
    finally:
        file.seek(0)
