"""The log holds no token that would open anything."""

import logging

import pytest
from django.test import Client

from pages.models import Home
from passerelle.logs import MaskSecrets
from people.tokens import issue
from tests.factories import PersonFactory


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What the console's handler would write."""
    caplog.handler.addFilter(MaskSecrets())
    caplog.set_level(logging.WARNING)
    return caplog


def test_a_token_that_no_longer_counts_is_masked(
    written: pytest.LogCaptureFixture, client: Client, home: Home
) -> None:
    token = issue(PersonFactory(is_active=False), "feeds")
    assert client.get(f"/fr/feeds/{token}.atom").status_code == 404
    assert "/fr/feeds/….atom" in written.text
    assert token not in written.text


def test_ordinary_addresses_are_logged_as_they_are(
    written: pytest.LogCaptureFixture, client: Client, home: Home
) -> None:
    client.get("/fr/projets/un-puits-a-kaya-au-coeur-du-sahel/")
    assert "/fr/projets/un-puits-a-kaya-au-coeur-du-sahel/" in written.text


def test_a_line_break_in_an_address_stays_on_one_line(
    written: pytest.LogCaptureFixture, client: Client, home: Home
) -> None:
    client.get("/fr/rien%0AERROR%20inventee/")
    lines = [record.getMessage() for record in written.records]
    assert all("\n" not in line for line in lines)
