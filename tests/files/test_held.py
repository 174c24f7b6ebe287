"""A file that is kept back is given to nobody but those who may change it, and says why."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, UploadedFile

from access.models import JournalEntry, Space
from access.visibility import PUBLIC_ONLY, visible_to
from files import antivirus
from files.actions.judge import scan_waiting
from files.models import Picture, SiteDocument
from files.text.queue import read_waiting
from pages.models import Home
from people.models import Person
from tests.factories import (
    PersonFactory,
    a_space,
    belonging,
    holding,
    item,
    reading_screens,
    signed_in,
)
from tests.files.clamd import EICAR, standing_in
from tests.files.conftest import pdf
from tests.files.test_pdf_actions import scripted

SHELF = "/en/spaces/atelier/files/"
JUDGED = "/admin/reports/files/"


@pytest.fixture
def space(home: Home) -> Space:
    """A space."""
    return a_space("atelier", "team")


@pytest.fixture
def boss(roles: dict[str, Group]) -> Client:
    """The browser of an administrator who reads English."""
    return reading_screens(holding(roles["administrator"]))


@pytest.fixture
def writer(space: Space) -> Person:
    """A contributor."""
    return belonging(space, "contributor")


@pytest.fixture
def clamd(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an antivirus is looked for; nobody listens there yet."""
    place = tmp_path / "clamd"
    settings.CLAMD_URL = f"unix://{place}"
    monkeypatch.setattr(antivirus, "failed_at", float("-inf"))
    return place


def sent(person: Person, content: bytes, name: str = "zqheld.pdf") -> Any:
    """The shelf after somebody added a file."""
    file = SimpleUploadedFile(name, content)
    return signed_in(person).post(SHELF, {"uploads": [file]}, follow=True)


def words_of(answer: Any) -> str:
    """The text of a page in one line."""
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def verbs() -> list[str]:
    """What the journal tells of files."""
    entries = JournalEntry.objects.filter(verb__startswith="file_").order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_a_pdf_that_runs_a_program_is_kept_back_and_its_sender_is_told(
    space: Space, writer: Person
) -> None:
    answer = sent(writer, scripted())
    document = SiteDocument.objects.get()
    assert document.held_for == "script"
    assert words_of(answer).count("It runs a program when somebody opens it.") == 2
    change = signed_in(writer).get(f"{SHELF}document/{document.pk}/")
    assert "kept back until an administrator has looked at it" in words_of(change)
    entry = JournalEntry.objects.get(verb="file_held")
    assert (entry.actor, entry.space) == (writer, space)
    assert entry.facts == {"kind": "sitedocument", "number": document.pk, "after": "script"}


def test_what_is_kept_back_is_given_only_to_those_who_may_change_it(
    space: Space, writer: Person
) -> None:
    sent(writer, scripted())
    document = SiteDocument.objects.get()
    for browser in (Client(), signed_in(PersonFactory())):
        assert browser.get(document.url).status_code == 404
    for role in ("reader", "contributor"):
        browser = signed_in(belonging(space, role))
        assert browser.get(document.url).status_code == 404
        assert "zqheld" not in words_of(browser.get(SHELF))
    for person in (writer, belonging(space, "publisher"), belonging(space, "manager")):
        answer = signed_in(person).get(document.url)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer["Cache-Control"]
        assert "zqheld" in words_of(signed_in(person).get(SHELF))
    assert not visible_to(SiteDocument.objects.all(), (space.audience,)).exists()


def test_what_is_kept_back_is_not_found_and_its_words_are_not_told(
    client: Client, home: Home, space: Space, writer: Person
) -> None:
    sent(writer, scripted())
    document = SiteDocument.objects.get()
    read_waiting.call()
    assert document.text == ""
    client.force_login(belonging(space, "reader"))
    answer = client.get("/en/search/?q=zqheld&format=json")
    assert answer.json()["total"] == 0


def test_a_public_page_says_that_its_file_is_kept_back_and_gives_it_once_released(
    client: Client, home: Home, boss: Client
) -> None:
    document = SiteDocument.objects.create(
        title="Guide", file=ContentFile(pdf("water"), name="guide.pdf")
    )
    SiteDocument.objects.update(held_for="script")
    item("resource", home, "Carnet", file=document)
    assert "est retenu jusqu’à ce qu’il ait été examiné" in words_of(client.get("/fr/carnet/"))
    assert client.get("/fr/carnet/file/").status_code == 404
    assert client.get(document.url).status_code == 404
    form = {"kind": "document", "number": document.pk, "act": "release"}
    assert boss.post(JUDGED, form).status_code == 302
    assert client.get("/fr/carnet/file/").status_code == 200
    assert 'href="/fr/carnet/file/"' in client.get("/fr/carnet/").content.decode()


def test_an_administrator_releases_or_removes_without_learning_names_of_spaces_not_hers(
    space: Space, writer: Person, boss: Client
) -> None:
    sent(writer, scripted(), "first.pdf")
    sent(writer, scripted(), "second.pdf")
    first, second = SiteDocument.objects.order_by("pk")
    shown = words_of(boss.get(JUDGED))
    assert shown.count("PDF file of a space that is not yours") == 2
    assert "first" not in shown
    boss.post(JUDGED, {"kind": "document", "number": first.pk, "act": "release"})
    boss.post(JUDGED, {"kind": "document", "number": second.pk, "act": "remove"})
    assert SiteDocument.objects.get().held_for == ""
    assert verbs() == ["file_held", "file_held", "file_released", "file_removed"]
    again = {"kind": "document", "number": first.pk, "act": "remove"}
    assert boss.post(JUDGED, again).status_code == 404
    assert SiteDocument.objects.exists()


def test_a_file_that_is_lost_is_said_so_and_can_be_removed(
    space: Space, writer: Person, boss: Client
) -> None:
    sent(writer, scripted())
    document = SiteDocument.objects.get()
    Path(document.file.path).unlink()
    form = {"kind": "document", "number": document.pk}
    answer = boss.post(JUDGED, {**form, "act": "release"}, follow=True)
    assert "The file is lost" in words_of(answer)
    boss.post(JUDGED, {**form, "act": "remove"})
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize("form", [{}, {"kind": "page", "number": "1"}, {"kind": "document"}])
def test_a_form_that_names_no_file_that_is_kept_back_is_refused(
    boss: Client, form: dict[str, str]
) -> None:
    assert boss.post(JUDGED, form).status_code == 404


def test_nobody_but_administrators_judges(space: Space, writer: Person) -> None:
    sent(writer, scripted())
    form = {"kind": "document", "number": SiteDocument.objects.get().pk, "act": "release"}
    for person in (writer, belonging(space, "manager")):
        assert signed_in(person).post(JUDGED, form).status_code in (302, 404)
    assert SiteDocument.objects.get().held_for == "script"


def test_what_the_antivirus_finds_is_refused(space: Space, writer: Person, clamd: Path) -> None:
    with standing_in(clamd):
        answer = sent(writer, EICAR, "note.txt")
    assert answer.status_code == 400
    assert "refused by the antivirus" in words_of(answer)
    assert not SiteDocument.objects.exists()


def test_while_the_antivirus_is_away_files_are_kept_back_and_looked_at_later(
    space: Space, writer: Person, clamd: Path
) -> None:
    sent(writer, b"words", "note.txt")
    picture = get_test_image_file(size=(40, 30)).file.getvalue()
    answer = sent(writer, picture, "puits.png")
    assert "It waits for the antivirus." in words_of(answer)
    document, well = SiteDocument.objects.get(), Picture.objects.get()
    assert (document.held_for, well.held_for) == ("unscanned", "unscanned")
    reader = signed_in(belonging(space, "reader"))
    assert reader.get(document.url).status_code == reader.get(well.file.url).status_code == 404
    assert scan_waiting() == (0, 2)
    with standing_in(clamd):
        call_command("scan_files", verbosity=0)
    assert reader.get(document.url).status_code == reader.get(well.file.url).status_code == 200
    assert verbs() == ["file_held", "file_held", "file_released", "file_released"]


def test_what_is_found_later_is_given_to_nobody(space: Space, writer: Person, clamd: Path) -> None:
    sent(writer, EICAR, "note.txt")
    with standing_in(clamd):
        assert scan_waiting() == (1, 0)
    document = SiteDocument.objects.get()
    assert document.held_for == "infected"
    assert signed_in(writer).get(document.url).status_code == 404
    change = signed_in(writer).get(f"{SHELF}document/{document.pk}/")
    assert "The antivirus found something harmful in it." in words_of(change)


def test_releasing_asks_the_antivirus_first(
    space: Space, writer: Person, clamd: Path, boss: Client
) -> None:
    with standing_in(clamd):
        sent(writer, scripted())
    document = SiteDocument.objects.get()
    form = {"kind": "document", "number": document.pk, "act": "release"}
    boss.post(JUDGED, form)
    document.refresh_from_db()
    assert document.held_for == "unscanned"
    with standing_in(clamd, answer=lambda content: b"stream: Win.Test FOUND"):
        boss.post(JUDGED, form)
    document.refresh_from_db()
    assert document.held_for == "infected"


def test_a_file_whose_row_comes_after_it_waits_to_be_looked_at(
    space: Space, writer: Person
) -> None:
    document = SiteDocument(title="Late", collection=space.collection, uploaded_by_user=writer)
    document.file.save("late.pdf", ContentFile(scripted()), save=False)
    document.save()
    assert document.held_for == "unscanned"
    assert scan_waiting() == (1, 0)
    document.refresh_from_db()
    assert document.held_for == "script"


def test_a_new_file_in_place_of_one_that_is_kept_back_is_given(
    space: Space, writer: Person
) -> None:
    sent(writer, scripted())
    document = SiteDocument.objects.get()
    document.file = SimpleUploadedFile("note.pdf", pdf("words"))
    document.clean()
    document.save()
    assert document.held_for == ""
    assert visible_to(SiteDocument.objects.all(), (space.audience,)).exists()
    assert not visible_to(SiteDocument.objects.all(), PUBLIC_ONLY).exists()


def test_what_comes_by_the_editing_screens_is_kept_back_too(home: Home, boss: Client) -> None:
    """A file that comes before what is asked of it is stored before its row."""
    root = str(Collection.get_first_root_node().pk)
    for title in ("Guide", ""):
        file = SimpleUploadedFile("guide.pdf", scripted())
        form = {"title": title, "collection": root, "files[]": file}
        boss.post("/admin/documents/multiple/add/", form)
    assert SiteDocument.objects.get().held_for == "script"
    upload = UploadedFile.objects.get()
    prefix = f"uploaded-document-{upload.pk}"
    boss.post(
        f"/admin/documents/multiple/create_from_uploaded_document/{upload.pk}/",
        {f"{prefix}-title": "Other", f"{prefix}-collection": root},
    )
    assert SiteDocument.objects.get(title="Other").held_for == "unscanned"
    scan_waiting()
    assert SiteDocument.objects.get(title="Other").held_for == "script"
