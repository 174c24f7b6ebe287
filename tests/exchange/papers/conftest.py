"""Pages to draw, their pictures, and how a PDF is read again."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from files.models import Picture
from pages.models import Article, Home, Section
from tests.factories import add, paragraph


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    """A folder of its own for stored files."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path


def a_picture(colour: str = "#7a2e18", **fields: object) -> Picture:
    """A stored picture of one colour, 900 × 600 pixels."""
    out = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "JPEG")
    file = ContentFile(out.getvalue(), "well.jpg")
    return Picture.objects.create(title="A well", file=file, **fields)


@pytest.fixture
def section(home: Home) -> Section:
    """A public section."""
    return add(home, Section, "Actualités")


@pytest.fixture
def article(section: Section) -> Article:
    """A public article."""
    text = "Trois villages creusent un puits."
    return add(section, Article, "Un puits", summary="Ce qui s’est dit.", body=paragraph(text))


def content_of(response: HttpResponse) -> bytes:
    """The bytes of an answer."""
    return b"".join(response) if response.streaming else response.content


def words_in(content: bytes) -> str:
    """All that a PDF says."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def paper(client: Client) -> Callable[[str], PdfReader]:
    """Reads the PDF at an address, as a visitor."""

    def read(address: str) -> PdfReader:
        response = client.get(address)
        assert response.status_code == 200, content_of(response)[:500]
        return PdfReader(io.BytesIO(content_of(response)))

    return read
