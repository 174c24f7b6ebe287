"""One form begins a seminar: its parts, its speakers, its materials; with or without a file."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from files.models import Picture, SiteDocument
from pages.models import Article, Home, Section, Seminar
from tests.factories import PersonFactory, add, concept, signed_in

DOCX = Path(__file__).parents[1] / "documents/files/libreoffice-seminar.docx"
ODD = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def section(home: Home) -> Section:
    """Where seminars lie."""
    section: Section = add(home, Section, "Séminaires")
    return section


@pytest.fixture
def writer(roles: dict[str, Any]) -> Client:
    """Somebody who may add pages and files, and not publish."""
    person = PersonFactory()
    person.groups.add(roles["contributor"])
    return signed_in(person)


@pytest.fixture
def address(section: Section) -> str:
    """Where a seminar is begun."""
    return f"/admin/pages/{section.pk}/new-seminar/"


def sent(**changed: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"title": "Évaluer sans juger", "starts_on": "2031-05-12", **changed}


def text_file(name: str) -> SimpleUploadedFile:
    """A file that was handed out."""
    return SimpleUploadedFile(name, b"Des mots.", "text/plain")


def test_a_title_and_a_day_make_a_draft_with_its_parts(writer: Client, address: str) -> None:
    assert writer.get(address).status_code == 200
    response = writer.post(address, sent())
    page = Seminar.objects.get()
    assert response["Location"] == f"/admin/pages/{page.pk}/edit/"
    assert not page.live
    assert page.slug == "evaluer-sans-juger"
    draft = page.get_latest_revision_as_object()
    assert [block.block_type for block in draft.write_up] == ["heading", "paragraph"] * 6
    assert not draft.has_write_up


def test_what_is_known_stands_in_the_draft(writer: Client, address: str) -> None:
    theme = concept("water", "eau", "water")
    form = sent(
        ends_on="2031-05-13",
        city="Thiès",
        summary="Deux phrases.",
        points="Un point & demi\n\n Un autre ",
        speakers="Awa Diallo, agronome\nMoussa Diagne",
        themes=[theme.pk],
        materials=[text_file("Grille_de-lecture.txt"), text_file("Programme.txt")],
    )
    assert writer.post(address, form).status_code == 302
    page = Seminar.objects.get().get_latest_revision_as_object()
    assert page.ends_on == datetime.date(2031, 5, 13)
    assert page.city == "Thiès"
    assert [str(block.value) for block in page.key_points] == [
        "<p>Un point &amp; demi</p>",
        "<p>Un autre</p>",
    ]
    (session,) = page.sessions.all()
    assert [dict(block.value) for block in session.speakers] == [
        {"name": "Awa Diallo", "function": "agronome", "organization": None},
        {"name": "Moussa Diagne", "function": "", "organization": None},
    ]
    assert [row.document.title for row in page.materials.all()] == [
        "Grille de lecture",
        "Programme",
    ]
    assert page.theme_codes == ["water"]


def test_the_text_of_a_file_takes_the_place_of_the_parts(writer: Client, address: str) -> None:
    file = SimpleUploadedFile(DOCX.name, DOCX.read_bytes())
    response = writer.post(address, sent(file=file))
    page = Seminar.objects.get()
    assert response["Location"] == f"/admin/pages/{page.pk}/import-write-up/result/"
    draft = page.get_latest_revision_as_object()
    assert draft.has_write_up
    assert "Why we met" not in str(draft.write_up)


@pytest.mark.parametrize(
    ("field", "file"),
    [
        ("file", SimpleUploadedFile("broken.docx", b"not a file")),
        ("file", SimpleUploadedFile("old.doc", b"x")),
        ("picture", SimpleUploadedFile("photo.jpg", b"no photo")),
        ("materials", SimpleUploadedFile("program.exe", b"MZ")),
    ],
)
def test_a_file_that_cannot_be_taken_is_met_with_a_sentence_and_changes_nothing(
    writer: Client, address: str, field: str, file: SimpleUploadedFile
) -> None:
    file.seek(0)
    form = sent(city="Thiès", materials=[text_file("Programme.txt")])
    form[field] = [form["materials"][0], file] if field == "materials" else file
    response = writer.post(address, form)
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert "Thiès" in response.content.decode(), "what was typed is there again"
    assert not Seminar.objects.exists()
    assert not Picture.objects.exists()
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"starts_on": "demain"}, {"ends_on": "2031-05-11"}, {"themes": ["0"]}],
)
def test_what_cannot_be_read_is_asked_again(
    writer: Client, address: str, wrong: dict[str, Any]
) -> None:
    response = writer.post(address, sent(**wrong))
    assert response.status_code == 422
    assert not Seminar.objects.exists()


def test_whoever_may_not_add_a_seminar_there_is_not_let_in(
    writer: Client, address: str, home: Home, section: Section
) -> None:
    assert signed_in(PersonFactory()).get(address).status_code == 404
    article = add(home, Article, "Un article", kind="news")
    assert writer.post(f"/admin/pages/{article.pk}/new-seminar/", sent()).status_code == 302
    assert writer.post("/admin/pages/999999/new-seminar/", sent()).status_code == 404
    assert not Seminar.objects.exists()


def test_the_device_may_forget_the_form_once_the_draft_is_there(
    writer: Client, address: str
) -> None:
    form = writer.get(address).context["form"]
    key = str(form["form_key"].value())
    assert "sent" not in writer.post(address, sent(form_key=key, title="")).cookies
    assert writer.post(address, sent(form_key=key)).cookies["sent"].value == key


def test_two_of_one_name_get_two_addresses(writer: Client, address: str) -> None:
    for _time in range(2):
        writer.post(address, sent())
    assert Seminar.objects.values("slug").distinct().count() == 2
