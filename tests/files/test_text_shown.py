"""Whoever looks after a file is told what search knows of it; others are not bothered."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from access.models import Space
from files.models import FileText, SiteDocument
from files.text.outcome import DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE, WAITING
from files.text.queue import read_waiting
from pages.models import Home
from people.models import Person
from tests.factories import a_space, belonging
from tests.files.conftest import document, pdf

SHELF = "/en/spaces/atelier/files/"


@pytest.fixture(autouse=True)
def english() -> None:
    """Sentences in the language that they are written in."""
    translation.activate("en")


@pytest.fixture
def space(home: Home) -> Space:
    """A space."""
    return a_space("atelier", "team")


def put(space: Space, state: str, name: str = "scan.pdf", text: str = "") -> SiteDocument:
    """A document on the shelf, read with this result."""
    made = SiteDocument.objects.create(
        title=name, file=ContentFile(pdf(""), name=name), collection=space.collection
    )
    FileText.objects.filter(document=made).update(state=state, text=text)
    return SiteDocument.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("state", "name", "text", "words"),
    [
        (WAITING, "note.pdf", "", "about to be read"),
        (DONE, "note.pdf", "mots", ""),
        (NO_TEXT, "note.pdf", "", "No text (scanned)"),
        (NO_TEXT, "note.odt", "", "No text:"),
        (REFUSED, "note.pdf", "", "too much of the server"),
        (TOO_LARGE, "note.pdf", "mots", "only its beginning is searched"),
        (FAILED, "note.pdf", "", "damaged or locked"),
    ],
)
def test_the_shelf_says_what_search_knows_to_those_who_manage(
    client: Client, space: Space, state: str, name: str, text: str, words: str
) -> None:
    put(space, state, name, text)
    told = FileText.objects.get().sentence
    assert words in told
    for role, is_told in (("manager", bool(words)), ("publisher", bool(words)), ("reader", False)):
        client.force_login(belonging(space, role))
        html = client.get(SHELF).content.decode()
        assert name in html
        assert (f'<p class="hint">{told}</p>' in html) == is_told


def test_remarks_cost_no_query_and_load_no_text(
    client: Client, space: Space, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(belonging(space, "manager"))

    def count() -> int:
        with django_assert_max_num_queries(60) as queries:
            assert client.get(SHELF).status_code == 200
        assert not any('"files_filetext"."text"' in query["sql"] for query in queries)
        return len(queries)

    states = (NO_TEXT, TOO_LARGE, FAILED)
    put(space, DONE, text="mots")
    count()
    few = count()
    for number in range(12):
        put(space, states[number % 3], f"note{number}.pdf", "mots")
    count()
    assert count() == few


def test_a_contributor_is_told_of_her_own_files_only(client: Client, space: Space) -> None:
    writer = belonging(space, "contributor")
    put(space, NO_TEXT)
    client.force_login(writer)
    assert "scanned" not in client.get(SHELF).content.decode()
    SiteDocument.objects.update(uploaded_by_user=writer)
    assert "scanned" in client.get(SHELF).content.decode()


def test_files_of_before_and_of_other_kinds_have_no_remark(client: Client, space: Space) -> None:
    put(space, DONE, "son.mp3")
    put(space, NO_TEXT)
    FileText.objects.all().delete()
    client.force_login(belonging(space, "manager"))
    assert 'class="hint">No text' not in client.get(SHELF).content.decode()


def test_the_editing_screen_of_a_document_says_it_too(
    client: Client, administrator: Person, home: Home
) -> None:
    made = document("scan.pdf", pdf(""))
    read_waiting.call()
    client.force_login(administrator)
    assert "scanned" in FileText.objects.get().sentence
    with translation.override("fr"):
        sentence = FileText.objects.get().sentence
    assert sentence in client.get(f"/admin/documents/edit/{made.pk}/").content.decode()
    assert client.get("/admin/documents/add/").status_code == 200
    FileText.objects.all().delete()
    assert sentence not in client.get(f"/admin/documents/edit/{made.pk}/").content.decode()
