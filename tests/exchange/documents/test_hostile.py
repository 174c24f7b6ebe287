"""Files that mean harm are refused with a sentence, and change nothing."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision

from exchange.waiting import waiting_files
from files.models import Picture
from tests.exchange.documents.written import Docx, packed, paragraph, photo, run

TEXT = paragraph("Words that are harmless.")
ODT = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English."""
    settings.LANGUAGE_CODE = "en"


def with_part(name: str, content: str | bytes = "x") -> bytes:
    """A harmless text with a further member."""
    file = Docx(TEXT)
    file.parts[name] = content
    return file.content()


def with_link(address: str) -> bytes:
    """A text with a link."""
    file = Docx()
    file.body = paragraph(run("Read ") + file.link("the minutes", address))
    return file.content()


def with_picture(content: bytes, suffix: str = "png") -> bytes:
    """A text with a picture."""
    file = Docx()
    file.body = TEXT + paragraph(file.picture(content, suffix=suffix))
    return file.content()


def linked(kind: str, target: str) -> bytes:
    """A text that is related to something elsewhere."""
    file = Docx(TEXT)
    key = file.relate(kind, target, outside=True)
    file.body += paragraph(file.shown(key, how="link"))
    return file.content()


def vast(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is vast."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        mark = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + mark

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def odt(inside: str, **parts: str) -> bytes:
    """An .odt with a text."""
    names = " ".join(f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "text"))
    drawn = f'xmlns:draw="{OFFICE}drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<office:document-content {names} {drawn}><office:body><office:text>"
        f"<text:p>Words.{inside}</text:p></office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT, "content.xml": content, **parts})


ENTITY = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
IMAGE = '<draw:frame><draw:image xlink:href="{}"/></draw:frame>'
HOSTILE = {
    "nothing": (b"", "empty"),
    "a page of the web": (b"<html><script>alert(1)</script>", "not a .docx or .odt"),
    "a picture": (photo(), "not a .docx or .odt"),
    "macros": (with_part("word/vbaProject.bin"), "macros"),
    "a picture before a text": (photo() + Docx(TEXT).content(), "not a .docx or .odt"),
    "controls that run": (with_part("word/activeX/activeX1.bin"), "macros"),
    "a bomb of paragraphs": (Docx("<w:p/>" * 300_001).content(), "too large"),
    "a text nested without end": (Docx("<w:p>" * 20_000 + "</w:p>" * 20_000).content(), "damaged"),
    "macros of LibreOffice": (odt("", **{"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    "scripts of LibreOffice": (odt("", **{"Scripts/python/evil.py": "import os"}), "macros"),
    "entities": (with_part("word/footnotes.xml", ENTITY), "damaged"),
    "a bomb of zeros": (with_part("word/media/a.png", b"\0" * 101 * 1024 * 1024), "too large"),
    "a bomb of words": (Docx(paragraph("a " * 2_000_000)).content(), "too long to read"),
    "a way out of the archive": (with_part("../../etc/cron.d/evil"), "damaged"),
    "an absolute name": (with_part("/etc/passwd"), "damaged"),
    "a picture from the network": (linked("image", "http://127.0.0.1:1/a.png"), "from elsewhere"),
    "a picture from a share": (linked("image", "file://evil.example/a.png"), "from elsewhere"),
    "a template from the network": (
        linked("attachedTemplate", "https://evil.example/t.dotm"),
        "from elsewhere",
    ),
    "an object from the network": (linked("oleObject", "http://evil.example/o"), "from elsewhere"),
    "a picture from outside in .odt": (odt(IMAGE.format("http://127.0.0.1:1/a")), "from elsewhere"),
    "a picture above an .odt": (odt(IMAGE.format("../../../etc/passwd")), "from elsewhere"),
    "a link that runs": (with_link("javascript:alert(1)"), "“the minutes” would run a program"),
    "a disguised link": (with_link("java\tscript:alert(1)"), "would run a program"),
    "a link that holds a page": (with_link("data:text/html,<script>"), "would run a program"),
    "a picture of 30,000 pixels": (with_picture(vast(30_000, 30_000)), "30000 × 30000 pixels"),
    "a very long picture": (with_picture(vast(1, 30_000)), "1 × 30000 pixels"),
    "a password": (
        odt("", **{"META-INF/manifest.xml": "<m:encryption-data/>"}),
        "protected by a password",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_changes_nothing(client, editor, seminar, media, name):
    content, words = HOSTILE[name]
    client.force_login(editor)
    answer = client.post(
        reverse("write_up", args=[seminar.pk]),
        {"file": SimpleUploadedFile("minutes.docx", content)},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 422
    said = answer.json()
    assert (said["status"], said["page"]) == ("refused", seminar.pk)
    assert words in said["message"]
    assert not Revision.objects.for_instance(seminar).exists()
    assert not Picture.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert not list(waiting_files())


@pytest.mark.parametrize("name", ["minutes.exe", "minutes.docx.html", "minutes\u202excod.exe", "x"])
def test_a_name_of_another_kind_is_refused(client, editor, seminar, name):
    client.force_login(editor)
    answer = client.post(
        reverse("write_up", args=[seminar.pk]),
        {"file": SimpleUploadedFile(name, Docx(TEXT).content())},
    )
    assert answer.status_code == 422
    assert "not a .docx or .odt file" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["../../minutes.docx", "CON.docx", f"{'a' * 300}.docx", "\u202ecod.docx", "é\n.DOCX"]
)
def test_a_tricky_name_is_no_reason_to_refuse_a_good_text(client, editor, seminar, name):
    client.force_login(editor)
    answer = client.post(
        reverse("write_up", args=[seminar.pk]),
        {"file": SimpleUploadedFile(name, Docx(TEXT).content())},
        headers={"Accept": "application/json"},
    )
    assert answer.json()["status"] == "draft"


def test_a_template_on_somebodys_own_disk_does_no_harm(client, editor, seminar):
    file = Docx(TEXT)
    file.relate("attachedTemplate", "file:///C:/Users/Ada/Normal.dotm", outside=True)
    client.force_login(editor)
    answer = client.post(
        reverse("write_up", args=[seminar.pk]),
        {"file": SimpleUploadedFile("minutes.docx", file.content())},
        headers={"Accept": "application/json"},
    )
    assert answer.json()["status"] == "draft"
