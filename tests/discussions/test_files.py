"""Photos and files come with a message, are checked, and lie among those of the space."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from access.models import Space
from discussions.models import Attachment, Thread
from discussions.uploads import title_of
from files.models import Picture, SiteDocument
from people.models import Person
from tests.factories import belonging
from tests.files.conftest import pdf
from tests.files.test_pdf_actions import scripted

NEW = "/en/spaces/atelier/notes/new/"


def drawn(form: str = "JPEG", size: tuple[int, int] = (800, 600), **options: Any) -> bytes:
    """A picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "#857c68").save(out, form, **options)
    return out.getvalue()


def bomb() -> bytes:
    """A small PNG of too many pixels."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


def frames() -> bytes:
    """A GIF of hundreds of pictures, one after the other."""
    out = io.BytesIO()
    first, *rest = [Image.new("L", (9, 9), number) for number in range(250)]
    first.save(out, "GIF", save_all=True, append_images=rest)
    return out.getvalue()


BAD = {
    "empty": ("photo.jpg", lambda: b""),
    "empty document": ("note.pdf", lambda: b""),
    "program": ("outil.exe", lambda: b"MZ" + b"x" * 100),
    "markup": ("dessin.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "page": ("page.html", lambda: b"<html>"),
    "no name": ("fichier", lambda: b"abc"),
    "not a picture": ("photo.jpg", lambda: b"<script>alert(1)</script>" * 20),
    "another kind of picture": ("photo.jpg", lambda: drawn("PNG")),
    "a kind that is not opened": ("photo.jpg", lambda: drawn("TIFF")),
    "cut short": ("photo.jpg", lambda: drawn()[:900]),
    "too many pixels": ("photo.png", bomb),
    "too many frames": ("photo.gif", frames),
    "too large": ("gros.pdf", lambda: b"%PDF-1.4 " + b"0" * (20 * 1024 * 1024)),
}


@pytest.fixture
def signed_in(client: Client, writer: Person) -> Client:
    """The writer's browser."""
    client.force_login(writer)
    return client


def sent(client: Client, *files: tuple[str, bytes], **fields: str) -> Any:
    """Send a note with these files."""
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    form = {"title": "Visite", "text": "Le puits du haut", **fields, "uploads": uploads}
    return client.post(NEW, form)


def test_a_photo_and_a_file_are_shown_and_lie_in_the_space(
    signed_in: Client, space: Space, writer: Person
) -> None:
    files = ("puits.jpg", drawn()), ("devis.pdf", pdf("Devis"))
    response = sent(signed_in, *files, shows="Un puits")
    assert response.status_code == 302
    picture, document = Picture.objects.get(), SiteDocument.objects.get()
    assert picture.collection == document.collection == space.collection
    assert picture.uploaded_by_user == writer
    assert picture.file_size and document.file_size
    html = signed_in.get(response["Location"]).content.decode()
    assert 'alt="Un puits"' in html
    assert f'href="{document.url}"' in html
    assert f"/pictures/{picture.pk}-" in html


def test_a_file_that_runs_a_program_is_kept_back_and_the_message_says_so(
    signed_in: Client, space: Space
) -> None:
    response = sent(signed_in, ("devis.pdf", scripted()))
    document = SiteDocument.objects.get()
    assert document.held_for == "script"
    html = signed_in.get(response["Location"]).content.decode()
    assert "is kept back until it has been looked at" in html
    assert document.url not in html
    client = Client()
    client.force_login(belonging(space, "reader"))
    assert client.get(document.url).status_code == 404


def test_a_photo_needs_no_words(signed_in: Client) -> None:
    assert sent(signed_in, ("puits.jpg", drawn()), text="").status_code == 302


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_a_sentence_and_the_words_are_kept(
    signed_in: Client, case: str
) -> None:
    name, content = BAD[case]
    response = sent(signed_in, ("bonne.jpg", drawn()), (name, content()))
    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="id_uploads_error"' in html
    assert "Choose your photos and files again" in html
    assert "Le puits du haut" in html
    assert not Thread.objects.exists()
    assert not Picture.objects.exists()
    assert not SiteDocument.objects.exists()


def test_five_files_are_taken_and_six_are_not(signed_in: Client) -> None:
    files = [(f"photo{number}.jpg", drawn()) for number in range(6)]
    refused = sent(signed_in, *files)
    assert "Choose 5 files at most: you chose 6." in refused.content.decode()
    assert sent(signed_in, *files[:5]).status_code == 302
    assert Attachment.objects.count() == 5


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd.pdf", "passwd"),
        ("a\u202efdp.exe.pdf", "afdp.exe"),
        ("é" * 300 + ".pdf", "é" * 100),
        ("e\u0301te\u0301.pdf", "été"),
        ("🌍.pdf", "🌍"),
    ],
)
def test_odd_names_of_files_are_tidied(name: str, title: str) -> None:
    assert title_of(name) == title


@pytest.mark.parametrize(
    "name", ["../x.pdf", "CON.pdf", "a\u202eb.pdf", "x" * 200 + ".pdf", 'a;b"c.pdf']
)
def test_files_with_odd_names_are_kept_and_found_again(signed_in: Client, name: str) -> None:
    response = sent(signed_in, (name, pdf("Devis")))
    assert response.status_code == 302
    assert signed_in.get(response["Location"]).status_code == 200
    assert ".." not in SiteDocument.objects.get().file.name


def test_a_file_is_taken_away_and_another_added_when_a_note_is_changed(signed_in: Client) -> None:
    address = sent(signed_in, ("un.jpg", drawn()), ("deux.pdf", pdf("Deux")))["Location"]
    picture = Attachment.objects.get(document=None)
    edit = address.partition("#")[0] + "edit/"
    assert f'value="{picture.pk}"' in signed_in.get(edit).content.decode()
    uploads = [SimpleUploadedFile("trois.pdf", pdf("Trois"))]
    signed_in.post(
        edit,
        {"title": "T", "text": "", "version": "1", "removed": [picture.pk], "uploads": uploads},
    )
    assert sorted(row.title for row in Attachment.objects.all()) == ["deux", "trois"]
    assert not Picture.objects.exists()


def test_files_of_another_message_cannot_be_taken_away(signed_in: Client, thread: Thread) -> None:
    sent(signed_in, ("un.pdf", pdf("Un")))
    foreign = Attachment.objects.get()
    edit = f"/en/spaces/atelier/discussions/{thread.pk}/edit/"
    signed_in.post(edit, {"title": "T", "text": "B", "version": "1", "removed": [foreign.pk]})
    assert Attachment.objects.filter(pk=foreign.pk).exists()


def test_what_is_withdrawn_takes_its_files_along(signed_in: Client) -> None:
    sent(signed_in, ("un.jpg", drawn()), ("deux.pdf", pdf("Deux")))
    message = Thread.objects.get().messages.get()
    signed_in.post(f"/en/spaces/atelier/messages/{message.pk}/withdraw/")
    assert not Picture.objects.exists()
    assert not SiteDocument.objects.exists()


def test_an_archive_is_kept_as_it_is_unless_it_harms_whoever_unpacks_it(
    signed_in: Client,
) -> None:
    for name, status in {"dossier/x.txt": 302, "../../x.txt": 200}.items():
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, "x")
        assert sent(signed_in, ("tout.zip", out.getvalue())).status_code == status
    assert SiteDocument.objects.count() == 1
