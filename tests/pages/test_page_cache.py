"""Whole pages are held for anonymous readers until something public changes."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from access.generation import current_generation, forget_generation
from pages.models import Article, Home, ObjectiveText, Period, Section, StrategicObjective
from people.models import Person
from tests.factories import (
    OrganizationFactory,
    Picture,
    add,
    archived_period,
    concept,
    item,
    paragraph,
)
from thesaurus.models import ConceptLabel

ADDRESS = "/fr/rubrique/titre/"


@pytest.fixture(autouse=True)
def article(home: Home) -> Article:
    """A long article in a section."""
    return item("article", add(home, Section, "Rubrique"), "Titre", body=paragraph("Texte. " * 99))


def queries(client: Client, address: str = ADDRESS, **headers: str) -> list[str]:
    """The SQL that answering an address takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200
    return [query["sql"] for query in captured]


def test_the_second_reader_costs_one_question_about_the_generation(client: Client) -> None:
    assert len(queries(client)) > 1
    again = queries(Client())
    assert len(again) == 1
    assert "access_generation" in again[0]


def test_another_readers_cookies_and_unknown_query_names_do_not_split_the_cache(
    client: Client,
) -> None:
    queries(client)
    client.cookies["_ga"] = "GA1.2.3"
    client.cookies["csrftoken"] = "x" * 32
    client.cookies["django_language"] = "en"
    assert len(queries(client)) == 1
    assert len(queries(client, f"{ADDRESS}?utm_source=letter&fbclid=1")) == 1
    assert len(queries(client, **{"Accept-Language": "en", "User-Agent": "x"})) == 1


def test_known_query_names_are_pages_of_their_own(client: Client) -> None:
    queries(client, "/fr/rubrique/")
    assert len(queries(client, "/fr/rubrique/?theme=water")) > 1
    assert len(queries(client, "/fr/rubrique/?theme=water&theme=health")) > 1
    assert len(queries(client, "/fr/rubrique/?theme=water")) == 1


def test_a_session_is_never_answered_from_the_cache_nor_held(
    client: Client, editor: Person
) -> None:
    queries(client)
    Person.objects.filter(pk=editor.pk).update(first_name="Camille", last_name="Diop")
    signed_in = Client()
    signed_in.force_login(editor)
    response = signed_in.get(ADDRESS)
    assert "Camille Diop" in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert not response.has_header("ETag")
    assert "Camille Diop" not in Client().get(ADDRESS).content.decode()


def test_public_pages_set_no_cookie_and_do_not_vary_on_cookies(client: Client) -> None:
    for address in (ADDRESS, "/fr/", "/fr/rubrique/", "/fr/search/?q=titre", "/fr/rien/", ADDRESS):
        response = client.get(address)
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address
        assert "csrf" not in response.content.decode().lower(), address
    assert "public" in response["Cache-Control"]


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client) -> None:
    etag = client.get(ADDRESS)["ETag"]
    again = client.get(ADDRESS, headers={"If-None-Match": f'"other", {etag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(ADDRESS, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("gzip, br;q=0", "gzip", gzip.decompress),
    ],
)
def test_pages_are_sent_as_the_browser_reads_them(
    client: Client, accepted: str, encoding: str | None, read: Callable[[bytes], bytes]
) -> None:
    plain = client.get(ADDRESS).content
    response = client.get(ADDRESS, headers={"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == encoding
    assert read(response.content) == plain
    assert "Accept-Encoding" in response["Vary"]


def test_a_head_request_gives_headers_and_leaves_the_page_whole(client: Client) -> None:
    head = client.head(ADDRESS)
    assert head.status_code == 200
    assert head.content == b""
    assert b"<h1>Titre</h1>" in client.get(ADDRESS).content
    assert head["ETag"] == client.get(ADDRESS)["ETag"]


def test_light_mode_has_pages_of_its_own(client: Client) -> None:
    plain = client.get(ADDRESS).content
    light = Client()
    light.cookies["light"] = "1"
    saving = client.get(ADDRESS, headers={"Save-Data": "on"})
    assert light.get(ADDRESS).content == saving.content != plain
    assert client.get(ADDRESS).content == plain
    assert "Save-Data" in saving["Vary"]


def test_a_missing_page_is_not_held(client: Client) -> None:
    assert client.get("/fr/rubrique/bientot/").status_code == 404
    article = Article.objects.get()
    article.slug = "bientot"
    Page.objects.filter(pk=article.pk).update(
        slug="bientot", url_path=article.url_path.replace("titre", "bientot")
    )
    assert client.get("/fr/rubrique/bientot/").status_code == 200


def test_a_post_is_neither_answered_from_the_cache_nor_held(client: Client) -> None:
    client.post(ADDRESS)
    assert len(queries(client)) > 1
    with CaptureQueriesContext(connection) as captured:
        assert not client.post(ADDRESS).has_header("ETag")
    assert len(captured) > 1


def test_a_host_that_is_not_ours_is_refused_and_not_held(client: Client) -> None:
    assert client.get(ADDRESS, headers={"Host": "evil.example"}).status_code == 400


def raises(change: Callable[[], object]) -> bool:
    """Whether a change raises the generation."""
    forget_generation()
    before = current_generation()
    change()
    forget_generation()
    return current_generation() > before


def test_every_public_change_raises_the_generation(article: Article, home: Home) -> None:
    organization = OrganizationFactory()
    theme = concept("water", "eau", "water")
    objective = StrategicObjective.objects.create(code="os1", period=archived_period())
    picture = Picture.objects.create(title="Puits", file=get_test_image_file())
    label = ConceptLabel.objects.get(concept=theme, language="fr")
    other = add(home, Section, "Ailleurs")
    federation, health = OrganizationFactory(), concept("health", "santé", "health")
    changes: dict[str, Callable[[], object]] = {
        "publish": lambda: article.save_revision().publish(),
        "menu": lambda: setattr(home, "show_in_menus", True) or home.save_revision().publish(),
        "rename": lambda: setattr(article, "slug", "x") or article.save_revision().publish(),
        "move": lambda: Page.objects.get(pk=article.pk).move(other, pos="last-child"),
        "unpublish": lambda: Page.objects.get(pk=article.pk).specific.unpublish(),  # noqa: PLW0108 - read when called
        "delete": lambda: Page.objects.get(pk=article.pk).specific.delete(),  # noqa: PLW0108 - read when called
        "organisation": organization.save,
        "its sectors": lambda: organization.sectors.add(theme),
        "its parents": lambda: organization.parents.add(federation),
        "its description": organization.texts.get(language="fr").save,
        "theme": theme.save,
        "label": label.save,
        "related themes": lambda: theme.related.add(health),
        "picture": picture.save,
        "objective": objective.save,
        "objective's text": ObjectiveText(
            objective=objective, language="fr", title="Objectif"
        ).save,
        "period": Period.objects.get().save,
        "label gone": label.delete,
    }
    assert [name for name, change in changes.items() if not raises(change)] == []


def test_a_draft_raises_nothing(article: Article) -> None:
    assert not raises(article.save_revision)
    assert not raises(lambda: Person.objects.create_user("a@example.org"))
