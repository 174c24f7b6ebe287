"""Read a .docx or an .odt, told apart by what is inside and never by the name."""

import logging
import zipfile
from io import SEEK_END
from typing import BinaryIO

from exchange.documents.archive import open_archive
from exchange.documents.headings import mark_bold_headings
from exchange.documents.open_document import read_open_document
from exchange.documents.reading import NotReadable, Reading
from exchange.documents.suspects import check_links, check_members
from exchange.documents.word import read_word

logger = logging.getLogger(__name__)

MOST_UPLOAD_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 3_000_000
"""Of HTML: some 500 pages."""

OPEN_DOCUMENT_TYPE = b"application/vnd.oasis.opendocument.text"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OFFICE_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def read_document(file: BinaryIO) -> Reading:
    """A document as HTML with its pictures.

    Args:
        file: the open file, read from its beginning.

    Returns:
        The reading; its HTML is not cleaned.

    Raises:
        NotReadable: with the reason.
    """
    size = file.seek(0, SEEK_END)
    if not size:
        raise NotReadable("empty")
    if size > MOST_UPLOAD_BYTES:
        raise NotReadable("too_heavy")
    try:
        with open_archive(file) as archive:
            reading = read_archive(archive)
        return finished(reading)
    except zipfile.BadZipFile:
        raise refusal_of_other(file) from None
    except NotReadable:
        raise
    except Exception as error:  # Readers stumble in many ways over a file that breaks its format.
        logger.warning("A file could not be read: %s", type(error).__name__)
        raise NotReadable("damaged") from error


def finished(reading: Reading) -> Reading:
    """A reading whose headings are marked and whose links are harmless.

    Raises:
        NotReadable: it is longer than any write-up, or holds a link that runs a program.
    """
    if len(reading.html) > MOST_CHARACTERS:
        raise NotReadable("long")
    check_links(reading.html)
    reading.html = mark_bold_headings(reading.html)
    return reading


def read_archive(archive: zipfile.ZipFile) -> Reading:
    """Read with the reader that fits what the archive holds.

    Raises:
        NotReadable: the archive is neither kind of document, asks for a password, runs programs
            or fetches something from elsewhere.
    """
    names = set(archive.namelist())
    if "word/document.xml" in names:
        check_members(archive)
        return read_word(archive)
    if not {"mimetype", "content.xml"} <= names:
        raise NotReadable("other")
    if archive.read("mimetype").strip() != OPEN_DOCUMENT_TYPE:
        raise NotReadable("other")
    if b"encryption-data" in manifest(archive):
        raise NotReadable("protected")
    check_members(archive)
    return read_open_document(archive)


def manifest(archive: zipfile.ZipFile) -> bytes:
    """The list of members of an OpenDocument file, which tells whether they are encrypted."""
    try:
        return archive.read("META-INF/manifest.xml")
    except KeyError:
        return b""


def refusal_of_other(file: BinaryIO) -> NotReadable:
    """The refusal of a file that is no archive: Office encrypts into its old container."""
    file.seek(0)
    content = file.read(MOST_UPLOAD_BYTES)
    is_protected = content.startswith(OLD_OFFICE) and OLD_OFFICE_PASSWORD in content
    return NotReadable("protected" if is_protected else "other")
