"""Small real files, in a folder that goes with the test."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from wagtail.images.tests.utils import get_test_image_file

from files.models import Picture, SiteDocument

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> Path:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    return tmp_path


def pdf(words: str) -> bytes:
    """A PDF of one page with these words, in ASCII."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(**members: str) -> bytes:
    """A zip archive with these members; two underscores in a name stand for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def docx(words: str) -> bytes:
    """A .docx of one paragraph."""
    body = f"<w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body>"
    return archive(**{"word/document.xml": f'<w:document xmlns:w="{WORD}">{body}</w:document>'})


def odt(words: str) -> bytes:
    """An .odt of one paragraph."""
    body = f"<office:body><office:text><text:p>{words}</text:p></office:text></office:body>"
    root = f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
    return archive(**{"content.xml": f"{root}{body}</office:document-content>"})


MAKERS = {"pdf": pdf, "docx": docx, "odt": odt}


def document(name: str, content: bytes) -> SiteDocument:
    """A stored document."""
    return SiteDocument.objects.create(title=name, file=ContentFile(content, name=name))


@pytest.fixture
def picture(db: None, media: Path) -> Picture:
    """A stored picture, wider than what pages show."""
    made = Picture(title="Puits", file=get_test_image_file(size=(900, 600)))
    made._set_image_file_metadata()
    made.save()
    return made
