"""Read a .docx or an .odt, told apart by what is inside and never by the name."""

import logging
import zipfile
from io import SEEK_END
from typing import BinaryIO

from django.utils.translation import gettext as _

from exchange.archive import open_archive, protected
from exchange.headings import mark_bold_headings
from exchange.open_document import read_open_document
from exchange.reading import NotReadable, Reading
from exchange.word import read_word

logger = logging.getLogger(__name__)

MOST_UPLOAD_BYTES = 25 * 1024 * 1024
OPEN_DOCUMENT_TYPE = b"application/vnd.oasis.opendocument.text"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OFFICE_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def read_document(file: BinaryIO, name: str) -> Reading:
    """A document as HTML with its pictures.

    Args:
        file: the open file, read from its beginning.
        name: what the person called it, for the log of failures.

    Returns:
        The reading; its HTML is not cleaned.

    Raises:
        NotReadable: with the sentence for the person who sent it.
    """
    file.seek(0, SEEK_END)
    if file.tell() > MOST_UPLOAD_BYTES:
        raise NotReadable(
            _("This file is larger than 25 MB: make its pictures smaller, then try again.")
        )
    try:
        with open_archive(file) as archive:
            reading = read_archive(archive)
            reading.html = mark_bold_headings(reading.html)
            return reading
    except zipfile.BadZipFile:
        raise refusal_of_other(file) from None
    except NotReadable:
        raise
    except Exception as error:  # Readers stumble in many ways over a file that breaks its format.
        logger.warning("%s could not be read: %s", name, type(error).__name__)
        raise NotReadable(
            _("This file is damaged: open it, save it again as .docx or .odt, then try again.")
        ) from error


def read_archive(archive: zipfile.ZipFile) -> Reading:
    """Read with the reader that fits what the archive holds.

    Raises:
        NotReadable: the archive is neither kind of document, or asks for a password.
    """
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return read_word(archive)
    if not {"mimetype", "content.xml"} <= names:
        raise not_a_document()
    if archive.read("mimetype").strip() != OPEN_DOCUMENT_TYPE:
        raise not_a_document()
    if b"encryption-data" in manifest(archive):
        raise protected()
    return read_open_document(archive)


def manifest(archive: zipfile.ZipFile) -> bytes:
    """The list of members of an OpenDocument file, which tells whether they are encrypted."""
    try:
        return archive.read("META-INF/manifest.xml")
    except KeyError:
        return b""


def refusal_of_other(file: BinaryIO) -> NotReadable:
    """The sentence for a file that is no archive: Office encrypts into its old container."""
    file.seek(0)
    content = file.read(MOST_UPLOAD_BYTES)
    if content.startswith(OLD_OFFICE) and OLD_OFFICE_PASSWORD in content:
        return protected()
    return not_a_document()


def not_a_document() -> NotReadable:
    """The sentence for a file of another kind."""
    return NotReadable(
        _(
            "This is not a .docx or .odt file:"
            " save the text in one of these formats, then try again."
        )
    )
