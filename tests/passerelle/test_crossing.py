"""Before pages come to be seen by others, the editing screens say so and wait for a tick."""

import pytest
from django.test import Client
from wagtail.models import Page

from access.actions.membership import give
from access.models import Space
from access.moves import audience_at
from pages.models import Home, Section, SpaceHome
from people.models import Person
from tests.conftest import give_role
from tests.factories import PersonFactory, a_space, add, translate

CONFIRMED = {"audience_confirmed": "public"}


@pytest.fixture
def space(homes: tuple[Home, Home]) -> Space:
    """A private space."""
    return a_space()


@pytest.fixture
def both(space: Space) -> list[Page]:
    """A page of the space in both languages."""
    french, english = SpaceHome.objects.filter(space=space).order_by("path")
    section = add(french, Section, "Dossier")
    return [section, translate(section, english, "Folder")]


def publisher_of(space: Space, *roots: Page, verbs: tuple[str, ...]) -> Person:
    """Somebody who publishes in the space, and has these rights beneath public pages."""
    person = PersonFactory()
    give(space, person, "publisher", actor=None)
    for root in roots:
        give_role(person, root, verbs)
        person.groups.filter(name="+".join(verbs)).update(name=f"{root.pk}")
    return person


@pytest.fixture
def client(space: Space, homes: tuple[Home, Home]) -> Client:
    """Signed in as somebody who may publish in both places."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(publisher_of(space, *homes, verbs=("add", "change", "publish")))
    return client


def confirm_address(page: Page, place: Page) -> str:
    """Where Wagtail asks whether to move a page."""
    return f"/admin/pages/{page.pk}/move/{place.pk}/confirm/"


def test_a_move_to_others_says_who_they_are_and_how_many_pages(
    client: Client, both: list[Page], home: Home, space: Space
) -> None:
    response = client.get(confirm_address(both[0], home))
    assert response.templates[0].name == "passerelle/confirm_audience.html"
    assert "2 pages" in response.context["sentence"]
    assert space.slug in response.context["sentence"]
    assert audience_at(both[0]) == space.audience


def test_a_move_waits_for_the_tick_then_takes_the_translations_along(
    client: Client, both: list[Page], homes: tuple[Home, Home], space: Space
) -> None:
    address = confirm_address(both[0], homes[0])
    assert client.post(address).status_code == 200
    assert client.post(address, {"audience_confirmed": "space:999"}).status_code == 200
    assert audience_at(both[0]) == space.audience
    assert client.post(address, CONFIRMED).status_code == 302
    assert [audience_at(page) for page in both] == ["public", "public"]


def test_a_move_among_the_same_people_asks_nothing_new(
    client: Client, both: list[Page], space: Space
) -> None:
    other = add(Page.objects.get(pk=both[0].pk).get_parent(), Section, "Autre")
    response = client.get(confirm_address(both[0], other))
    assert response.templates[0].name == "wagtailadmin/pages/confirm_move.html"


def test_whoever_may_not_publish_there_is_refused_in_a_sentence(
    both: list[Page], homes: tuple[Home, Home], space: Space
) -> None:
    client = Client()
    client.force_login(publisher_of(space, *homes, verbs=("add", "change")))
    response = client.post(confirm_address(both[0], homes[0]), CONFIRMED)
    assert response.status_code == 403
    assert response.context["refusal"]
    assert audience_at(both[0]) == space.audience


def test_a_destination_that_is_not_translated_is_refused_in_a_sentence(
    client: Client, both: list[Page], home: Home, space: Space
) -> None:
    alone = add(home, Section, "Seule")
    response = client.post(confirm_address(both[0], alone), CONFIRMED)
    assert response.status_code == 409
    assert "Seule" in response.context["refusal"]
    assert audience_at(both[0]) == space.audience


@pytest.mark.parametrize("alias", [{}, {"alias": "on"}])
def test_a_copy_and_an_alias_wait_for_the_tick(
    client: Client, both: list[Page], home: Home, alias: dict[str, str]
) -> None:
    address = f"/admin/pages/{both[0].pk}/copy/"
    fields = {
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": home.pk,
        "publish_copies": "on",
        **alias,
    }
    response = client.post(address, fields)
    assert response.templates[0].name == "passerelle/confirm_audience.html"
    assert ("new_slug", "copie") in response.context["fields"]
    assert not Page.objects.filter(slug="copie").exists()
    assert client.post(address, {**fields, **CONFIRMED}).status_code == 302
    assert audience_at(Page.objects.get(slug="copie")) == "public"


def test_pages_moved_together_wait_for_the_tick(
    client: Client, both: list[Page], homes: tuple[Home, Home], space: Space
) -> None:
    address = f"/admin/bulk/wagtailcore/page/move/?id={both[0].pk}"
    response = client.post(address, {"chooser": homes[0].pk})
    assert response.templates[0].name == "passerelle/confirm_audience.html"
    assert audience_at(both[0]) == space.audience
    assert client.post(address, {"chooser": homes[0].pk, **CONFIRMED}).status_code == 302
    assert [audience_at(page) for page in both] == ["public", "public"]
