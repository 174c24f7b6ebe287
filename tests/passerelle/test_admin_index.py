"""What was saved is found in the editing screens at once, by those who come across it."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from files.models import SiteDocument
from pages.models import Article, SpaceHome
from passerelle.roles import make_roles
from people.models import Person
from tests.factories import a_space, add, belonging


@pytest.fixture
def home(homes: Any) -> Page:
    """The home page of a space."""
    make_roles(list(homes))
    space = a_space()
    return SpaceHome.objects.get(space=space, locale__language_code="fr")


@pytest.fixture
def publisher(home: Any) -> Client:
    """A browser of somebody who publishes in it."""
    client = Client()
    client.force_login(belonging(home.space, "publisher"))
    return client


def found(client: Client, word: str, listing: str = "/admin/pages/search/results/") -> str:
    """What the editing screens find by a word."""
    return client.get(listing, {"q": word}).content.decode().replace(f'value="{word}"', "")


def test_a_page_is_found_as_soon_as_it_is_saved(home: Page, publisher: Client) -> None:
    page = add(home, Article, "Tontine de Kolda")
    assert "Tontine de Kolda" in found(publisher, "tontine")
    page.title = "Récolte du mil"
    page.save_revision().publish()
    assert "Récolte du mil" in found(publisher, "récolte")
    assert "Récolte du mil" not in found(publisher, "tontine")
    stranger = Client()
    stranger.force_login(belonging(a_space("autre"), "publisher"))
    assert "Récolte du mil" not in found(stranger, "récolte")
    page.delete()
    assert "Récolte du mil" not in found(publisher, "récolte")


def test_a_document_is_found_as_soon_as_it_is_kept(home: Any, publisher: Client) -> None:
    SiteDocument.objects.create(
        title="Budget du forage",
        file=ContentFile(b"text", "budget.txt"),
        collection=home.space.collection,
    )
    assert "Budget du forage" in found(publisher, "forage", "/admin/documents/results/")


def test_saving_a_page_writes_one_row_of_the_index_and_reads_no_other(home: Page) -> None:
    pages = [add(home, Article, f"Article {number}") for number in range(3)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        pages[0].save()
    on_index = [row["sql"] for row in asked.captured_queries if "indexentry" in row["sql"]]
    assert [sql for sql in on_index if "AVG(" in sql] == []
    assert 1 <= len(on_index) <= 2


@pytest.mark.parametrize(
    "address",
    [
        "images/?q=puits&ordering=file_size",
        "images/?q=puits&usage_count_min=0",
        "images/?q=puits&tag=eau",
        "images/chooser/results/?q=puits&tag=eau",
        "documents/?q=puits&usage_count_min=0",
        "documents/?q=puits&ordering=usage_count",
        "documents/chooser/results/?q=puits&tag=eau",
        "pages/?q=puits&has_child_pages=true",
        "pages/?q=puits&has_child_pages=false&ordering=latest_revision_created_at",
    ],
)
def test_a_search_among_what_a_list_was_narrowed_to_is_answered(
    administrator: Person, home: Page, client: Client, address: str
) -> None:
    client.force_login(administrator)
    assert client.get(f"/admin/{address}").status_code == 200


def test_a_search_among_files_that_are_never_used_finds_them(
    administrator: Person, client: Client
) -> None:
    SiteDocument.objects.create(title="Puits", file=ContentFile(b"x", "puits.txt"))
    client.force_login(administrator)
    few, many = (f"/admin/documents/?q=puits&usage_count_{limit}" for limit in ("max=0", "min=1"))
    assert "Puits" in client.get(few).content.decode()
    assert "Puits</" not in client.get(many).content.decode()
