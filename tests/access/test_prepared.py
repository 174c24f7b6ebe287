"""A query that is put together once says the same as one that is put together each time."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from access.generation import raise_generation
from access.models import PUBLIC
from access.prepared import prepared
from access.visibility import visible_to
from pages.models import Home, Section
from tests.factories import add

made: list[int] = []


@prepared
def of_title(title: str, audiences: tuple[str, ...]) -> QuerySet[Page]:
    """Pages of a title."""
    made.append(1)
    return visible_to(Page.objects.filter(title=title), audiences)


@prepared
def with_key(key: uuid.UUID) -> QuerySet[Page, Any]:
    """Values of a page, some of which databases hold otherwise than Python."""
    pages = Page.objects.filter(translation_key=key)
    return pages.values_list("pk", "translation_key", "live", "first_published_at")


@prepared
def among(names: tuple[str, ...]) -> QuerySet[Page, Any]:
    """Titles among some."""
    return Page.objects.filter(title__among=names).order_by("pk").values_list("title")


@pytest.fixture
def section(home: Home) -> Section:
    """A page."""
    return add(home, Section, "Rubrique")


def test_it_gives_the_objects_that_the_queryset_gives(section: Section) -> None:
    asked = visible_to(Page.objects.filter(title="Rubrique"), (PUBLIC,))
    found = of_title("Rubrique", (PUBLIC,))
    assert found == list(asked) == [Page.objects.get(pk=section.pk)]
    assert [vars(page)["title"] for page in found] == ["Rubrique"]
    assert not found[0].get_deferred_fields()
    assert not found[0]._state.adding


def test_each_asks_with_values_of_her_own(section: Section) -> None:
    assert of_title("Rubrique", (PUBLIC,))
    assert of_title("Rubrique", ("space:1",)) == []
    assert of_title("Autre", (PUBLIC,)) == []


def test_values_are_those_of_python(section: Section) -> None:
    page = Page.objects.get(pk=section.pk)
    row = (page.pk, page.translation_key, page.live, page.first_published_at)
    assert with_key(section.translation_key) == [row]


def test_it_is_put_together_again_only_after_a_change(section: Section) -> None:
    of_title("Rubrique", (PUBLIC,))
    before = len(made)
    with CaptureQueriesContext(connection) as captured:
        of_title("Autre", (PUBLIC,))
    assert len(captured) == 1
    assert len(made) == before
    raise_generation()
    of_title("Rubrique", (PUBLIC,))
    assert len(made) == before + 1


@pytest.mark.parametrize(
    "name", ['a "name"', "back\\slash", "{a,b}", "line\nbreak", "%s", "NULL", "é", ""]
)
def test_any_name_is_found_among_others(section: Section, name: str) -> None:
    Page.objects.filter(pk=section.pk).update(title=name)
    assert among(("something else", name)) == [(name,)]
    assert among(("something else", f"{name}x")) == []
