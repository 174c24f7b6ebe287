"""Files that cannot be read are refused with one sentence."""

import io
import zipfile
from pathlib import Path

import pytest

from exchange.documents import document
from exchange.documents.document import OLD_OFFICE, OLD_OFFICE_PASSWORD, read_document
from exchange.documents.reading import NotReadable

FILES = Path(__file__).parent / "files"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def archive(**members: str) -> io.BytesIO:
    """A zip archive; `__` in a name stands for a slash, `_` for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/").replace("_", "."), content)
    return file


def refusal(file) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(NotReadable) as caught:
        read_document(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("not-a-document.docx", "not a .docx or .odt"),
        ("broken.docx", "not a .docx or .odt"),
        ("bomb-under-120k.odt", "too large once unpacked"),
        ("macro.docx", "damaged"),
    ],
)
def test_each_bad_file_is_refused_with_its_sentence(name, words):
    with (FILES / name).open("rb") as file:
        assert words in refusal(file)


def test_a_text_file_under_another_name_is_refused():
    assert "not a .docx or .odt" in refusal(io.BytesIO(b"only words"))


def test_a_spreadsheet_is_refused():
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert "not a .docx or .odt" in refusal(archive(mimetype=kind, content_xml="<a/>"))


def test_a_protected_open_document_is_refused_with_a_word_about_its_password():
    file = archive(
        mimetype=ODT_TYPE, content_xml="?", **{"META-INF__manifest_xml": "<m:encryption-data/>"}
    )
    assert "password" in refusal(file)


def test_a_protected_word_file_is_refused_with_a_word_about_its_password():
    assert "password" in refusal(io.BytesIO(OLD_OFFICE + b"\0" * 8 + OLD_OFFICE_PASSWORD))


def test_an_old_word_file_is_refused_as_another_kind():
    assert "not a .docx or .odt" in refusal(io.BytesIO(OLD_OFFICE + b"\0" * 600))


def test_a_file_cut_short_is_refused():
    whole = (FILES / "word-seminar.docx").read_bytes()
    assert refusal(io.BytesIO(whole[: len(whole) // 2]))


def test_an_upload_over_the_limit_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(document, "MOST_UPLOAD_BYTES", 100)
    assert "larger than 50 MB" in refusal(io.BytesIO(b"x" * 101))


def test_an_archive_of_too_many_members_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for number in range(2_001):
            target.writestr(str(number), "")
    assert "too large once unpacked" in refusal(file)


def test_entities_in_an_open_document_are_refused():
    content = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'
    assert "damaged" in refusal(archive(mimetype=ODT_TYPE, content_xml=content))


def test_a_document_nested_without_end_is_refused():
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    depth = 20_000
    content = (
        f'<o:d xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text><t:p>'
        f"{'<t:span>' * depth}deep{'</t:span>' * depth}</t:p></o:text></o:body></o:d>"
    )
    assert "damaged" in refusal(archive(mimetype=ODT_TYPE, content_xml=content))
