"""After an import: what was left out, and what is to be said of each picture."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from files.models import Consent, Picture
from tests.exchange.documents.written import Docx, paragraph, photo, run

COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:comment w:id="1"><w:p><w:r><w:t>Ask Nour first</w:t></w:r></w:p></w:comment></w:comments>'
)


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English."""
    settings.LANGUAGE_CODE = "en"


def minutes() -> SimpleUploadedFile:
    """A text with a comment, and with one picture at two places."""
    file = Docx()
    call = '<w:r><w:commentReference w:id="1"/></w:r>'
    first = file.picture(photo())
    file.body = paragraph(run("A line that was discussed.") + call)
    file.body += paragraph(first) + paragraph(file.picture(photo()))
    file.parts["word/comments.xml"] = COMMENTS
    return SimpleUploadedFile("minutes.docx", file.content())


@pytest.fixture
def result(client, editor, seminar) -> str:
    """The screen after an import, for an editor who is signed in."""
    client.force_login(editor)
    answer = client.post(reverse("write_up", args=[seminar.pk]), {"file": minutes()})
    assert answer["Location"] == reverse("write_up_result", args=[seminar.pk])
    return answer["Location"]


def test_what_was_left_out_is_listed_with_its_place(client, result):
    page = client.get(result).content.decode()
    assert "A comment (“Ask Nour first”) – Near “A line that was discussed.”" in page


def test_a_picture_is_asked_for_once_and_its_answers_are_kept(client, seminar, result):
    picture = Picture.objects.get()
    asked = client.get(result).context["asked"]
    assert [one for one, _form in asked] == [picture]
    name = f"picture-{picture.pk}"
    answer = client.post(
        result,
        {f"{name}-alt": "A teal wall", f"{name}-credit": "Ada", f"{name}-consent": Consent.NOBODY},
    )
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[seminar.pk])
    picture.refresh_from_db()
    assert (picture.credit, picture.consent) == ("Ada", Consent.NOBODY)
    seminar.refresh_from_db()
    blocks = seminar.get_latest_revision_as_object().write_up.raw_data
    alts = [block["value"]["alt"] for block in blocks if block["type"] == "picture"]
    assert alts == ["A teal wall", "A teal wall"]


def test_an_answer_that_is_too_long_is_shown_again_with_its_words(client, result):
    name = f"picture-{Picture.objects.get().pk}"
    answer = client.post(result, {f"{name}-alt": "a" * 201})
    assert answer.status_code == 422
    assert "a" * 201 in answer.content.decode()


def test_pictures_of_others_are_not_changed(client, result):
    Picture.objects.update(uploaded_by_user=None)
    name = f"picture-{Picture.objects.get().pk}"
    client.post(result, {f"{name}-credit": "Mallory", f"{name}-consent": Consent.AGREED})
    assert (Picture.objects.get().credit, Picture.objects.get().consent) == ("", "")


def test_people_without_rights_find_nothing(client, outsider, result):
    client.force_login(outsider)
    assert client.get(result).status_code == 404


def test_pictures_are_turned_and_lose_their_position(client, editor, seminar):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 0.0)})
    file = Docx()
    file.body = paragraph(file.picture(photo(2000, 1000, exif=exif.tobytes())))
    client.force_login(editor)
    client.post(
        reverse("write_up", args=[seminar.pk]),
        {"file": SimpleUploadedFile("minutes.docx", file.content())},
    )
    with Image.open(io.BytesIO(Picture.objects.get().file.read())) as stored:
        assert stored.size == (1000, 2000)
        assert not stored.getexif()
