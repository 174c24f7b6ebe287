"""The search page in words: what was left out, what was found instead, what it leads to."""

import re

import pytest
from django.test import Client

from pages.models import Section
from search import search as asking
from search.engines.base import Answer
from search.indexing import reindex
from tests.factories import PersonFactory, a_space, belonging, concept, item


def page(client: Client, query: str) -> str:
    """The page of a search, in English."""
    response = client.get(f"/en/search/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_what_is_no_day_is_said_back_and_left_out(client: Client, section: Section) -> None:
    item("article", section, "Puits")
    reindex()
    html = page(client, "q=puits&date_from=22/11&date_to=<b>")
    assert "“22/11” is not a day" in html
    assert "“&lt;b&gt;” is not a day" in html
    assert html.count("Puits") >= 1
    assert " is not a day" not in page(client, "q=puits&date_from=2026-11-22")


def test_narrower_themes_stand_beneath_the_broader_one(client: Client, section: Section) -> None:
    water = concept("water", "eau", "water")
    concept("wells", "puits", "wells", broader=water)
    item("article", section, "Un", themes=["wells"])
    item("article", section, "Deux", themes=["water"])
    item("article", section, "Trois")
    reindex()
    html = page(client, "")
    themes = html.partition("<h3>Theme</h3>")[2].partition("</section>")[0]
    outer, _mark, inner = themes.partition("<details>")
    assert ">Water</a><span>(2)" in outer
    assert re.search(r'Water, more precisely:</span> <bdi dir="ltr">\+ 1</bdi></summary>', inner)
    assert ">Wells</a><span>(1)" in inner


def test_without_results_the_filters_can_be_taken_off_at_once(
    client: Client, section: Section
) -> None:
    item("article", section, "Puits")
    reindex()
    html = page(client, "q=puits&type=project&date_from=2026-01-01&sort=title")
    assert '<a href="?q=puits&amp;sort=title">search without them</a>' in html


def test_a_stand_in_is_said(
    client: Client, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StandIn:
        """An engine that says that it stands in for another."""

        def find(self, request: object) -> Answer:
            """Nothing."""
            return Answer([], 0, 1, {}, degraded=True)

    monkeypatch.setattr(asking, "engine", StandIn)
    assert "a simpler one stands in for it" in page(client, "")


def test_the_home_of_a_space_searches_in_that_space(client: Client, section: Section) -> None:
    space = a_space("atelier")
    client.force_login(belonging(space, "reader"))
    html = client.get("/en/spaces/atelier/").content.decode()
    form = html.partition('aria-label="Search in this space">')[2].partition("</form>")[0]
    assert '<input type="hidden" name="space" value="atelier">' in form
    assert "Only in the space “Space atelier”" in page(client, "q=x&space=atelier")
    client.force_login(PersonFactory())
    for slug in ("atelier", "nowhere"):
        assert "There is no such space" in page(client, f"q=x&space={slug}")


def test_a_space_with_the_longest_name_in_addresses_is_searched_alone(
    client: Client, section: Section
) -> None:
    slug = "atelier-" * 9 + "longueur"
    item("article", section, "Ailleurs")
    client.force_login(belonging(a_space(slug), "reader"))
    reindex()
    assert f"Only in the space “Space {slug}”" in page(client, f"space={slug}")
    assert "Ailleurs" not in page(client, f"space={slug}")


@pytest.mark.parametrize("slug", ["é", "..%2F..", "%00x", "a" * 5000])
def test_what_can_be_no_space_is_not_taken_for_everywhere(
    client: Client, section: Section, slug: str
) -> None:
    item("article", section, "Puits")
    reindex()
    html = page(client, f"q=puits&space={slug}")
    assert "There is no such space" in html
    assert "Puits" not in html


def test_the_order_stays_when_other_words_are_typed(client: Client, section: Section) -> None:
    assert '<input type="hidden" name="sort" value="title">' in page(client, "q=x&sort=title")
    assert 'name="sort"' not in page(client, "q=x")
