"""Files that mean harm, or are none, get a sentence and change nothing."""

import io
import zipfile
from contextlib import suppress

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from exchange.documents.reading import NotReadable
from exchange.translations.apart import read_apart
from exchange.translations.export import FORMATS
from exchange.translations.extract import read
from exchange.translations.refusals import sentence_of
from exchange.waiting import waiting_files
from tests.exchange.documents.test_hostile import HOSTILE as OF_WRITE_UPS
from tests.exchange.documents.written import photo
from tests.exchange.translations.conftest import bundle, texts
from tests.factories import PersonFactory, signed_in

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'
    '<xliff version="1.2"><file source-language="fr" target-language="en"><body>'
    '<trans-unit id="1-0"><source>&c;</source></trans-unit></body></file></xliff>'
)
OUTSIDE = LAUGHS.replace('"ha"', 'SYSTEM "file:///etc/passwd"')
EMPTY = '<xliff version="1.2"><file source-language="fr"{}><body>{}</body></file></xliff>'
PO = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n'
HOSTILE = {
    "nothing": (b"", "empty"),
    "spaces": (b" \n\n ", "empty"),
    "a path": (b"/etc/passwd", "no file of translations"),
    "a path on two lines": (b"/etc/passwd\n/etc/hosts\n", "no file of translations"),
    "a path with a zero": (b'/etc/passwd\0\nmsgid ""\n', "no file of translations"),
    "a page of the web": (b"<html><script>alert(1)</script>", "no file of translations"),
    "a picture": (photo(), "no file of translations"),
    "letters of another code": ('msgid "é"\nmsgstr "è"\n'.encode("latin-1"), "no file of"),
    "a PO file with a slip": (f'{PO}\nmsgid "a\nmsgstr'.encode(), "damaged at line"),
    "a PO file of nobody": (b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n', "which language"),
    "laughs": (LAUGHS.encode(), "damaged"),
    "an entity from outside": (OUTSIDE.encode(), "damaged"),
    "XML cut off": (b"<xliff><file>", "damaged at line 1"),
    "other XML": (b"<?xml version='1.0'?><html/>", "no file of translations"),
    "XLIFF of nobody": (EMPTY.format("", "").encode(), "which language"),
    "XLIFF of tags": (EMPTY.format("", "<a/>" * 1_000_001).encode(), "far too large"),
    "XLIFF without end": (EMPTY.format("", "<g>" * 200_000).encode(), "damaged"),
    "XLIFF for two languages": (
        (
            b'<xliff version="1.2"><file source-language="fr" target-language="en"/>'
            b'<file source-language="fr" target-language="ar"/></xliff>'
        ),
        "several languages",
    ),
    "an archive of nothing": (b"PK\x03\x04nothing", "damaged"),
}
OTHERS = (
    "macros", "controls that run", "a text nested without end", "a way out of the archive",
    "an absolute name", "a picture from the network", "a template from the network",
    "an object from the network", "a picture from a share",
)  # fmt: skip
APART = ("a path", "laughs", "XLIFF without end", "a bomb of words", "a bomb of zeros")


@pytest.mark.parametrize("name", sorted({*HOSTILE, *OTHERS} - set(APART)))
def test_a_hostile_file_gets_a_sentence(name: str) -> None:
    content, words = HOSTILE.get(name) or (OF_WRITE_UPS[name][0], "")
    with pytest.raises(NotReadable) as refusal:
        read(content)
    assert words in sentence_of(refusal.value)


@pytest.mark.parametrize("name", APART)
def test_a_hostile_file_that_is_sent_changes_nothing(translation: Translation, name: str) -> None:
    content, words = HOSTILE.get(name) or (OF_WRITE_UPS[name][0], "")
    browser = signed_in(PersonFactory(is_superuser=True))
    answer = browser.post(reverse("translation_files"), {"file": SimpleUploadedFile("a", content)})
    assert answer.status_code == 422
    [sentence] = answer.context["back"].errors["file"]
    assert words in sentence
    assert texts() == {}
    assert not list(waiting_files())


@pytest.mark.parametrize("kind", FORMATS)
def test_every_file_cut_short_or_with_a_wrong_byte_is_answered(
    translation: Translation, kind: str
) -> None:
    content = FORMATS[kind].write(bundle())
    step = max(1, len(content) // 40)
    answered = 0
    for at in range(0, len(content), step):
        for damaged in (content[:at], content[:at] + b"\xff" + content[at + 1 :]):
            with suppress(NotReadable):
                read(damaged)
            answered += 1
    assert answered > 60


def test_a_file_of_another_site_is_told_text_by_text(translation: Translation) -> None:
    file = polib.POFile()
    file.metadata = {"Language": "en", "X-Source-Language": "fr"}
    file.append(polib.POEntry(msgid="Bonjour", msgstr="Hello"))
    file.append(polib.POEntry(msgctxt="title", msgid="L’eau", msgstr="Water"))
    given = read_apart([str(file).encode()])
    assert [(line.key, line.target) for line in given.lines] == [("", "Hello"), ("title", "Water")]


def test_a_docx_that_claims_more_than_it_holds_is_answered(translation: Translation) -> None:
    content = FORMATS["docx"].write(bundle())
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    browser: Client = signed_in(PersonFactory(is_superuser=True))
    sent = SimpleUploadedFile("a.docx", file.getvalue())
    answer = browser.post(reverse("translation_files"), {"file": sent})
    assert answer.status_code == 422


@pytest.mark.parametrize("kind", FORMATS)
def test_the_title_of_a_page_breaks_no_file(translation: Translation, kind: str) -> None:
    translation.source.object_repr = 'Eau\x0b"<b>&\nwas 01234567\n[1-0123456789abcd]'
    translation.source.save()
    given = bundle()
    assert [(one.key, one.was) for one in read(FORMATS[kind].write(given)).lines] == [
        (one.key, "") for one in given.lines
    ]
