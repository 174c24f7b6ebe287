"""A space's events are for its people, and go with the part when it is switched off."""

import pytest
from django.test import Client

from access.actions.space import change_parts
from access.models import Space
from pages.models import Home, SpaceHome
from search.indexing import reindex
from tests.factories import PersonFactory, a_space, belonging, day, item


@pytest.fixture
def space(home: Home) -> Space:
    """A space with a meeting, beside a public seminar that it belongs to."""
    space = a_space()
    inside = SpaceHome.objects.get(space=space, locale=home.locale)
    item("workshop", inside, "Atelier entre nous", starts_on=day(3))
    item("seminar", home, "Séminaire public", space=space)
    item("seminar", home, "Autre séminaire")
    reindex()
    return space


def test_its_people_find_its_meetings_and_the_event_that_it_belongs_to(
    client: Client, space: Space
) -> None:
    client.force_login(belonging(space, "reader"))
    answer = client.get("/fr/spaces/atelier/events/")
    html = answer.content.decode()
    assert "Atelier entre nous" in html
    assert "Séminaire public" in html
    assert "Autre séminaire" not in html
    assert "no-store" in answer["Cache-Control"]
    for page in ("x", "²", "9" * 30):
        assert client.get("/fr/spaces/atelier/events/", {"page": page}).status_code == 200


def test_others_find_nothing(client: Client, space: Space) -> None:
    assert client.get("/fr/spaces/atelier/events/").status_code == 404
    client.force_login(PersonFactory())
    assert client.get("/fr/spaces/atelier/events/").status_code == 404


def test_a_part_that_is_switched_off_has_neither_address_nor_entry(
    client: Client, space: Space
) -> None:
    client.force_login(belonging(space, "reader"))
    assert "/fr/spaces/atelier/events/" in client.get("/fr/spaces/atelier/").content.decode()
    inside = SpaceHome.objects.get(space=space, locale__language_code="fr")
    event = f"/fr/spaces/atelier/{inside.get_children().get().slug}/"
    assert client.get(event).status_code == 200
    change_parts(space, ["notes"], actor=None)
    assert client.get(event).status_code == 404
    assert "Atelier entre nous" not in client.get("/fr/search/?q=atelier").content.decode()
    assert client.get("/fr/spaces/atelier/events/").status_code == 404
    assert "/fr/spaces/atelier/events/" not in client.get("/fr/spaces/atelier/").content.decode()


@pytest.mark.parametrize(("preset", "named"), [("members", True), ("secret", False)])
def test_an_event_names_its_space_to_those_who_may_know_of_it(
    client: Client, home: Home, preset: str, named: bool
) -> None:
    space = a_space("atelier", preset)
    seminar = item("seminar", home, "Séminaire public", space=space)
    assert ("Espace atelier" in client.get(f"/fr/{seminar.slug}/").content.decode()) == named
    client.force_login(belonging(space, "reader"))
    assert "Espace atelier" in client.get(f"/fr/{seminar.slug}/").content.decode()


def test_events_come_back_with_their_part_and_new_ones_stay_hidden_meanwhile(
    client: Client, space: Space, home: Home
) -> None:
    client.force_login(belonging(space, "reader"))
    change_parts(space, ["notes"], actor=None)
    inside = SpaceHome.objects.get(space=space, locale=home.locale)
    late = item("workshop", inside, "Atelier de plus", starts_on=day(5))
    late.save_revision().publish()
    assert client.get(f"/fr/spaces/atelier/{late.slug}/").status_code == 404
    change_parts(space, ["notes", "events"], actor=None)
    assert client.get(f"/fr/spaces/atelier/{late.slug}/").status_code == 200
