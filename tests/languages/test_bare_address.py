"""The bare address leads to the best of the browser's languages, and remembers nothing."""

import pytest
from django.test import Client

from pages.models import Home


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "fr"),
        ("", "fr"),
        ("en", "en"),
        ("EN-gb", "en"),
        ("fr-CH, en;q=0.9", "fr"),
        ("en;q=0.4, fr;q=0.8", "fr"),
        ("en;q=0.8, fr;q=0.4", "en"),
        ("de, wo;q=0.9, en;q=0.2", "en"),
        ("de, wo", "fr"),
        ("*", "fr"),
        ("de, *;q=0.5", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("en;q=abc", "fr"),
        (";;;,,,q=", "fr"),
        ("é\x7f", "fr"),
        ("en," * 40_000, "en"),
        ("x" * 100_000, "fr"),
    ],
)
def test_the_browsers_languages_decide(
    client: Client, homes: tuple[Home, Home], accepted: str | None, language: str
) -> None:
    headers = {} if accepted is None else {"Accept-Language": accepted}
    response = client.get("/", headers=headers)
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"


def test_nothing_is_remembered_and_caches_are_told(
    client: Client, homes: tuple[Home, Home]
) -> None:
    response = client.get("/", headers={"Accept-Language": "en"})
    assert not response.cookies
    assert "Accept-Language" in response["Vary"]
    assert "Cookie" not in response["Vary"]
    assert client.get("/", headers={"Accept-Language": "fr"})["Location"] == "/fr/"


def test_no_other_address_looks_at_the_browsers_languages(
    client: Client, homes: tuple[Home, Home]
) -> None:
    response = client.get("/fr/", headers={"Accept-Language": "en"})
    assert response.status_code == 200
    assert '<html lang="fr"' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


def test_only_reading_is_answered(client: Client, homes: tuple[Home, Home]) -> None:
    assert client.post("/").status_code == 405
    assert client.head("/").status_code == 302
