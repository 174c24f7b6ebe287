"""No page lies where the site itself answers: nobody could reach it."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from access.models import Space
from pages.models import Article, Home, Section, SpaceHome
from people.models import Person
from tests.factories import PersonFactory, a_space, add


@pytest.mark.parametrize("title", ["Search", "Spaces", "People", "New", "Help", "Account"])
def test_a_page_below_the_home_page_gets_an_address_of_its_own(
    client: Client, home: Home, title: str
) -> None:
    page = add(home, Article, title)
    assert page.slug == f"{title.lower()}-2"
    assert page.title in client.get(f"/fr/{page.slug}/").content.decode()


@pytest.mark.parametrize("title", ["Files", "Notes", "Events", "Settings", "Journal", "Leave"])
def test_so_does_a_page_of_a_space(home: Home, title: str) -> None:
    inside = SpaceHome.objects.get(space=a_space(), locale=home.locale)
    assert add(inside, Article, title).slug == f"{title.lower()}-2"


def test_where_the_site_has_nothing_such_a_name_is_a_good_one(home: Home) -> None:
    section = add(home, Section, "Agenda")
    assert add(section, Article, "Search").slug == "search"


def test_whoever_asks_for_such_an_address_is_told(home: Home) -> None:
    page = Article(title="Nos recherches", slug="search", locale=home.locale)
    with pytest.raises(ValidationError, match="search"):
        home.add_child(instance=page)
    assert not Article.objects.exists()


def test_a_space_named_after_the_managers_of_another_gets_another_address(
    client: Client, home: Home, administrator: Person
) -> None:
    client.force_login(administrator)
    manager = PersonFactory()
    for name in ("Alpha", "Alpha managers", "Managers"):
        form = {"name_fr": name, "preset": "team", "kind": "group", "managers": manager.email}
        assert client.post("/fr/spaces/new/", form).status_code == 302
    assert set(Space.objects.values_list("slug", flat=True)) == {"alpha", "alpha-2", "managers"}
