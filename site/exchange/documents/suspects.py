"""Find in a document what runs programs or fetches something from elsewhere."""

import zipfile
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from bs4 import BeautifulSoup

from exchange.documents.archive import read_xml
from exchange.documents.reading import NotReadable, short

OFFICE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
FOLLOWED_BY_READERS = ("/hyperlink",)
TEMPLATES = ("/attachedTemplate",)
XLINK = "{http://www.w3.org/1999/xlink}href"
FETCHING = {
    "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}" + name
    for name in (
        "image",
        "object",
        "object-ole",
        "plugin",
        "applet",
        "floating-frame",
        "fill-image",
    )
} | {"{urn:oasis:names:tc:opendocument:xmlns:text:1.0}section-source"}
REMOTE = {"http", "https", "ftp", "ftps", "smb", "webdav", "dav"}
MACRO_FOLDERS = ("Basic/", "Scripts/")
EMPTY_LIBRARIES = ("script-lc.xml", "script-lb.xml", "dialog-lc.xml", "dialog-lb.xml", "/")
PROGRAMS = {"javascript", "vbscript", "data", "macro", "vnd.sun.star.script", "script"}
UNSEEN = {ord(sign): None for sign in "\t\n\r\f\v\0 "}


def check_members(archive: zipfile.ZipFile) -> None:
    """Refuse an archive with macros, or one whose relations lead elsewhere.

    Links that a reader follows may lead anywhere; a template on somebody's own disk was never
    fetched and does no harm.

    Raises:
        NotReadable: it has some.
    """
    for name in archive.namelist():
        is_library = name.startswith(MACRO_FOLDERS) and not name.endswith(EMPTY_LIBRARIES)
        is_control = name.startswith("word/activeX/")
        if is_library or is_control or name.endswith(("vbaProject.bin", "vbaData.xml")):
            raise NotReadable("macros")
        if name.endswith(".rels"):
            check_relations(read_xml(archive, name))


def check_relations(root: Element) -> None:
    """Refuse relations that are fetched from elsewhere when a .docx is opened.

    Raises:
        NotReadable: there is one.
    """
    for relation in root.iter(f"{OFFICE}Relationship"):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") != "External" or kind.endswith(FOLLOWED_BY_READERS):
            continue
        if kind.endswith(TEMPLATES) and not is_remote(target):
            continue
        raise NotReadable("outside", short(target))


def check_open_document(root: Element) -> None:
    """Refuse an .odt part whose pictures, objects or sections lie elsewhere.

    Raises:
        NotReadable: one does.
    """
    for element in root.iter():
        address = element.get(XLINK, "")
        if element.tag in FETCHING and (is_remote(address) or address.startswith(("../", "/"))):
            raise NotReadable("outside", short(address))


def check_links(html: str) -> None:
    """Refuse a text with links that run programs.

    Raises:
        NotReadable: it has one, whose words are named.
    """
    for link in BeautifulSoup(html, "html.parser").find_all("a", href=True):
        scheme, colon, _rest = str(link["href"]).translate(UNSEEN).partition(":")
        if colon and scheme.lower() in PROGRAMS:
            raise NotReadable("script_link", short(link.get_text()) or scheme.lower())


def is_remote(address: str) -> bool:
    """Whether an address lies on a network, or on a disk outside the file."""
    if address.startswith(("//", "\\\\")):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    return parts.scheme.lower() in REMOTE or (parts.scheme.lower() == "file" and bool(parts.netloc))
