"""Whether a file is what its name says. Each refusal is a sentence that says what to do."""

import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.antivirus import Unsure, is_infected
from files.examined import OTHER_KIND, examined
from files.held import UNSCANNED, mark_of, marked

MOST_BYTES = 50 * 1024 * 1024
HEAD = 1024
ARCHIVES = frozenset(
    {"docx", "epub", "key", "odp", "ods", "odt", "pptx", "xlsx", "zip"}
)  # fmt: skip
TEXTS = frozenset({"csv", "ics", "txt"})
MARKUP = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
SOUND = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


INFECTED_SENTENCE = _("This file was refused by the antivirus: it holds something harmful.")


def check_document(file: IO[bytes], extension: str) -> None:
    """Refuse a document that is empty, too large or of another kind than its name says.

    One that does more than it should is taken, and marked to be kept back.

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
    if mark_of(file) is None:
        marked(file, reason_to_hold(file, extension.lower()))
    file.seek(0)


def reason_to_hold(file: IO[bytes], extension: str, is_patient: bool = False) -> str:
    """Why a file is kept back, one of `held.Reason`; empty where there is no reason to.

    Args:
        file: read from its beginning, and left there.
        extension: what its name ends with, in small letters.
        is_patient: whether the antivirus is asked though it did not answer a moment ago.

    Raises:
        ValidationError: it is refused, with a sentence for whoever sent it.
    """
    reason = ""
    if extension in ARCHIVES:
        examined(file, "archive")
    elif extension == "pdf":
        reason = examined(file, "pdf").decode()
    unseen = reason_by_antivirus(file, is_patient)
    return reason or unseen


def reason_by_antivirus(file: IO[bytes], is_patient: bool = False) -> str:
    """Why a file is kept back by what the antivirus says alone: that it has not seen it, or none.

    Raises:
        ValidationError: it is infected.
    """
    try:
        if is_infected(file, is_patient):
            raise ValidationError(INFECTED_SENTENCE)
    except Unsure:
        return UNSCANNED
    return ""


def is_of_kind(file: IO[bytes], head: bytes, extension: str) -> bool:
    """Whether the first bytes of a file fit what its name ends with."""
    if extension == "pdf":
        # Nothing before it: a file that begins otherwise is taken for something else by others.
        return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")
    if extension in ARCHIVES:
        return head.startswith(ZIPPED) and zipfile.is_zipfile(file)
    if zipfile.is_zipfile(file):
        return False
    if extension == "mp3":
        return head.startswith(SOUND)
    if extension in TEXTS:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        return not start.startswith(MARKUP) and (is_wide or b"\0" not in head)
    return True


def check_picture(file: IO[bytes]) -> None:
    """Refuse a picture that is none, or too large; take out of it where it was taken.

    One that the antivirus has not seen is taken, and marked to be kept back.

    Args:
        file: one that can be written.

    Raises:
        ValidationError: with a sentence for whoever sent it.
    """
    if without_position := examined(file, "picture"):
        file.write(without_position)
        file.truncate()
        file.seek(0)
    if mark_of(file) is None:
        marked(file, reason_to_hold(file, ""))
