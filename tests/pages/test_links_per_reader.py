"""A text links to what its reader may see: a public page names nothing private to others."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from access.models import Space
from access.reader import Reader, current_reader, written_for
from files.models import FileText, Picture, SiteDocument
from files.pictures import picture_address
from pages.models import Article, Home, Section, SpaceHome
from pages.models.event import SeminarMaterial
from search.indexing import reindex
from tests.factories import a_space, add, belonging, item


@pytest.fixture
def space(home: Home) -> Space:
    """A space that only its people know of."""
    return a_space("atelier", "secret")


@pytest.fixture
def secret(space: Space) -> dict[str, Any]:
    """A page, a document and a picture of the space."""
    inside = SpaceHome.objects.get(space=space, locale__language_code="fr")
    return {
        "page": add(inside, Article, "Note intime"),
        "document": SiteDocument.objects.create(
            title="Budget intime",
            file=ContentFile(b"x", name="budget-intime.pdf"),
            collection=space.collection,
        ),
        "picture": Picture.objects.create(
            title="Visage", file=get_test_image_file(), collection=space.collection
        ),
    }


def text(secret: dict[str, Any]) -> str:
    """A paragraph that links to the page and the document."""
    return (
        f'<p><a linktype="page" id="{secret["page"].pk}">ici</a>'
        f' <a linktype="document" id="{secret["document"].pk}">là</a></p>'
    )


def body(secret: dict[str, Any]) -> list[dict[str, Any]]:
    """A stream with links, a file and a picture."""
    return [
        {"type": "paragraph", "value": text(secret)},
        {"type": "file", "value": secret["document"].pk},
        {"type": "picture", "value": {"picture": secret["picture"].pk, "alt": "Un puits"}},
    ]


def told(html: str, secret: dict[str, Any]) -> list[str]:
    """Which of the secrets a page tells of."""
    marks = {
        "page": f'/{secret["page"].slug}/"',
        "document": f"/documents/{secret['document'].pk}/",
        "title": "Budget intime",
        "picture": f"/pictures/{secret['picture'].pk}-",
        "alt": 'alt="Un puits"',
    }
    return [name for name, mark in marks.items() if mark in html]


def test_a_public_page_names_what_is_private_to_those_only_who_may_see_it(
    client: Client, home: Home, space: Space, secret: dict[str, Any]
) -> None:
    add(home, Article, "Public", body=body(secret), picture=secret["picture"])
    anonymous = client.get("/fr/public/").content.decode()
    assert told(anonymous, secret) == []
    assert "ici" in anonymous
    assert "og:image" not in anonymous
    client.force_login(belonging(space, "reader"))
    assert len(told(client.get("/fr/public/").content.decode(), secret)) == 5
    client.logout()
    assert told(client.get("/fr/public/").content.decode(), secret) == []


def test_pages_of_a_space_link_to_each_other(
    client: Client, space: Space, secret: dict[str, Any]
) -> None:
    inside = SpaceHome.objects.get(space=space, locale__language_code="fr")
    add(inside, Article, "Autre note", body=body(secret))
    client.force_login(belonging(space, "reader"))
    address = "/fr/spaces/atelier/autre-note/"
    assert len(told(client.get(address).content.decode(), secret)) == 5


def test_without_a_reader_all_is_written_for_everybody(secret: dict[str, Any]) -> None:
    assert expand_db_html(text(secret)) == "<p><a>ici</a> <a>là</a></p>"
    with written_for(Reader(audiences=("public", secret["page"].audience_row.audience))):
        assert expand_db_html(text(secret)).count('href="') == 2
    assert current_reader().audiences == ("public",)


def test_a_public_resource_does_not_name_its_private_file_nor_is_found_by_its_words(
    client: Client, home: Home, space: Space, secret: dict[str, Any]
) -> None:
    FileText.objects.filter(document=secret["document"]).update(text="biodigesteur")
    secret["document"].refresh_from_db()
    item("resource", home, "Guide", file=secret["document"])
    html = client.get("/fr/guide/").content.decode()
    assert told(html, secret) == []
    assert "/fr/guide/file/" not in html
    assert client.get("/fr/guide/file/").status_code == 404
    reindex()
    assert client.get("/fr/search/?q=biodigesteur&format=json").json()["total"] == 0
    client.force_login(belonging(space, "reader"))
    assert "/fr/guide/file/" in client.get("/fr/guide/").content.decode()
    assert client.get("/fr/guide/file/").status_code == 200


def test_private_materials_of_a_public_event_are_for_those_who_may_have_them(
    client: Client, home: Home, space: Space, secret: dict[str, Any]
) -> None:
    seminar = item("seminar", home, "Séminaire")
    SeminarMaterial.objects.create(
        page=seminar, document=secret["document"], title="Diaporama", locale=seminar.locale
    )
    SeminarMaterial.objects.create(page=seminar, target=secret["page"], locale=seminar.locale)
    html = client.get("/fr/seminaire/").content.decode()
    assert told(html, secret) == []
    assert "Diaporama" not in html
    assert "Note intime" not in html
    client.force_login(belonging(space, "reader"))
    html = client.get("/fr/seminaire/").content.decode()
    assert "Diaporama" in html
    assert "Note intime" in html


def test_links_and_pictures_cost_no_query_each(
    client: Client,
    home: Home,
    space: Space,
    secret: dict[str, Any],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    section = add(home, Section, "Rubrique")
    one = add(section, Article, "Une", body=body(secret)[:1])
    links = text(secret) * 20
    twenty = add(section, Article, "Vingt", body=[{"type": "paragraph", "value": links}])
    client.force_login(belonging(space, "reader"))

    def count(page: Page) -> int:
        with django_assert_max_num_queries(60) as queries:
            client.get(f"/fr/rubrique/{page.slug}/")
        return len(queries)

    count(one)
    assert count(twenty) == count(one)


def test_a_picture_address_of_a_private_picture_is_not_even_in_structured_data(
    client: Client, home: Home, secret: dict[str, Any]
) -> None:
    add(home, Article, "Public", picture=secret["picture"])
    html = client.get("/fr/public/").content.decode()
    assert picture_address(secret["picture"], 720, "jpg") not in html
