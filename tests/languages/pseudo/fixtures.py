"""The Greek site in the database, for the tests of one file."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from access.generation import forget_held
from tests.languages.pseudo.language import CODE, pseudo_spoken
from tests.languages.pseudo.world import Greek, greek_site

ONLY = [(CODE, "Ελληνικά")]


@pytest.fixture(scope="module")
def greek(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Greek]:
    """The Greek site, spoken to in the pseudo-language by the tests of this file."""
    settings = override_settings(
        LANGUAGES=ONLY,
        WAGTAIL_CONTENT_LANGUAGES=ONLY,
        LANGUAGE_CODE=CODE,
        SITE_NAME="Δίκτυο",
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
    )
    with django_db_blocker.unblock(), transaction.atomic(), settings, pseudo_spoken():
        forget_held()
        yield greek_site()
        transaction.set_rollback(True)
