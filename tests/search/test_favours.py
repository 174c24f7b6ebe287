"""Administrators say what comes earlier or later among results that answer as well."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from pages.models import Section
from search.favours import KeptFavour
from tests.factories import day, holding, item, paragraph, signed_in
from tests.search.conftest import Find, titles

PAGE = "/admin/settings/search/"


@pytest.fixture
def results(section: Section) -> None:
    """Three events: the one whose title has the word best answers, and is the oldest."""
    item("workshop", section, "Le puits", starts_on=day(-3000))
    item("workshop", section, "Neuf", summary="Un puits.", starts_on=day(-30))
    item("seminar", section, "Vieux", summary="Un puits.", starts_on=day(-2000))


@pytest.mark.usefixtures("engine", "results")
def test_without_favours_words_decide_then_the_day(find: Find) -> None:
    assert titles(find("puits")) == ["Le puits", "Neuf", "Vieux"]


@pytest.mark.usefixtures("engine", "results")
def test_new_pages_come_earlier_as_much_as_newness_counts(find: Find) -> None:
    KeptFavour.objects.create(name="recent", code="365", weight=4)
    assert titles(find("puits")) == ["Le puits", "Neuf", "Vieux"]
    KeptFavour.objects.update_or_create(name="recent", code="365", defaults={"weight": 30})
    assert titles(find("puits")) == ["Neuf", "Le puits", "Vieux"]


@pytest.mark.usefixtures("engine", "results")
def test_a_kind_of_page_comes_earlier(find: Find) -> None:
    KeptFavour.objects.create(name="type", code="seminar", weight=4)
    assert titles(find("puits")) == ["Le puits", "Vieux", "Neuf"]


@pytest.mark.usefixtures("engine", "results")
def test_a_kind_of_page_comes_later(find: Find) -> None:
    KeptFavour.objects.create(name="type", code="workshop", weight=-30)
    answer = find("puits")
    assert titles(answer) == ["Vieux", "Le puits", "Neuf"]
    assert answer["total"] == 3


@pytest.mark.usefixtures("engine", "results")
def test_other_orders_and_kinds_that_no_page_is_of_change_nothing(find: Find) -> None:
    KeptFavour.objects.create(name="type", code="seminar", weight=30)
    KeptFavour.objects.create(name="type", code="nothing", weight=30)
    assert titles(find("puits", sort="title")) == ["Le puits", "Neuf", "Vieux"]
    assert titles(find("puits"))[0] == "Vieux"


@pytest.mark.usefixtures("engine")
def test_favours_reach_the_pages_that_have_the_word_in_their_text_alone(
    section: Section, find: Find
) -> None:
    for number in range(25):
        item("article", section, f"Puits {number:02}")
    item("resource", section, "Rencontre", body=paragraph("mot " * 60 + "Autour du puits."))
    KeptFavour.objects.create(name="type", code="resource", weight=50)
    assert titles(find("puits"))[0] == "Rencontre"


def test_an_administrator_sets_them_and_sees_them_again(boss: Client) -> None:
    page = boss.get(PAGE)
    assert page.status_code == 200
    form = page.context["form"]
    values = {name: form[name].initial for name in form.fields}
    assert values["newness"] == "none"
    assert boss.post(PAGE, {**values, "newness": "much", "article": "-8"}).status_code == 302
    kept = set(KeptFavour.objects.values_list("name", "code", "weight"))
    assert kept == {("recent", "365", 8), ("recent", "1096", 4), ("type", "article", -8)}
    again = boss.get(PAGE).context["form"]
    assert (again["newness"].initial, again["article"].initial) == ("much", -8)


@pytest.mark.parametrize("wrong", [{"newness": "x"}, {"newness": "none", "article": "99"}, {}])
def test_what_is_not_offered_is_not_kept(boss: Client, wrong: dict[str, str]) -> None:
    response = boss.post(PAGE, wrong)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not KeptFavour.objects.exists()


@pytest.mark.parametrize("role", ["editor", "contributor"])
def test_for_others_the_screen_is_missing(roles: dict[str, Group], role: str) -> None:
    client = signed_in(holding(roles[role]))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"newness": "much"}).status_code == 404
    assert not KeptFavour.objects.exists()
