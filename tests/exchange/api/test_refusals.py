"""What the API refuses: what one may not see, what it does not understand, and all writing."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from access.models import AudienceRoot
from files.models import Picture, SiteDocument
from pages.models import Home, Section
from people.models import Person
from tests.exchange.api.conftest import Ask
from tests.factories import PersonFactory, a_space, add, belonging, item, translate

NOUNS = ("pages", "documents", "images")


@pytest.fixture
def hidden(home: Home, english: Home) -> Any:
    """A page of a space, whose translation is public by mistake."""
    space = add(home, Section, "Espace canari")
    AudienceRoot.objects.create(page=space, audience="space:1")
    return item("article", space, "Canari secret", summary="canari")


def test_a_page_of_a_space_is_neither_listed_nor_counted_nor_found(
    ask: Ask, client: Client, home: Home, hidden: Any
) -> None:
    answer = client.get("/api/v2/pages/?limit=100")
    assert "anari" not in answer.content.decode()
    assert answer.json()["meta"]["total_count"] == len(answer.json()["items"]) == 2
    for narrowed in ("type=article", f"slug={hidden.slug}", "language=fr&type=article"):
        empty = client.get(f"/api/v2/pages/?{narrowed}").json()
        assert empty == {"meta": {"total_count": 0}, "items": []}


def test_a_list_is_byte_for_byte_what_it_was_before_the_page_of_a_space_was_there(
    client: Client, home: Home
) -> None:
    before = client.get("/api/v2/pages/")
    space = add(home, Section, "Espace canari")
    AudienceRoot.objects.create(page=space, audience="space:1")
    item("article", space, "Canari secret")
    after = client.get("/api/v2/pages/")
    assert (before.content, before["ETag"]) == (after.content, after["ETag"])


def test_a_page_does_not_link_to_a_translation_that_may_not_be_seen(
    ask: Ask, english: Home, hidden: Any
) -> None:
    public = translate(hidden, english, "Public twin")
    assert ask(f"v2/pages/{public.pk}/")["translations"] == []
    assert ask("v2/pages/", slug="public-twin")["items"][0]["translations"] == []


def test_what_may_not_be_seen_answers_exactly_as_what_does_not_exist(
    client: Client, home: Home, hidden: Any
) -> None:
    draft = item("article", home, "Brouillon canari")
    Page.objects.filter(pk=draft.pk).update(live=False)
    answers = []
    for key in (999_999, hidden.pk, draft.pk, 10**30):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(
                f"/api/v2/pages/{key}/", headers={"If-None-Match": "*", "Accept": "text/html"}
            )
        is_number = key < 10**18
        answers.append(
            (
                response.status_code,
                response.content,
                {**response.headers, "X-Request-ID": ""},
                [query["sql"].replace(str(key), "…") for query in queries] if is_number else None,
            )
        )
    assert answers[0][0] == 404
    assert answers[0] == answers[1] == answers[2]
    assert answers[3][:3] == answers[0][:3]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_missing_object_is_a_problem_in_a_sentence(client: Client, home: Home, noun: str) -> None:
    for address in (f"v2/{noun}/999999/", f"v2/{noun}/x/", f"v2/{noun}/-1/", f"v2/{noun}/find/"):
        response = client.get(f"/api/{address}")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert response.json() == {
            "type": "about:blank",
            "title": "Not Found",
            "status": 404,
            "detail": "There is nothing at this address that you may see.",
        }


@pytest.mark.parametrize(
    "address",
    ["", "v2/", "v3/pages/", "v2/users/", "main/pages/", "v2/pages/1/text/", "v2/pages/%0A1/"],
)
def test_there_is_no_other_address(client: Client, home: Home, address: str) -> None:
    response = client.get(f"/api/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=abc", "limit"),
        ("limit=", "limit"),
        ("limit=1e3", "limit"),
        ("limit=5.0", "limit"),
        ("limit=٣", "limit"),
        ("limit=99999999999999999999999999", "limit"),
        ("limit=5&limit=6", "limit"),
        ("offset=-1", "offset"),
        ("offset=999999999", "offset"),
        ("offset=%00", "offset"),
        ("language=de", "language"),
        ("language=", "language"),
        ("language=fr&language=en", "language"),
        ("type=user", "type"),
        ("type=__class__", "type"),
        ("theme=nothing", "theme"),
        ("theme=%00", "theme"),
        ("country=ZZ", "country"),
        ("slug=../etc", "slug"),
        ("slug=a%00", "slug"),
        ("slug=a%0A", "slug"),
        ("slug=", "slug"),
        (f"slug={'x' * 300}", "slug"),
        ("fields=*", "limit"),
        ("order=-id", "limit"),
        ("child_of=1", "limit"),
        ("audience_row__audience=space:1", "limit"),
        ("%F0%9F%98%80=1", "limit"),
        (f"q={'x' * 100_000}", "limit"),
    ],
)
def test_what_a_list_does_not_understand_is_a_problem_that_names_the_parameter(
    client: Client, home: Home, query: str, named: str
) -> None:
    response = client.get(f"/api/v2/pages/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["title"]) == (400, "Bad Request")
    assert named in told["detail"]
    assert told["detail"].endswith(".")
    assert len(told["detail"]) < 300


@pytest.mark.parametrize("noun", NOUNS)
def test_parameters_of_pages_mean_nothing_elsewhere(client: Client, home: Home, noun: str) -> None:
    assert client.get(f"/api/v2/{noun}/?fields=*").status_code == 400
    assert client.get(f"/api/v2/{noun}/{home.pk}/?fields=*").status_code == 400
    if noun != "pages":
        assert client.get(f"/api/v2/{noun}/?slug=a").status_code == 400


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("address", [*(f"v2/{noun}/" for noun in NOUNS), "v2/pages/{}/", "x/"])
def test_nothing_can_be_written_by_anybody(
    home: Home, administrator: Person, verb: str, address: str
) -> None:
    for person in (None, administrator):
        client = Client(enforce_csrf_checks=True)
        if person:
            client.force_login(person)
        ask = getattr(client, verb)
        response = ask(f"/api/{address.format(home.pk)}", headers={"X-HTTP-Method-Override": "GET"})
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
        assert response["Content-Type"] == "application/problem+json"


def test_a_method_override_does_not_make_a_reading_a_writing(client: Client, home: Home) -> None:
    response = client.get("/api/v2/pages/", headers={"X-HTTP-Method-Override": "DELETE"})
    assert response.status_code == 200
    assert Page.objects.filter(pk=home.pk).exists()


@pytest.mark.parametrize("noun", ["documents", "images"])
def test_a_file_of_a_space_or_of_a_collection_deep_in_it_is_for_its_people(
    client: Client, home: Home, noun: str
) -> None:
    space = a_space("atelier", "team")
    deep = space.collection.add_child(name="Un").add_child(name="Deux")
    for place in (space.collection, deep):
        if noun == "documents":
            file = SiteDocument.objects.create(
                title="Canari", file=ContentFile(b"Canari", "canari.txt"), collection=place
            )
        else:
            file = Picture.objects.create(
                title="Canari", file=get_test_image_file(), width=640, height=480, collection=place
            )
    empty = {"meta": {"total_count": 0}, "items": []}
    client.force_login(PersonFactory())
    assert client.get(f"/api/v2/{noun}/").json() == empty
    assert client.get(f"/api/v2/{noun}/{file.pk}/").status_code == 404
    client.force_login(belonging(space, "reader"))
    answer = client.get(f"/api/v2/{noun}/")
    assert answer.json()["meta"]["total_count"] == 2
    assert "no-store" in answer["Cache-Control"]
    assert client.get(f"/api/v2/{noun}/{file.pk}/").json()["title"] == "Canari"
