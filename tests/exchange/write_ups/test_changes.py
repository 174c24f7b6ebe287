"""A corrected text shows what it would change before it does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Revision

from exchange.waiting import waiting_files
from files.models import Picture
from tests.exchange.conftest import member_of_administration
from tests.exchange.documents.written import Docx, paragraph, photo


@pytest.fixture(autouse=True)
def english(settings):
    """Sentences are compared in English."""
    settings.LANGUAGE_CODE = "en"


def text(*lines: str, picture: bytes = b"", alt: str = "") -> SimpleUploadedFile:
    """A .docx with a paragraph for each line."""
    file = Docx()
    file.body = "".join(map(paragraph, lines))
    if picture:
        file.body += paragraph(file.picture(picture, alt))
    return SimpleUploadedFile("minutes.docx", file.content())


@pytest.fixture
def address(seminar) -> str:
    """The screen of the seminar."""
    return reverse("write_up", args=[seminar.pk])


@pytest.fixture
def written(client, editor, address, settings, tmp_path) -> None:
    """A write-up in the draft, and an editor who is signed in."""
    settings.DATA = tmp_path / "data"
    client.force_login(editor)
    client.post(address, {"file": text("The first line.", "The second line.")})


def body(seminar) -> list:
    """The raw data of the write-up in the draft."""
    seminar.refresh_from_db()
    return list(seminar.get_latest_revision_as_object().write_up.raw_data)


def drafts(seminar) -> int:
    """How many drafts there are."""
    return Revision.objects.for_instance(seminar).count()


def test_a_second_file_changes_nothing_before_the_yes(client, seminar, address, written, media):
    corrected = text("The first line.", "The corrected line.", picture=photo())
    answer = client.post(address, {"file": corrected})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<del>The second line.</del>" in page
    assert "<ins>The corrected line.</ins>" in page
    assert "<ins>The first line.</ins>" not in page
    assert drafts(seminar) == 1
    assert not Picture.objects.exists()
    client.post(address, {"confirm": answer.context["mark"]})
    assert drafts(seminar) == 2
    assert Picture.objects.count() == 1
    assert not list(waiting_files())
    assert "corrected" in str(body(seminar))


def test_a_yes_to_a_draft_that_has_changed_since_is_refused(
    client, editor, seminar, address, written
):
    answer = client.post(address, {"file": text("Another line.")})
    seminar.refresh_from_db()
    seminar.get_latest_revision_as_object().save_revision(user=editor)
    refused = client.post(address, {"confirm": answer.context["mark"]})
    assert refused.status_code == 422
    assert "The page has changed since" in refused.content.decode()
    assert "Another" not in str(body(seminar))


def test_what_waits_is_given_back_to_nobody_else(client, seminar, address, written):
    answer = client.post(address, {"file": text("Another line.")})
    other = member_of_administration("other@example.org", "change_page", page=seminar)
    client.force_login(other)
    assert client.post(address, {"confirm": answer.context["mark"]}).status_code == 422
    assert drafts(seminar) == 1


def test_a_yes_without_a_file_is_refused(client, seminar, address, written):
    assert client.post(address, {"confirm": "x"}).status_code == 422
    assert drafts(seminar) == 1


def test_a_program_gets_its_draft_at_once(client, seminar, address, written):
    answer = client.post(
        address, {"file": text("Another line.")}, headers={"Accept": "application/json"}
    ).json()
    assert (answer["status"], answer["page"], answer["left_out"]) == ("draft", seminar.pk, [])
    assert answer["kept"] == {"paragraphs": 1}
    assert "stays in the history" in answer["message"]
    assert drafts(seminar) == 2


def test_the_words_of_a_picture_that_comes_again_are_kept(client, seminar, address, written):
    asking = {"Accept": "application/json"}
    client.post(address, {"file": text("One.", picture=photo(), alt="A teal wall")}, headers=asking)
    client.post(address, {"file": text("Two.", picture=photo())}, headers=asking)
    assert body(seminar)[-1]["value"]["alt"] == "A teal wall"


def test_the_old_address_leads_to_the_present_one(client, seminar, address, written):
    answer = client.get(f"/admin/write-up/{seminar.pk}/")
    assert (answer.status_code, answer["Location"]) == (308, address)
    assert address == f"/admin/pages/{seminar.pk}/import-write-up/"
