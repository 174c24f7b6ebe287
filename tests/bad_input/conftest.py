"""How hostile examples are drawn, and the site that they are sent to."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from pytest_django import DjangoDbBlocker

from tests.bad_input.site import PASSWORD, Site, plant
from tests.bad_input.tally import counted_cases
from tests.factories import signed_in
from tests.worlds import planted

# Pytest finds fixtures by the names that are here.
__all__ = ["counted_cases"]

for name, examples, is_steady in (("few", 10, True), ("many", 100, False)):
    settings.register_profile(
        name,
        max_examples=examples,
        derandomize=is_steady,
        deadline=None,
        database=None,
        print_blob=not is_steady,
        phases=[Phase.explicit, Phase.generate] + [Phase.shrink] * (not is_steady),
        suppress_health_check=list(HealthCheck),
    )
settings.load_profile("few")


@pytest.fixture(scope="module")
def site_planted(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The site, for all tests of a file."""
    yield from planted(django_db_blocker, plant, tmp_path_factory.mktemp("media"))


@pytest.fixture
def site(site_planted: Site, db: None) -> Site:
    """The site, as a test may change it."""
    return deepcopy(site_planted)


@pytest.fixture
def boss(site: Site) -> Client:
    """The browser of an administrator who manages the space, and has just come in."""
    client = signed_in(site.boss)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def in_transaction() -> Iterator[None]:
    """Keep the connection whose transaction the test is in, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
