"""The zip archive that a .docx or an .odt is, opened with limits on what it unpacks to."""

import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from exchange.documents.reading import NotReadable

MOST_MEMBERS = 2_000
MOST_BYTES = 100 * 1024 * 1024
MOST_XML_BYTES = 16 * 1024 * 1024
BEGINNING = b"PK\x03\x04"
MOST_TAGS = 300_000
"""In one part: some 300 pages of Word, which is wordy."""

ENCRYPTED = 0x1
LINK = 0o120000
KIND_OF_FILE = 0o170000


def open_archive(file: BinaryIO) -> zipfile.ZipFile:
    """Open an archive whose contents stay within bounds.

    `zipfile` never reads more of a member than the size it announces, so sums of announced
    sizes can be trusted.

    Args:
        file: the open file.

    Returns:
        The archive.

    Raises:
        zipfile.BadZipFile: the file is no archive.
        NotReadable: it holds too much, asks for a password, or has members that no office names so.
    """
    file.seek(0)
    if file.read(len(BEGINNING)) != BEGINNING:
        raise zipfile.BadZipFile  # `zipfile` would also take an archive behind something else.
    archive = zipfile.ZipFile(file)
    members = archive.infolist()
    parts = [member.file_size for member in members if is_xml(member.filename)]
    if (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > MOST_BYTES
        or sum(parts) > MOST_XML_BYTES
    ):
        raise NotReadable("bomb")
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise NotReadable("protected")
    if len(set(archive.namelist())) < len(members) or any(map(is_trick, members)):
        raise NotReadable("damaged")
    return archive


def is_trick(member: zipfile.ZipInfo) -> bool:
    """Whether a member leads out of the archive."""
    path = PurePosixPath(member.filename)
    is_link = member.external_attr >> 16 & KIND_OF_FILE == LINK
    return is_link or path.is_absolute() or ".." in path.parts or "\\" in member.filename


def is_xml(name: str) -> bool:
    """Whether a member of an archive holds XML, by its name."""
    return name.endswith((".xml", ".rels"))


def read_xml(archive: zipfile.ZipFile, name: str, most_tags: int = MOST_TAGS) -> Element:
    """The root of an XML member; declarations of document types and entities are refused.

    Args:
        archive: as `open_archive` gave it.
        name: of the member.
        most_tags: how many it may have.

    Raises:
        KeyError: no such member.
        NotReadable: it has more tags than that.
        ValueError: it declares a document type or entities.
        xml.etree.ElementTree.ParseError: it is no XML.
    """
    content = archive.read(name)
    if content.count(b"<") > most_tags:
        raise NotReadable("bomb")
    root: Element = ElementTree.fromstring(content, forbid_dtd=True)
    return root
