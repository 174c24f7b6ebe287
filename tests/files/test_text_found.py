"""A document is found by its words, by those who may have it and by nobody else."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Collection

from access.models import Space
from files.actions.store import store
from files.models import FileText, SiteDocument
from files.text.outcome import DONE
from files.text.queue import read_waiting
from pages.file_source import FileSource
from pages.models import Home
from search.indexing import reindex
from search.outbox import drain_outbox
from search.search import search
from tests.factories import PersonFactory, a_space, belonging, item
from tests.files.conftest import document, docx, pdf, plain, replace

pytestmark = pytest.mark.django_db


@pytest.fixture
def space(home: Home) -> Space:
    """A space that only its people know of."""
    return a_space("atelier", "secret")


def kept(space: Space, name: str, content: bytes) -> SiteDocument:
    """A file that a contributor sends."""
    made = store(SimpleUploadedFile(name, content), space.collection, belonging(space, "manager"))
    assert isinstance(made, SiteDocument)
    return made


def total(word: str, *audiences: str) -> int:
    """How many results a word has for the holder of these audiences."""
    return search(word, ("public", *audiences), {}, "fr").total


def test_the_text_of_a_private_file_is_found_by_its_audience_only(
    client: Client,
    space: Space,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        kept(space, "note.docx", docx("Un biodigesteur à Kaya"))
    for person, number in (
        (None, 0),
        (PersonFactory(), 0),
        (belonging(a_space("autre"), "manager"), 0),
        (belonging(space, "reader"), 1),
    ):
        if person:
            client.force_login(person)
        answer = client.get("/fr/search/?q=biodigesteurs&format=json").json()
        assert answer["total"] == number
        assert ("Kaya" in str(answer)) == bool(number)
    html = client.get("/fr/search/?q=biodigesteurs").content.decode()
    assert "Un <mark>biodigesteur</mark> à Kaya" in html


def test_the_text_follows_the_collection_of_its_file(space: Space) -> None:
    made = kept(space, "note.txt", plain("le biodigesteur"))
    read_waiting.call()
    drain_outbox.call()
    other = a_space("autre")
    assert (total("biodigesteur", space.audience), total("biodigesteur", other.audience)) == (1, 0)
    SiteDocument.objects.filter(pk=made.pk).update(collection=other.collection)
    assert (total("biodigesteur", space.audience), total("biodigesteur", other.audience)) == (0, 1)
    assert FileText.objects.get().state == DONE


def test_the_words_of_a_replaced_private_file_are_found_by_nobody(space: Space) -> None:
    made = kept(space, "note.txt", plain("le biodigesteur"))
    read_waiting.call()
    drain_outbox.call()
    replace(made, plain("un puits"))
    drain_outbox.call()
    assert total("biodigesteur", space.audience) == total("puits", space.audience) == 0
    read_waiting.call()
    drain_outbox.call()
    assert (total("biodigesteur", space.audience), total("puits", space.audience)) == (0, 1)


def test_a_public_resource_is_found_by_its_file_once_that_is_read(home: Home) -> None:
    made = document("note.pdf", pdf("biodigesteurs"))
    assert made.collection == Collection.get_first_root_node()
    item("resource", home, "Guide", file=made)
    reindex()
    assert total("biodigesteur") == 0
    read_waiting.call()
    drain_outbox.call()
    assert total("biodigesteur") == 1


def test_indexing_files_costs_as_many_queries_whatever_their_number(
    space: Space, django_assert_num_queries: Any
) -> None:
    keys = [kept(space, f"note{n}.txt", plain(f"texte {n}")).pk for n in range(12)]
    for some in (keys[:2], keys):
        with django_assert_num_queries(2):
            assert len(list(FileSource().entries(some))) == len(some)
