"""Errors in the look and the language of the site, which tell nothing of its inside."""

import errno
from typing import Any

import pytest
from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from pages.models import Home
from passerelle.views import errors
from tests.factories import PersonFactory

VIEWS = {404: errors.not_found, 403: errors.forbidden, 400: errors.bad_request}


@pytest.fixture(autouse=True)
def site(homes: tuple[Home, Home]) -> None:
    """A site in two languages."""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("status", [400, 403, 404])
def test_errors_speak_the_language_of_the_address(
    rf: RequestFactory, language: str, status: int
) -> None:
    with override(language):
        response = VIEWS[status](rf.get(f"/{language}/x/"), Exception("secret detail"))
    html = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in html
    assert f'href="/{language}/"' in html
    assert "secret detail" not in html


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_fault_of_ours_is_told_without_asking_the_database(
    rf: RequestFactory, language: str, django_assert_num_queries: Any
) -> None:
    with override(language), django_assert_num_queries(0):
        response = errors.broken(rf.get(f"/{language}/x/"))
    assert response.status_code == 500
    assert f'<html lang="{language}"' in response.content.decode()


def test_the_sentences_differ_between_languages(rf: RequestFactory) -> None:
    for status, view in VIEWS.items():
        bodies = []
        for language in ("fr", "en"):
            with override(language):
                bodies.append(view(rf.get(f"/{language}/x/"), Exception()).content.decode())
        titles = [body.partition("<h1>")[2].partition("</h1>")[0] for body in bodies]
        assert titles[0] != titles[1], status


def test_a_view_that_breaks_gives_the_page_for_faults(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("pages.views.page.resolve", lambda *args: 1 / 0)
    response = client.get("/en/anything/")
    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()
    assert "division" not in response.content.decode()
    assert not response.has_header("ETag")


FAULTS = [
    OperationalError("the database is gone"),
    InterfaceError("connection already closed"),
    OSError(errno.ENOSPC, "No space left on device"),
    MemoryError(),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_what_is_away_is_said_with_when_to_come_back_and_what_was_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails(*_args: Any) -> None:
        raise fault

    client.raise_request_exception = False
    monkeypatch.setattr("pages.views.page.resolve", fails)
    response = client.post("/en/anything/", {"text": "A long <message>."})
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Cache-Control"] == "private, no-store"
    html = response.content.decode()
    assert "A long &lt;message&gt;." in html
    assert '<html lang="en"' in html
    assert str(fault) not in html or not str(fault)


def test_other_faults_of_files_are_ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: Any) -> None:
        raise FileNotFoundError(errno.ENOENT, "nothing there")

    client.raise_request_exception = False
    monkeypatch.setattr("pages.views.page.resolve", fails)
    assert client.get("/en/anything/").status_code == 500


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_missing_address_is_said_in_its_language(client: Client, language: str) -> None:
    response = client.get(f"/{language}/nowhere/", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    html = response.content.decode()
    assert f'<html lang="{language}"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_forged_host_is_refused(client: Client) -> None:
    for host in ("evil.example", "a b", "evil.example:80@testserver"):
        assert client.get("/fr/", headers={"Host": host}).status_code == 400


def test_somebody_signed_in_is_told_nothing_of_the_one_before_her(client: Client) -> None:
    first = PersonFactory(first_name="Ada", last_name="<Lovelace>")
    second = PersonFactory(first_name="Grace", last_name="Hopper", limited=True)
    pages = []
    for person in (first, second):
        client.force_login(person)
        response = client.get(f"/en/nothing-for-{person.pk}/")
        assert response.status_code == 404
        assert "no-store" in response["Cache-Control"]
        pages.append(response.content.decode())
    assert "Ada &lt;Lovelace&gt;" in pages[0]
    assert f"nothing-for-{first.pk}" in pages[0]
    assert reverse("people") in pages[0]
    assert "Grace Hopper" in pages[1]
    assert f"nothing-for-{second.pk}" in pages[1]
    assert "Ada" not in pages[1]
    assert f"nothing-for-{first.pk}/" not in pages[1]
    assert reverse("people") not in pages[1]
    for page in pages:
        assert errors.ANYWHERE not in page
        assert errors.ANYBODY not in page


def test_the_page_is_the_one_that_is_written_for_each_alone(client: Client) -> None:
    for person in (PersonFactory(), PersonFactory(limited=True), PersonFactory(is_superuser=True)):
        client.force_login(person)
        held = client.get("/en/nothing-here/")
        alone = client.head("/en/nothing-here/").wsgi_request
        written = errors.error_page(alone, "errors/404.html", 404).content.decode()
        before, _mark, after = written.partition("<!--weight and time-->")
        assert held.content.decode().startswith(before)
        assert held.content.decode().endswith(after)


def test_what_somebody_is_to_be_told_is_told_on_the_next_page_though_nothing_is_there(
    client: Client,
) -> None:
    client.force_login(PersonFactory())
    request = client.get("/en/nothing-here/").wsgi_request
    messages.success(request, "That went well.")
    response = errors.not_found(request, Exception())
    assert "That went well." in response.content.decode()
