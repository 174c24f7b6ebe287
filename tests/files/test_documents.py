"""Files are sent under their own name, safely, and keep their address when replaced."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from files.models import SiteDocument
from files.text.queue import read_waiting
from pages.models import Home, Section
from search.indexing import reindex
from search.outbox import drain_outbox
from tests.factories import add, item
from tests.files.conftest import MAKERS, document, pdf


def body(client: Client, address: str) -> bytes:
    """What is sent at an address."""
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("note.pdf", "inline"),
        ("note.txt", "inline"),
        ("note.docx", "attachment"),
        ("page.html", "attachment"),
        ("dessin.svg", "attachment"),
        ("sans-extension", "attachment"),
    ],
)
def test_a_file_is_shown_or_taken_away_as_its_kind_asks(
    client: Client, db: None, name: str, disposition: str
) -> None:
    response = client.get(document(name, b"<script>alert(1)</script>").url)
    assert response["Content-Disposition"].startswith(f"{disposition}; filename*=UTF-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert not response.cookies


def test_the_name_of_a_file_cannot_break_its_header(client: Client, db: None) -> None:
    made = document("note.pdf", b"x")
    name = 'public/documents/é"\u202efdp;x.pdf'
    Path(made.file.storage.path(name)).write_bytes(b"x")
    SiteDocument.objects.filter(pk=made.pk).update(file=name)
    header = client.get(made.url)["Content-Disposition"]
    assert header == "inline; filename*=UTF-8''%C3%A9%22%E2%80%AEfdp%3Bx.pdf"


def test_a_lost_or_unknown_file_is_missing(client: Client, home: Home) -> None:
    made = document("note.pdf", b"x")
    address = made.url
    Path(made.file.path).unlink()
    assert client.get(address, follow=True).status_code == 404
    assert client.get("/documents/99999/note.pdf", follow=True).status_code == 404


def test_a_resource_gives_its_file_at_an_address_that_outlives_the_file(
    client: Client, home: Home
) -> None:
    section = add(home, Section, "Ressources")
    resource = item("resource", section, "Guide", file=document("un.pdf", b"first"))
    address = "/fr/ressources/guide/file/"
    assert f'href="{address}"' in client.get("/fr/ressources/guide/").content.decode()
    assert body(client, address) == b"first"
    resource.file = document("deux.pdf", b"second")
    resource.save_revision().publish()
    assert body(client, address) == b"second"


def test_a_resource_without_a_file_and_other_addresses_below_it_are_missing(
    client: Client, home: Home
) -> None:
    item("resource", home, "Lien")
    item("resource", home, "Guide", file=document("un.pdf", b"x"))
    for address in ("/fr/lien/file/", "/fr/guide/files/", "/fr/guide/file/more/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("kind", list(MAKERS))
def test_a_resource_is_found_by_the_words_of_its_file(
    client: Client, home: Home, kind: str
) -> None:
    item(
        "resource", home, "Guide", file=document(f"note.{kind}", MAKERS[kind]("Les biodigesteurs"))
    )
    item("resource", home, "Autre")
    read_waiting.call()
    reindex()
    answer = client.get("/fr/search/?q=biodigesteur&format=json").json()
    assert [hit["title"] for hit in answer["hits"]] == ["Guide"]
    assert "biodigesteurs" in answer["hits"][0]["excerpt"]


def test_a_replaced_file_is_found_by_its_new_words(client: Client, home: Home) -> None:
    made = document("note.pdf", pdf("ancien biogaz"))
    item("resource", home, "Guide", file=made)
    read_waiting.call()
    reindex()
    made.file = ContentFile(pdf("nouveau compost"), name="note.pdf")
    made.save()
    drain_outbox.func()
    read_waiting.call()
    drain_outbox.func()

    def total(word: str) -> int:
        return client.get(f"/fr/search/?q={word}&format=json").json()["total"]

    assert (total("compost"), total("biogaz")) == (1, 0)
