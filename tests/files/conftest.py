"""Small real files, in a folder that goes with the test."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from wagtail.images.tests.utils import get_test_image_file

from files.models import Picture, SiteDocument
from files.text.apart import read_apart
from files.text.outcome import Outcome

SAMPLES = Path(__file__).parent / "samples"
"""Files that LibreOffice made."""

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
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


def open_document(body: str) -> bytes:
    """An OpenDocument file of any kind."""
    names = f'xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:table="{TABLE}" xmlns:draw="{DRAW}"'
    root = f"<office:document-content {names}><office:body>{body}</office:body>"
    return archive(**{"content.xml": f"{root}</office:document-content>"})


def odt(words: str) -> bytes:
    """An .odt of one paragraph."""
    return open_document(f"<office:text><text:p>{words}</text:p></office:text>")


def odp(words: str) -> bytes:
    """An .odp of one slide."""
    frame = f"<draw:frame><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame>"
    page = f'<draw:page draw:name="page1">{frame}</draw:page>'
    return open_document(f"<office:presentation>{page}</office:presentation>")


def ods(words: str) -> bytes:
    """An .ods of one cell, in a sheet called Budget."""
    cell = f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"
    rows = f'<table:table table:name="Budget"><table:table-row>{cell}</table:table-row>'
    return open_document(f"<office:spreadsheet>{rows}</table:table></office:spreadsheet>")


def xlsx(words: str, rows: str = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>') -> bytes:
    """An .xlsx of one shared text; its first cell shows it, in a sheet called Budget."""
    return archive(
        **{
            "xl/workbook.xml": (
                f'<workbook xmlns="{SHEET}"><sheets><sheet name="Budget" sheetId="1"/></sheets>'
                "</workbook>"
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>{words}</t></si></sst>',
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
            ),
        }
    )


def slide(words: str) -> str:
    """The XML of a slide of one paragraph."""
    body = f"<p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody>"
    return f'<p:sld xmlns:p="{SHOW}" xmlns:a="{DRAWING}"><p:cSld>{body}</p:cSld></p:sld>'


def pptx(*words: str) -> bytes:
    """A .pptx with a slide for each text."""
    return archive(
        **{f"ppt/slides/slide{number}.xml": slide(text) for number, text in enumerate(words, 1)}
    )


def plain(words: str) -> bytes:
    """A file that is nothing but text."""
    return words.encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "pdf": pdf, "docx": docx, "odt": odt, "odp": odp, "ods": ods, "xlsx": xlsx, "pptx": pptx,
    "txt": plain, "csv": plain, "md": plain,
}  # fmt: skip
ZIPPED = ("docx", "odt", "odp", "ods", "xlsx", "pptx")


def document(name: str, content: bytes) -> SiteDocument:
    """A stored document."""
    return SiteDocument.objects.create(title=name, file=ContentFile(content, name=name))


def replace(made: SiteDocument, content: bytes, name: str = "") -> None:
    """Give a document another file."""
    made.file = ContentFile(content, name=name or Path(made.file.name).name)
    made.save()


def outcome_apart(kind: str, content: bytes) -> Outcome:
    """What comes of some bytes that claim to be of a kind, read by a process of its own."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        return read_apart(file, kind)


@pytest.fixture
def picture(db: None, media: Path) -> Picture:
    """A stored picture, wider than what pages show."""
    made = Picture(title="Puits", file=get_test_image_file(size=(900, 600)))
    made._set_image_file_metadata()
    made.save()
    return made
