"""Where files lie: those that everybody may read apart from all others, under tidy names."""

import os
import unicodedata
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import get_valid_filename

from access.models import PUBLIC, CollectionAudience

PUBLIC_PLACE, PRIVATE_PLACE = "public", "private"
LONGEST_NAME = 70
LONGEST_NAME_BYTES = 200
NAMELESS = "file"


def place_of(collection_id: int | None) -> str:
    """The folder for the files of a collection: private, unless it is known to be public."""
    is_public = CollectionAudience.objects.filter(
        collection=collection_id, audience=PUBLIC
    ).exists()
    return PUBLIC_PLACE if is_public else PRIVATE_PLACE


def place_in(name: str) -> str:
    """The folder that a stored file lies in; those from before there were two are public."""
    return PRIVATE_PLACE if PurePosixPath(name).parts[:1] == (PRIVATE_PLACE,) else PUBLIC_PLACE


def document_place(document: Any, name: str) -> str:
    """Where a document is stored under a name."""
    return f"{place_of(document.collection_id)}/documents/{tidy_name(name)}"


def tidy_name(name: str) -> str:
    """The name of a file as people wrote it, without what deceives readers or breaks disks.

    Args:
        name: any text; folders before it, signs that do not show and marks that turn the
            direction of writing are left out.
    """
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem, suffix = os.path.splitext("".join(sign for sign in last if sign.isprintable()))
    suffix = "".join(sign for sign in suffix if sign.isalnum() or sign == ".")[:10].lower()
    shown = get_valid_filename(stem.strip(". ") or NAMELESS) if has_letters(stem) else NAMELESS
    cut = shown[: LONGEST_NAME - len(suffix)].encode()[:LONGEST_NAME_BYTES]
    return cut.decode(errors="ignore") + suffix


def has_letters(text: str) -> bool:
    """Whether a text has a letter or digit that a file's name can hold."""
    return any(sign.isalnum() for sign in text)
