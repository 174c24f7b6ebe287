"""A site that was just installed."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from pages.models import Home
from passerelle.install import cleared_root, prepare_site
from tests.worlds import planted


def prepared() -> list[Home]:
    """Install a site in a database without the pages that other tests find there."""
    cleared_root()
    return prepare_site("Notre réseau")


@pytest.fixture(scope="module")
def installed_once(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[list[Home]]:
    """The site, for all tests of a file."""
    yield from planted(django_db_blocker, prepared, tmp_path_factory.mktemp("media"))


@pytest.fixture
def installed(installed_once: list[Home], db: None) -> list[Home]:
    """The home pages of a site that was just installed."""
    return deepcopy(installed_once)
