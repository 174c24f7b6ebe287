"""What the site gives a browser that keeps things: a worker, a list, a token, a reader's number."""

import re

import pytest
from django.test import Client

from access.reader import HEADER
from pages.models import Article, Home, Section
from people.models import Person
from tests.factories import PersonFactory, a_space, add, signed_in

LIST = "/fr/offline/"
TOKEN = "/fr/offline/token/"


@pytest.fixture
def article(home: Home) -> Article:
    """A public page."""
    return add(add(home, Section, "Rubrique"), Article, "Titre")


@pytest.mark.parametrize("is_in", [False, True], ids=["visitor", "member"])
def test_the_worker_comes_from_the_root_the_same_for_all_and_is_asked_for_each_time(
    client: Client, home: Home, is_in: bool
) -> None:
    if is_in:
        client = signed_in(PersonFactory())
    response = client.get("/sw.js")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    control = {part.strip() for part in response["Cache-Control"].split(",")}
    assert "no-cache" in control and "no-store" not in control
    assert not any(part.startswith("max-age") and part != "max-age=0" for part in control)
    assert not response.cookies
    script = response.content.decode()
    assert 'addEventListener("fetch"' in script and not re.search(r"^\s*//", script, re.MULTILINE)
    assert client.post("/sw.js").status_code == 405


def test_the_list_is_the_same_for_all_in_each_language(
    client: Client, five_languages: list[str], home: Home
) -> None:
    for code in five_languages:
        response = client.get(f"/{code}/offline/")
        assert response.status_code == 200
        assert not response.cookies
        assert "public" in response["Cache-Control"]
        policy = response["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "worker-src 'self'" in policy


def test_a_page_to_read_may_start_the_worker_and_a_list_may_not(
    client: Client, article: Article
) -> None:
    assert "worker-src 'self'" in client.get("/fr/rubrique/titre/")["Content-Security-Policy"]
    for address in ("/fr/", "/fr/rubrique/", "/fr/territories/"):
        assert "script-src 'self'" not in client.get(address)["Content-Security-Policy"]


def test_the_button_stays_hidden_where_no_script_runs(client: Client, article: Article) -> None:
    html = client.get("/fr/rubrique/titre/").content.decode()
    start = html.index("<div data-later")
    assert html[start : html.index(">", start)].endswith(" hidden")
    assert "data-private" not in html
    inside = signed_in(PersonFactory()).get("/fr/rubrique/titre/").content.decode()
    assert "data-private" in inside


@pytest.mark.parametrize("light", ["0", "1"])
def test_a_page_in_light_mode_tells_the_script_to_save_no_photos(
    client: Client, article: Article, light: str
) -> None:
    client.cookies["light"] = light
    html = client.get("/fr/rubrique/titre/").content.decode()
    assert f'data-light="{"on" if light == "1" else "off"}"' in html


def test_each_page_of_somebody_says_whose_it_is_and_no_other_does(
    client: Client, article: Article
) -> None:
    person: Person = PersonFactory()
    inside = signed_in(person)
    for address in ("/fr/", "/fr/rubrique/titre/", "/fr/account/", "/fr/nothing/"):
        assert inside.get(address)[HEADER] == str(person.pk)
        assert HEADER not in client.get(address)
    assert HEADER not in inside.get(TOKEN)
    inside.post("/fr/account/logout/")
    assert HEADER not in inside.get("/fr/")


def test_a_visitor_gets_neither_token_nor_cookie(client: Client, home: Home) -> None:
    response = client.get(TOKEN)
    assert response.json() == {"person": "", "token": ""}
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def test_a_form_that_waited_goes_through_with_the_token_of_the_moment(home: Home) -> None:
    a_space("atelier", "open")
    person: Person = PersonFactory()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    old = {"csrfmiddlewaretoken": "x" * 64}
    assert client.post("/fr/spaces/atelier/join/", old).status_code == 403
    said = client.get(TOKEN)
    assert said.json()["person"] == str(person.pk)
    assert {"private", "no-store"} <= set(said["Cache-Control"].replace(" ", "").split(","))
    form = {"csrfmiddlewaretoken": said.json()["token"]}
    assert client.post("/fr/spaces/atelier/join/", form).status_code == 302
