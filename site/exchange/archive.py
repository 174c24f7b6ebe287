"""The zip archive that a .docx or an .odt is, opened with limits on what it unpacks to."""

import zipfile
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from django.utils.translation import gettext as _

from exchange.reading import NotReadable

MOST_MEMBERS = 2_000
MOST_BYTES = 100 * 1024 * 1024
MOST_XML_BYTES = 16 * 1024 * 1024
ENCRYPTED = 0x1


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
        NotReadable: it holds too much, or asks for a password.
    """
    archive = zipfile.ZipFile(file)
    members = archive.infolist()
    parts = [member.file_size for member in members if is_xml(member.filename)]
    if (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > MOST_BYTES
        or sum(parts) > MOST_XML_BYTES
    ):
        raise NotReadable(_("This file is far too large once unpacked: split it, then try again."))
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise protected()
    return archive


def protected() -> NotReadable:
    """The sentence for a file that asks for a password."""
    return NotReadable(
        _("This file is protected by a password: save it without one, then try again.")
    )


def is_xml(name: str) -> bool:
    """Whether a member of an archive holds XML, by its name."""
    return name.endswith((".xml", ".rels"))


def read_xml(archive: zipfile.ZipFile, name: str) -> Element:
    """The root of an XML member; declarations of document types and entities are refused.

    Raises:
        KeyError: no such member.
        ValueError: it declares a document type or entities.
        xml.etree.ElementTree.ParseError: it is no XML.
    """
    root: Element = ElementTree.fromstring(archive.read(name), forbid_dtd=True)
    return root
