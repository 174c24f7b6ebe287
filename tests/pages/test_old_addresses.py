"""Links that people keep lead on to where a page is now, for those who may see it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from access.models import Space
from pages.models import Home, Section, SpaceHome
from tests.factories import PersonFactory, a_space, add, belonging, item


@pytest.fixture
def space(home: Home) -> Space:
    """A space for its practitioners."""
    return a_space()


def fresh(page: Page) -> Page:
    """The page as the database has it."""
    return Page.objects.get(pk=page.pk)


def test_a_tool_of_practitioners_that_is_opened_is_found_by_its_old_link(
    client: Client, space: Space, home: Home
) -> None:
    inside = SpaceHome.objects.get(space=space, locale=home.locale)
    tool = item("resource", inside, "Outil réservé")
    section = add(home, Section, "Ressources")
    old = f"/fr/spaces/atelier/{tool.slug}/"
    assert client.get(old).status_code == 404
    fresh(tool).move(fresh(section), pos="last-child")
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"] == f"/fr/ressources/{tool.slug}/"
    assert client.get(answer["Location"]).status_code == 200


def test_a_page_that_went_into_a_space_leads_its_people_there_and_nobody_else(
    client: Client, space: Space, home: Home
) -> None:
    article = item("article", home, "Devenue privée")
    fresh(article).move(fresh(SpaceHome.objects.get(space=space, locale=home.locale)), "last-child")
    refused = client.get(f"/fr/{article.slug}/")
    assert refused.status_code == 404
    assert "spaces/atelier" not in refused.content.decode()
    client.force_login(PersonFactory())
    assert client.get(f"/fr/{article.slug}/").status_code == 404
    client.force_login(belonging(space, "reader"))
    assert client.get(f"/fr/{article.slug}/")["Location"] == f"/fr/spaces/atelier/{article.slug}/"


def test_a_branch_that_is_renamed_is_found_by_the_links_to_what_lies_beneath(
    client: Client, home: Home, django_capture_on_commit_callbacks: Any
) -> None:
    section = add(home, Section, "Avant")
    article = item("article", section, "Dessous")
    page = Section.objects.get(pk=section.pk)
    page.slug = "apres"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert client.get(f"/fr/avant/{article.slug}/")["Location"] == f"/fr/apres/{article.slug}/"


def test_a_page_that_lies_there_now_comes_first(client: Client, home: Home) -> None:
    section = add(home, Section, "Rubrique")
    article = item("article", home, "Même nom")
    fresh(article).move(fresh(section), pos="last-child")
    item("article", home, "Nouvelle", slug=article.slug)
    assert client.get(f"/fr/{article.slug}/").status_code == 200
    assert client.get("/fr/rien-du-tout/").status_code == 404


def test_a_branch_deeper_than_any_address_moves_too(client: Client, home: Home) -> None:
    other, above = add(home, Section, "Ailleurs"), add(home, Section, "Branche")
    below = above
    for letter in "abcdefgh":
        below = add(below, Section, letter, slug=letter * 255)
    assert len(below.url_path) > 2000
    fresh(above).move(fresh(other), pos="last-child")
    assert fresh(below).url_path.startswith("/fr/ailleurs/branche/")
    assert client.get("/fr/branche/").status_code == 301
