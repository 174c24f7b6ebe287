"""The demonstration in five languages, in a database without the one in two."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from languages.known import KNOWN
from tests.demo.conftest import load_all


@pytest.fixture(scope="module")
def loaded_in_five(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The demonstration as `manage.py demo` makes it, in all languages that the product knows."""
    languages = list(KNOWN.items())
    with override_settings(LANGUAGES=languages, WAGTAIL_CONTENT_LANGUAGES=languages):
        yield from load_all(django_db_blocker, tmp_path_factory.mktemp("media"))
