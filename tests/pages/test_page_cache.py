"""Whole pages are held for anonymous readers until something public changes."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from access.generation import forget_generation, public_generation
from pages.models import Article, Home, ObjectiveText, Period, Section, StrategicObjective
from passerelle.page_cache import is_public_text
from people.models import Person
from tests.factories import (
    OrganizationFactory,
    Picture,
    add,
    archived_period,
    concept,
    item,
    paragraph,
    signed_in,
)
from thesaurus.models import ConceptLabel

ADDRESS = "/fr/rubrique/titre/"
OF_THE_SERVER = 150
"""Bytes of the headers that Granian and nginx add: their names, the date, the request's number."""


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


def test_who_shows_a_token_is_answered_alone(client: Client) -> None:
    queries(client)
    headers = {"Authorization": "Bearer 12345"}
    assert len(queries(client, **headers)) > 1
    response = client.get(ADDRESS, headers=headers)
    assert "private" in response["Cache-Control"]
    assert not response.has_header("ETag")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Vary", "Cookie, Accept-Language"),
        ("Vary", "authorization"),
        ("Vary", "*"),
        ("Cache-Control", "private"),
        ("Cache-Control", "no-store"),
    ],
)
def test_what_depends_on_who_asks_is_for_nobody_else(header: str, value: str) -> None:
    assert is_public_text(HttpResponse("for all"))
    assert not is_public_text(HttpResponse("for one", headers={header: value}))


def test_what_sets_a_cookie_is_for_nobody_else() -> None:
    response = HttpResponse("for one")
    response.set_cookie("csrftoken", "x")
    assert not is_public_text(response)


def test_two_people_and_a_visitor_in_turn_get_their_own(
    client: Client, home: Home, editor: Person, contributor: Person
) -> None:
    names = {editor: "Camille Diop", contributor: "Moussa Ba"}
    for person, name in names.items():
        person.first_name, person.last_name = name.split()
        person.save()
    browsers = {signed_in(person): name for person, name in names.items()}
    for _round in range(2):
        for browser in (*browsers, client):
            page = browser.get(ADDRESS).content.decode()
            seen = {name for name in names.values() if name in page}
            assert seen == {browsers[browser]} if browser in browsers else not seen


def test_a_list_written_before_the_index_heard_is_let_go(
    client: Client,
    article: Article,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as told:
        article.title = "Autre titre"
        article.save_revision().publish()
    # Somebody asks between the change and its place in the index.
    assert "Autre titre" not in client.get("/fr/rubrique/").content.decode()
    for tell in told:
        tell()
    assert "Autre titre" in client.get("/fr/rubrique/").content.decode()


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


def test_a_repeat_visit_to_an_unchanged_page_weighs_half_a_kilobyte(client: Client) -> None:
    etag = client.get(ADDRESS)["ETag"]
    again = client.get(ADDRESS, headers={"If-None-Match": etag})
    lines = ["HTTP/1.1 304 Not Modified", *(f"{name}: {value}" for name, value in again.items())]
    assert sum(len(line) + len("\r\n") for line in lines) + OF_THE_SERVER <= 500


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
    before = public_generation()
    change()
    forget_generation()
    return public_generation() > before


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
