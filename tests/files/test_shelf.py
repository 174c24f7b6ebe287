"""The shelf of a space: its people see its files, contributors add some and keep their own."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.images.tests.utils import get_test_image_file

from access.actions.space import change_parts
from access.models import Space
from files.models import Picture, SiteDocument
from pages.models import Home
from people.models import Person
from tests.factories import PersonFactory, a_space, belonging
from tests.files.conftest import pdf

SHELF = "/fr/spaces/atelier/files/"


@pytest.fixture
def space(home: Home) -> Space:
    """A space."""
    return a_space("atelier", "team")


@pytest.fixture
def writer(space: Space, client: Client) -> Person:
    """A contributor, signed in."""
    person = belonging(space, "contributor")
    client.force_login(person)
    return person


def put(space: Space, title: str = "Budget", person: Person | None = None) -> SiteDocument:
    """A document on the shelf."""
    return SiteDocument.objects.create(
        title=title,
        file=ContentFile(pdf("x"), name="budget.pdf"),
        file_size=2000,
        language="fr",
        collection=space.collection,
        uploaded_by_user=person,
    )


def png(name: str = "puits.png") -> SimpleUploadedFile:
    """A picture as a browser sends it."""
    return SimpleUploadedFile(name, get_test_image_file(size=(40, 30)).file.getvalue())


def sent(client: Client, *files: SimpleUploadedFile) -> Any:
    """The answer to adding files."""
    return client.post(SHELF, {"uploads": list(files)})


@pytest.mark.parametrize("who", ["anonymous", "outsider", "reader", "contributor", "manager"])
def test_only_its_people_see_the_shelf_and_only_contributors_its_form(
    client: Client, space: Space, who: str
) -> None:
    put(space)
    if who == "outsider":
        client.force_login(PersonFactory())
    elif who != "anonymous":
        client.force_login(belonging(space, who))
    inside = who not in ("anonymous", "outsider")
    answer = client.get(SHELF)
    assert answer.status_code == (200 if inside else 404)
    assert ("Budget" in answer.content.decode()) == inside
    assert ('type="file"' in answer.content.decode()) == (who in ("contributor", "manager"))
    answer = sent(client, png())
    assert answer.status_code == (302 if who in ("contributor", "manager") else 404)
    assert Picture.objects.count() == (who in ("contributor", "manager"))
    if inside:
        assert "no-store" in client.get(SHELF)["Cache-Control"]
        assert f'href="{SHELF}"' in client.get("/fr/spaces/atelier/").content.decode()


def test_a_part_that_is_off_has_no_address_and_no_tab(client: Client, space: Space) -> None:
    client.force_login(belonging(space, "manager"))
    change_parts(space, ["notes"], actor=None)
    assert client.get(SHELF).status_code == 404
    assert SHELF not in client.get("/fr/spaces/atelier/").content.decode()


def test_files_are_kept_with_what_is_known_of_them(
    client: Client, space: Space, writer: Person
) -> None:
    answer = sent(client, png(), SimpleUploadedFile("Compte rendu.pdf", pdf("decisions")))
    assert answer.url == SHELF
    picture, document = Picture.objects.get(), SiteDocument.objects.get()
    assert (picture.title, document.title) == ("puits", "Compte rendu")
    assert picture.collection == document.collection == space.collection
    assert picture.uploaded_by_user == document.uploaded_by_user == writer
    assert document.file_text.state == "waiting"
    assert document.file_size > 0
    assert document.file_hash
    assert picture.file.name.startswith("private/")
    html = client.get(SHELF).content.decode()
    assert html.count("<li><h2>") == 2
    assert f'href="{document.url}"' in html
    assert client.get(document.url).status_code == 200


def test_the_shelf_shows_format_weight_language_day_and_person(
    client: Client, space: Space, writer: Person
) -> None:
    put(space, person=writer)
    html = client.get("/en/spaces/atelier/files/").content.decode()
    for word in ("PDF", "KB", "French", str(writer)):
        assert word in html


def test_one_searches_the_shelf_by_name(client: Client, space: Space, writer: Person) -> None:
    put(space, "Budget 2026")
    put(space, "Statuts")
    assert client.get(SHELF, {"q": "budget"}).content.decode().count("<li><h2>") == 1
    for odd in ("%", "_", "\0", "'", "x" * 5000):
        assert client.get(SHELF, {"q": odd, "page": "-1"}).status_code == 200


def test_the_files_of_other_spaces_are_not_on_the_shelf(
    client: Client, space: Space, writer: Person
) -> None:
    put(a_space("autre"), "Secret")
    assert "Secret" not in client.get(SHELF).content.decode()


def test_a_refused_file_stops_no_other_and_is_named_in_a_sentence(
    client: Client, writer: Person
) -> None:
    answer = sent(client, SimpleUploadedFile("vide.pdf", b"x"), png())
    assert answer.status_code == 400
    assert Picture.objects.count() == 1
    assert not SiteDocument.objects.exists()
    html = answer.content.decode()
    assert "vide.pdf" in html.split('class="errors"')[1].split("</div>")[0]
    assert "puits" in html


def test_nothing_chosen_is_said(client: Client, writer: Person) -> None:
    assert sent(client).status_code == 400


def test_twenty_files_at_most_come_at_once(client: Client, writer: Person) -> None:
    answer = sent(client, *(png(f"{number}.png") for number in range(22)))
    assert answer.status_code == 400
    assert Picture.objects.count() == 20


@pytest.mark.parametrize(
    ("role", "own", "allowed"),
    [
        ("reader", False, False),
        ("contributor", True, True),
        ("contributor", False, False),
        ("publisher", False, True),
        ("manager", False, True),
    ],
)
def test_one_changes_and_removes_ones_own_files_and_publishers_any(
    client: Client, space: Space, role: str, own: bool, allowed: bool
) -> None:
    person = belonging(space, role)
    document = put(space, person=person if own else None)
    client.force_login(person)
    address = f"{SHELF}document/{document.pk}/"
    assert (address in client.get(SHELF).content.decode()) == allowed
    assert client.get(address).status_code == (200 if allowed else 404)
    changed = client.post(address, {"title": "Budget final", "language": "en"})
    assert changed.status_code == (302 if allowed else 404)
    document.refresh_from_db()
    assert document.title == ("Budget final" if allowed else "Budget")
    assert client.get(f"{address}remove/").status_code == (200 if allowed else 404)
    assert SiteDocument.objects.exists()
    assert client.post(f"{address}remove/").status_code == (302 if allowed else 404)
    assert SiteDocument.objects.exists() != allowed


def test_a_reader_no_longer_changes_what_she_added_as_a_contributor(
    client: Client, space: Space
) -> None:
    reader = belonging(space, "reader")
    document = put(space, person=reader)
    client.force_login(reader)
    assert client.get(f"{SHELF}document/{document.pk}/").status_code == 404


def test_a_file_of_another_space_is_not_changed_by_the_address_of_this_one(
    client: Client, space: Space
) -> None:
    client.force_login(belonging(space, "manager"))
    other = put(a_space("autre"))
    for kind in ("document", "picture", "page"):
        for rest in ("", "remove/"):
            assert client.post(f"{SHELF}{kind}/{other.pk}/{rest}").status_code == 404
    assert SiteDocument.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("title", ["", "   ", "\u200b\u200b", "x" * 300, "a\0b"])
def test_a_bad_name_is_refused_and_what_was_typed_is_kept(
    client: Client, space: Space, writer: Person, title: str
) -> None:
    document = put(space, person=writer)
    answer = client.post(f"{SHELF}document/{document.pk}/", {"title": title, "language": "fr"})
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()
    document.refresh_from_db()
    assert document.title == "Budget"


def test_nothing_is_added_to_a_space_that_is_read_only(
    client: Client, space: Space, writer: Person
) -> None:
    space.status = Space.Status.READ_ONLY
    space.save()
    assert client.get(SHELF).status_code == 200
    assert sent(client, png()).status_code == 404
    assert not Picture.objects.exists()


def test_a_long_shelf_costs_no_more_queries_than_a_short_one(
    client: Client,
    space: Space,
    writer: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def count() -> int:
        with django_assert_max_num_queries(60) as queries:
            assert client.get(SHELF).status_code == 200
        return len(queries)

    put(space, person=writer)
    count()
    few = count()
    for number in range(25):
        put(space, f"Fichier {number}", PersonFactory())
    count()
    assert count() == few
    assert len(client.get(SHELF).content) < 40_000


Maker = Callable[[], bytes]


def truncated() -> bytes:
    """A JPEG that stops in the middle."""
    out = io.BytesIO()
    from PIL import Image

    Image.effect_noise((300, 300), 80).save(out, "JPEG")
    return out.getvalue()[:4000]


def tiff() -> bytes:
    """A TIFF."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "TIFF")
    return out.getvalue()


def enormous() -> bytes:
    """The head of a PNG that claims fifty thousand pixels each way."""
    import struct
    import zlib

    head = b"IHDR" + struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.pdf", b""),
        ("vide.png", b""),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("page.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("page.csv", b"\xef\xbb\xbf <SCRIPT>x</SCRIPT>"),
        ("binaire.txt", b"a\0b"),
        ("texte.docx", b"%PDF-1.7"),
        ("texte.zip", b"not an archive"),
        ("son.mp3", b"MZ"),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("programme.exe", b"MZ"),
        ("sans-suffixe", b"x"),
        ("html.jpg", b"<html></html>"),
        ("coupee.jpg", truncated()),
        ("tiff.jpg", tiff()),
        ("enorme.png", enormous()),
        ("polyglotte.gif", b"GIF89a=1;alert(1)"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence_and_nothing_is_kept(
    client: Client, writer: Person, name: str, content: bytes
) -> None:
    answer = sent(client, SimpleUploadedFile(name, content))
    assert answer.status_code == 400
    assert name in answer.content.decode().split('class="errors"')[1].split("</div>")[0]
    assert not Picture.objects.exists()
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "n" * 300 + ".pdf",
        "é" * 150 + ".pdf",
        "fdp\u202eexe.pdf",
        "../../note.pdf",
        "CON.pdf",
        "a\nb.pdf",
        "😀.pdf",
    ],
)
def test_an_odd_name_is_cleaned_and_the_file_is_kept(
    client: Client, writer: Person, name: str
) -> None:
    assert sent(client, SimpleUploadedFile(name, pdf("x"))).status_code == 302
    document = SiteDocument.objects.get()
    assert document.title
    assert document.title.isprintable()
    assert document.filename.endswith(".pdf")
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].isascii()


def test_a_pdf_of_very_many_pages_is_kept_and_its_text_is_limited(
    client: Client, writer: Person
) -> None:
    from pypdf import PdfWriter

    book = PdfWriter()
    for _page in range(2000):
        book.add_blank_page(10, 10)
    out = io.BytesIO()
    book.write(out)
    assert sent(client, SimpleUploadedFile("long.pdf", out.getvalue())).status_code == 302
