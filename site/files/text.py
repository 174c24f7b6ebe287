"""The text of PDF, .docx and .odt files, for the search index."""

import logging
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from defusedxml import ElementTree
from pypdf import PdfReader

logger = logging.getLogger(__name__)

MOST_PAGES = 200
MOST_CHARACTERS = 400_000
MOST_XML_BYTES = 40 * 1024 * 1024
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN_DOCUMENT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_member(file: BinaryIO, name: str) -> bytes:
    """One member of a zip archive, refused when it inflates too far.

    Raises:
        zipfile.BadZipFile: the file is no archive.
        KeyError: the archive has no such member.
        ValueError: the member is larger than `MOST_XML_BYTES`.
    """
    with zipfile.ZipFile(file) as archive, archive.open(archive.getinfo(name)) as member:
        content = member.read(MOST_XML_BYTES + 1)
    if len(content) > MOST_XML_BYTES:
        raise ValueError(f"{name} is larger than {MOST_XML_BYTES} bytes")
    return content


def pdf_text(file: BinaryIO) -> str:
    """The text of the first pages of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(file).pages[:MOST_PAGES])


def word_text(file: BinaryIO) -> str:
    """The text of a .docx, one line for each paragraph."""
    root = ElementTree.fromstring(read_member(file, "word/document.xml"))
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{WORD}t"))
        for paragraph in root.iter(f"{WORD}p")
    )


def open_document_text(file: BinaryIO) -> str:
    """The text of an .odt, one line for each paragraph and heading."""
    root = ElementTree.fromstring(read_member(file, "content.xml"))
    return "\n".join(
        "".join(element.itertext())
        for element in root.iter()
        if element.tag in (f"{OPEN_DOCUMENT}p", f"{OPEN_DOCUMENT}h")
    )


READERS: dict[str, Callable[[BinaryIO], str]] = {
    "pdf": pdf_text,
    "docx": word_text,
    "odt": open_document_text,
}


def text_of(file: BinaryIO, extension: str) -> str:
    """The text of a file, as far as its kind is known and it can be read.

    Args:
        file: the open file.
        extension: its kind, without the dot: `pdf`, `docx`, `odt`.

    Returns:
        At most `MOST_CHARACTERS` characters; nothing for another kind or a damaged file.
    """
    reader = READERS.get(extension.lower())
    if reader is None:
        return ""
    try:
        text = reader(file)
    except Exception as error:  # A damaged file of any kind must never stop a publication.
        logger.warning("no text read from a %s file: %s", extension, type(error).__name__)
        return ""
    return re.sub(r"[\x00-\x08\x0b-\x1f]+", " ", text)[:MOST_CHARACTERS]
