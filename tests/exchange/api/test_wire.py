"""How answers of the API travel: who may keep them, and the document that describes them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from files.models import Picture, SiteDocument
from pages.models import Home
from people.models import Person
from tests.exchange.api.conftest import Ask
from tests.factories import PersonFactory

TYPES = {
    "string": str, "integer": int, "object": dict, "array": list, "null": type(None),
}  # fmt: skip


def test_visitors_may_keep_an_answer_if_they_ask_again_whether_it_still_holds(
    client: Client, home: Home
) -> None:
    response = client.get("/api/v2/pages/")
    assert "public" in response["Cache-Control"]
    assert "no-cache" in response["Cache-Control"]
    assert "max-age" not in response["Cache-Control"]
    again = client.get("/api/v2/pages/", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Home.objects.filter(pk=home.pk).update(title="Autre")
    changed = client.get("/api/v2/pages/", headers={"If-None-Match": response["ETag"]})
    assert changed.status_code == 200


def test_no_answer_is_held_by_the_page_cache(client: Client, home: Home) -> None:
    client.get("/api/v2/pages/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/api/v2/pages/")
    assert len(captured) > 2


@pytest.mark.parametrize(
    "address", ["v2/pages/", "v2/pages/999999/", "v2/pages/?x=1", "v2/images/"]
)
def test_answers_to_somebody_signed_in_are_kept_by_nobody(
    client: Client, home: Home, address: str
) -> None:
    public = client.get(f"/api/{address}")
    client.force_login(PersonFactory())
    response = client.get(f"/api/{address}", headers={"If-None-Match": public.get("ETag", "*")})
    assert response.status_code == public.status_code
    assert response.content == public.content
    assert response["Cache-Control"] == "private, no-store"
    assert not response.has_header("ETag")


def test_the_browsers_language_changes_nothing(client: Client, home: Home) -> None:
    for address in ("v2/pages/", "v2/pages/999999/", "v2/pages/?limit=0", "openapi.json"):
        french, english = (
            client.get(f"/api/{address}", headers={"Accept-Language": code})
            for code in ("fr", "en")
        )
        assert french.content == english.content
        assert french["Content-Language"] == english["Content-Language"]


def test_head_answers_like_get_without_a_body(client: Client, home: Home) -> None:
    head, get = client.head("/api/v2/pages/"), client.get("/api/v2/pages/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


def test_the_description_names_every_address_and_nothing_that_writes(ask: Ask) -> None:
    described = ask("openapi.json")
    assert described["openapi"] == "3.1.0"
    nouns = ("pages", "documents", "images")
    assert set(described["paths"]) == {
        f"/api/v2/{noun}/{tail}" for noun in nouns for tail in ("", "{id}/")
    }
    assert {verb for path in described["paths"].values() for verb in path} == {"get"}
    names = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(names) == len(set(names))


def test_every_reference_of_the_description_leads_somewhere_and_nothing_is_left_over(
    ask: Ask,
) -> None:
    described = ask("openapi.json")
    schemas = described["components"]["schemas"]
    named = {reference.rpartition("/") for reference in references(described)}
    assert {head for head, _slash, _name in named} == {"#/components/schemas"}
    assert {name for _head, _slash, name in named} == set(schemas)


def test_every_parameter_that_is_described_is_understood(
    ask: Ask, client: Client, pages: dict[str, Any]
) -> None:
    values = {"theme": "water", "country": "SN", "type": "article", "slug": "a", "language": "fr"}
    for address, path in ask("openapi.json")["paths"].items():
        for parameter in path["get"]["parameters"]:
            if parameter["in"] == "query":
                value = parameter["schema"].get("default", values.get(parameter["name"]))
                response = client.get(address, {parameter["name"]: value})
                assert response.status_code == 200, (address, parameter)
                assert parameter["description"]


@pytest.mark.usefixtures("media")
def test_every_address_answers_as_it_is_described(
    ask: Ask, client: Client, pages: dict[str, Any], administrator: Person
) -> None:
    note = SiteDocument.objects.create(title="Note", file=ContentFile(b"x", name="n.txt"))
    picture = Picture.objects.create(title="Puits", file=get_test_image_file())
    keys = {"pages": pages["seminar"].pk, "documents": note.pk, "images": picture.pk}
    described = ask("openapi.json")
    for address, path in described["paths"].items():
        answers = path["get"]["responses"]
        for status, key in ((200, keys[address.split("/")[3]]), (404, 10**9)):
            if str(status) in answers and (status == 200 or "{id}" in address):
                conforms(described, answers, client.get(address.replace("{id}", str(key))), status)
        conforms(described, answers, client.get(f"{address.replace('{id}', '1')}?no=1"), 400)


def conforms(described: Any, answers: Any, response: Any, status: int) -> None:
    """Assert that a response is one of those described."""
    assert response.status_code == status
    ((content_type, content),) = answers[str(status)]["content"].items()
    assert response["Content-Type"] == content_type
    check(described, content["schema"], response.json())


def check(described: Any, schema: Any, value: Any) -> None:
    """Assert that a value has the shape of a schema, as far as our schemas go."""
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        assert any(isinstance(value, TYPES[option["type"]]) for option in schema["anyOf"])
        return
    assert isinstance(value, TYPES[schema["type"]]), (schema, value)
    if schema["type"] == "object":
        assert set(schema["required"]) <= set(value) <= set(schema["properties"])
        for name, held in value.items():
            check(described, schema["properties"][name], held)
    elif schema["type"] == "array":
        for held in value:
            check(described, schema["items"], held)


def references(part: Any) -> Iterator[str]:
    """Every reference in a description."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)
