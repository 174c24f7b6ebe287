"""The index follows audiences at once; what a reader may not see leaves no trace in her answers."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, Page

from access.actions.space import change_parts
from access.models import AudienceRoot, PageAudience, Space
from files.models import SiteDocument
from files.text.queue import read_waiting
from pages.models import Home, Section, SpaceHome
from search.indexing import index_objects
from search.models import SearchDocument, SearchWord
from search.search import search
from tests.factories import PersonFactory, a_space, belonging, item, paragraph
from tests.search.telling import hear, write_index

pytestmark = pytest.mark.usefixtures("engine")

EVERYBODY = ("public",)


@pytest.fixture
def space(home: Home) -> Space:
    """A space."""
    return a_space()


@pytest.fixture
def inside(space: Space) -> Page:
    """The French home page of the space."""
    return SpaceHome.objects.get(space=space, locale__language_code="fr")


def audiences() -> dict[int, str]:
    """The audience of each page's document."""
    rows = SearchDocument.objects.filter(kind="page").values_list("object_id", "audience")
    return dict(rows)


def same_as_pages() -> bool:
    """Whether every document of a page has the page's audience."""
    rows = dict(PageAudience.objects.values_list("page_id", "audience"))
    return all(rows.get(key, "") == audience for key, audience in audiences().items())


@pytest.mark.parametrize("act", ["root", "move", "root changes", "root goes", "raw", "no root"])
def test_documents_have_the_audience_of_their_page_before_anything_is_indexed_again(
    section: Section, space: Space, inside: Page, act: str
) -> None:
    page = item("article", section, "Un")
    item("article", inside, "Deux")
    write_index()
    if act == "root":
        AudienceRoot.objects.create(page=section, audience=space.audience)
    elif act == "move":
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=inside.pk), pos="last-child")
    elif act == "root changes":
        AudienceRoot.objects.filter(page=inside).update(audience="managers:1")
    elif act == "root goes":
        AudienceRoot.objects.filter(page=inside).delete()
    elif act == "raw":
        PageAudience.objects.filter(page=page).update(audience="space:99")
    else:
        AudienceRoot.objects.all().delete()
    assert audiences()
    assert same_as_pages()


def test_a_document_that_is_written_late_has_the_audience_of_now(section: Section) -> None:
    page = item("article", section, "Un")
    index_objects("page", [page.pk])
    SearchDocument.objects.filter(object_id=page.pk).delete()
    SearchDocument.objects.create(
        kind="page", object_id=page.pk, language="fr", type="article", group="g", path=page.path,
        title="Un", title_key="un", summary="", body="", audience="space:of-before",
    )  # fmt: skip
    assert audiences()[page.pk] == "public"


def test_a_removed_page_is_counted_by_nobody_though_the_index_has_not_heard(
    section: Section,
) -> None:
    page = item("article", section, "Puits")
    write_index()
    PageAudience.objects.filter(page=page).delete()
    assert search("puits", EVERYBODY, {}, "fr").total == 0


def suggested(text: str, held: tuple[str, ...]) -> str:
    """What is suggested to the holder of these audiences."""
    return search(text, held, {}, "fr").suggestion


def test_the_words_of_hidden_pages_do_not_stand_in_the_way_of_others(
    section: Section, inside: Page, space: Space
) -> None:
    item("article", section, "La vaccination")
    item("article", inside, "La vacinatio")  # nearer to what is typed
    write_index()
    assert suggested("vacinatio", EVERYBODY) == "vaccination"
    assert suggested("vacinatin", EVERYBODY) == "vaccination"
    assert suggested("vacinatin", (*EVERYBODY, space.audience)) == "vacinatio"


def test_words_go_with_their_documents_and_change_hands_with_them(
    section: Section, space: Space
) -> None:
    page = item("article", section, "La vaccination")
    write_index()
    assert suggested("vacination", EVERYBODY) == "vaccination"
    AudienceRoot.objects.create(page=page, audience=space.audience)
    assert suggested("vacination", EVERYBODY) == ""
    hear()
    assert suggested("vacination", (*EVERYBODY, space.audience)) == "vaccination"
    page.delete()
    hear()
    assert suggested("vacination", (*EVERYBODY, space.audience)) == ""
    write_index()
    assert not SearchWord.objects.filter(word="vaccination").exists()


def test_answers_are_those_of_a_world_without_what_is_hidden(
    client: Client, section: Section, inside: Page
) -> None:
    """Totals, facets, order and suggestions: hidden documents weigh nothing."""
    for number in range(12):
        body = "puits " * (number % 4) + "forage " * (number % 3) + "eau " * (number * 7)
        item("article", section, f"Puits {number}" if number % 5 == 0 else f"Note {number}",
             summary="Un puits." if number % 4 == 1 else "", body=paragraph(body))  # fmt: skip
    queries = ("puits", "puits forage", "note", "", "puit", "forrage")

    def answers() -> list[Any]:
        write_index()
        return [
            client.get("/fr/search/", {"q": text, "format": "json", **extra}).content
            for text in queries
            for extra in ({}, {"sort": "date"}, {"page": "2"}, {"type": "article"})
        ]

    before = answers()
    for number in range(15):
        item("article", inside, f"Puits caché {number} forrages", summary="puits " * number)
    assert answers() == before


@pytest.fixture
def document(space: Space) -> SiteDocument:
    """A file of the space, with words."""
    return SiteDocument.objects.create(
        title="Budget prévisionnel",
        file=ContentFile(b"les biodigesteurs", name="budget.txt"),
        language="fr",
        collection=space.collection.add_child(name="Comptes"),
    )


def total(client: Client, text: str) -> int:
    """How many results words have."""
    return client.get("/fr/search/", {"q": text, "format": "json"}).json()["total"]


def test_a_file_of_a_space_is_found_by_its_people_by_name_and_by_its_words(
    client: Client, space: Space, document: SiteDocument
) -> None:
    read_waiting.call()
    write_index()
    for person in (None, PersonFactory(), belonging(space, "reader")):
        if person:
            client.force_login(person)
        found = 1 if person and person.groups.exists() else 0
        assert (total(client, "budget"), total(client, "biodigesteur")) == (found, found)
    hit = client.get("/fr/search/?q=budget&format=json").json()["hits"][0]
    assert hit["title"] == "Budget prévisionnel"
    assert hit["url"].endswith(document.url)


def test_a_public_file_is_found_by_the_page_that_gives_it_only(home: Home) -> None:
    SiteDocument.objects.create(title="Guide", file=ContentFile(b"x", name="guide.txt"))
    write_index()
    assert search("guide", EVERYBODY, {}, "fr").total == 0


@pytest.mark.parametrize("way", ["save", "update", "move", "root"])
def test_who_finds_a_file_follows_its_collection_at_once(
    space: Space, document: SiteDocument, way: str
) -> None:
    other = a_space("autre")
    write_index()
    if way == "save":
        document.collection = other.collection
        document.save()
    elif way == "update":
        SiteDocument.objects.update(collection=other.collection)
    elif way == "move":
        shelf = Collection.objects.get(pk=document.collection_id)
        shelf.move(Collection.objects.get(pk=other.collection.pk), "sorted-child")
    else:
        space.collection.audience_root.audience = other.audience
        space.collection.audience_root.save()
    assert SearchDocument.objects.get(kind="document").audience == other.audience
    hear()
    assert search("budget", (space.audience,), {}, "fr").total == 0
    assert search("budget", (other.audience,), {}, "fr").total == 1


def test_files_that_become_public_leave_the_index(document: SiteDocument) -> None:
    write_index()
    SiteDocument.objects.update(collection=Collection.get_first_root_node())
    hear()
    assert not SearchDocument.objects.filter(kind="document").exists()


def test_files_are_found_by_nobody_while_the_part_is_off(
    space: Space, document: SiteDocument
) -> None:
    write_index()
    for parts, found in ((["notes"], 0), (["notes", "files"], 1)):
        change_parts(space, parts, actor=None)
        hear()
        assert search("budget", (space.audience,), {}, "fr").total == found


def test_files_are_not_shown_before_the_index_has_heard_that_they_are_off(
    client: Client, space: Space, document: SiteDocument
) -> None:
    write_index()
    client.force_login(belonging(space, "reader"))
    assert "Budget" in client.get("/fr/search/?q=budget").content.decode()
    change_parts(space, ["notes"], actor=None)
    for address in ("/fr/search/?q=budget", "/fr/search/suggest?q=budget"):
        assert "Budget" not in client.get(address).content.decode()


def test_a_removed_file_is_found_no_more(space: Space, document: SiteDocument) -> None:
    write_index()
    document.delete()
    hear()
    assert search("budget", (space.audience,), {}, "fr").total == 0
