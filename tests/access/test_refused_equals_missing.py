"""An address that one may not see answers exactly as one where nothing is."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from access.models import PUBLIC, AudienceRoot
from access.routing import resolve
from pages.models import Article, Home, Section
from tests.factories import add, item


@pytest.fixture
def secret(home: Home) -> str:
    """The address of an article that lies in a space; its words are nowhere else."""
    space = add(home, Section, "Espace")
    AudienceRoot.objects.create(page=space, audience="space:1")
    page = item("article", space, "Canari secret")
    return f"/fr/espace/{page.slug}/"


def masked(html: bytes) -> str:
    """A body without the address that was asked for."""
    return re.sub(r"canari-secret|rien-du-tout", "…", html.decode())


def test_a_hidden_page_and_a_missing_one_give_the_same_answer(client: Client, secret: str) -> None:
    client.get("/fr/echauffement/")
    with CaptureQueriesContext(connection) as refused_queries:
        refused = client.get(secret)
    with CaptureQueriesContext(connection) as missing_queries:
        missing = client.get("/fr/espace/rien-du-tout/")
    assert refused.status_code == missing.status_code == 404
    assert masked(refused.content) == masked(missing.content)
    assert len(refused_queries) == len(missing_queries)
    own = {"Content-Length": "", "X-Request-ID": ""}
    assert dict(refused.headers) | own == dict(missing.headers) | own
    assert "Canari" not in refused.content.decode()


def test_a_draft_and_a_missing_page_give_the_same_answer(client: Client, home: Home) -> None:
    home.add_child(instance=Article(title="Canari secret", live=False, locale=home.locale))
    refused, missing = client.get("/fr/canari-secret/"), client.get("/fr/rien-du-tout/")
    assert refused.status_code == missing.status_code == 404
    assert masked(refused.content) == masked(missing.content)


def test_the_missing_page_offers_to_sign_in_and_to_come_back(client: Client, home: Home) -> None:
    html = client.get("/fr/rien-du-tout/").content.decode()
    assert "/fr/account/login/?next=/fr/rien-du-tout/" in html


@pytest.mark.parametrize("depth", [1, 6])
def test_an_address_is_resolved_in_one_query_at_any_depth(
    home: Home, depth: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = home
    for number in range(depth):
        page = add(page, Section, f"Niveau {number}")
    path = page.url_path.removeprefix(home.url_path)
    resolve("fr", path, (PUBLIC,))
    with django_assert_num_queries(1):
        found = resolve("fr", path, (PUBLIC,))
    assert found is not None
    rows, rest = found
    assert [row.pk for row in rows][-1] == page.pk
    assert len(rows) == depth + 1
    assert rest == []


def test_what_lies_below_the_deepest_page_is_left_to_it(home: Home) -> None:
    section = add(home, Section, "Rubrique")
    found = resolve("fr", "rubrique/fichier/annexe/", (PUBLIC,))
    assert found is not None
    assert found[0][-1].pk == section.pk
    assert found[1] == ["fichier", "annexe"]


@pytest.mark.parametrize(
    "path",
    [
        "a/" * 400,
        "x" * 5000,
        "rubrique/%00/",
        "rubrique/%0d%0aSet-Cookie:x/",
        "%F0%9F%98%80/",
        "..;/",
    ],
)
def test_addresses_that_no_page_has_are_missing_and_break_nothing(
    client: Client, home: Home, path: str
) -> None:
    add(home, Section, "Rubrique")
    assert client.get(f"/fr/{path}").status_code == 404


def test_an_address_with_a_null_byte_asks_the_database_nothing(
    home: Home, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    resolve("fr", "", (PUBLIC,))
    with django_assert_num_queries(0):
        assert resolve("fr", "rubrique\0/", (PUBLIC,)) is None


@pytest.mark.parametrize(
    "address", ["/fr/not-translated/{}/", "/documents/{}/x/", "/pictures/{}-a/360.jpg"]
)
def test_numbers_beyond_those_of_the_database_are_missing(
    client: Client, home: Home, address: str
) -> None:
    assert client.get(address.format(10**30), follow=True).status_code == 404
