"""Versions of a page stand in the order in which they were saved."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Revision

from pages.models import Article
from tests.factories import add

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def page(homes: Any) -> Article:
    """An article with one version, of a clock that was an hour ahead."""
    found: Article = add(homes[0], Article, "Un article")
    ahead = found.save_revision()
    Revision.objects.filter(pk=ahead.pk).update(created_at=timezone.now() + HOUR)
    return Article.objects.get(pk=found.pk)


def test_what_is_saved_after_a_clock_was_set_right_is_the_last_version(page: Article) -> None:
    version = page.save_revision()
    assert version.is_latest_revision()
    version.publish()
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_a_version_saved_over_keeps_its_place_too(page: Article) -> None:
    version = page.save_revision()
    again = page.save_revision(overwrite_revision=version)
    assert again.pk == version.pk
    assert again.is_latest_revision()


def test_an_older_version_and_one_by_the_right_clock_keep_their_dates(page: Article) -> None:
    older = Revision.objects.for_instance(page).get()
    page.save_revision()
    before = older.created_at
    older.save()
    older.refresh_from_db()
    assert older.created_at == before
    other = add(page.get_parent(), Article, "Un autre")
    first, now = other.save_revision(), timezone.now()
    assert abs(first.created_at - now) < HOUR / 60
