"""The search finds people who show themselves, by what they show, to those to whom they do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.actions.space import change_status
from access.models import Space
from pages.models import Home
from people.actions.erase import erase
from people.actions.suspend import restore, suspend
from people.models import Circle, Organization, Person, Profile
from search.indexing import reindex
from search.models import SearchDocument
from tests.factories import OrganizationFactory, PersonFactory, a_space, belonging
from thesaurus.models import Territory

Readers = dict[str, Client]


@pytest.fixture
def area(homes: tuple[Home, Home]) -> Space:
    """The members' area."""
    return a_space("members", kind=Space.Kind.MEMBERS_AREA)


@pytest.fixture
def readers(area: Space) -> Readers:
    """A browser for each kind of reader."""
    people = {
        "member": belonging(area, "reader"),
        "outsider": PersonFactory(),
        "partner": PersonFactory(limited=True),
    }
    made = {"visitor": Client()}
    for name, person in people.items():
        made[name] = Client()
        made[name].force_login(person)
    return made


def profile(**fields: Any) -> Profile:
    """The profile of somebody new."""
    fields.setdefault("name", "Mariama Sow")
    made: Profile = Profile.objects.create(person=PersonFactory(language="en"), **fields)
    return made


def hits(client: Client, words: str = "mariama") -> list[dict[str, Any]]:
    """What the search finds."""
    answer = client.get("/en/search/", {"q": words, "format": "json"}).json()
    found: list[dict[str, Any]] = answer["hits"]
    assert answer["total"] == len(found)
    return found


def who_finds(readers: Readers, words: str = "mariama") -> set[str]:
    """The readers who find something by these words."""
    reindex()
    return {name for name, client in readers.items() if hits(client, words)}


FINDS = {
    Circle.NOBODY: set[str](),
    Circle.SPACES: set[str](),
    Circle.MEMBERS: {"member"},
    Circle.EVERYBODY: {"visitor", "member", "outsider", "partner"},
}


@pytest.mark.parametrize("circle", Circle)
def test_somebody_is_found_by_those_to_whom_she_shows_her_name(
    readers: Readers, circle: Circle
) -> None:
    shown = profile(name_shown=circle)
    assert who_finds(readers) == FINDS[circle]
    for name in FINDS[circle]:
        (hit,) = hits(readers[name])
        assert (hit["type"], hit["title"]) == ("person", "Mariama Sow")
        assert hit["url"].endswith(f"/en/people/{shown.key}/")
        assert readers[name].get(hit["url"]).status_code == 200


@pytest.mark.parametrize("circle", Circle)
@pytest.mark.parametrize("name_circle", [Circle.MEMBERS, Circle.EVERYBODY])
def test_no_field_is_found_by_more_people_than_it_is_shown_to(
    readers: Readers, name_circle: Circle, circle: Circle
) -> None:
    wells = OrganizationFactory(name="Wells and seeds")
    senegal = Territory.objects.get_or_create(code="SN")[0]
    values = {
        "function": "Treasurer", "offers": "Solar pumps", "spoken": "Wolof",
        "organization": wells, "territory": senegal,
    }  # fmt: skip
    shown = {f"{field}_shown": circle for field in values}
    profile(name_shown=name_circle, **values, **shown)
    as_wide = FINDS[name_circle] if FINDS[name_circle] <= FINDS[circle] else set()
    for words in (
        "treasurer mariama",
        "solar mariama",
        "wolof mariama",
        "seeds mariama",
        "mariama country:SN",
    ):
        assert who_finds(readers, words) == as_wide, words
    for name in FINDS[name_circle]:
        html = readers[name].get("/en/search/?q=mariama").content.decode()
        for words in ("Treasurer", "Wells and seeds", "Solar pumps"):
            assert (words in html) == bool(as_wide), words


def test_a_telephone_number_is_not_searched(readers: Readers) -> None:
    profile(name_shown="everybody", phone="772233", phone_shown="everybody")
    assert who_finds(readers, "772233") == set()


def test_a_row_says_function_and_organisation(client: Client, homes: tuple[Home, Home]) -> None:
    profile(
        name_shown="everybody",
        function="Treasurer <1>",
        function_shown="everybody",
        organization=OrganizationFactory(name="Wells and seeds"),
        organization_shown="everybody",
    )
    reindex()
    html = client.get("/en/search/?q=mariama").content.decode()
    assert "<span>Treasurer &lt;1&gt;</span><span>Wells and seeds</span>" in html
    assert '<p class="kicker">Person</p>' in html
    facets = client.get("/en/search/?q=mariama&format=json").json()["facets"]
    assert facets["type"] == [{"value": "person", "label": "Person", "count": 1}]


def test_who_is_suspended_is_gone_and_comes_back(readers: Readers, area: Space) -> None:
    shown = profile(name_shown="everybody")
    keeper = PersonFactory()
    assert who_finds(readers)
    suspend(shown.person, keeper)
    assert [hits(client) for client in readers.values()] == [[]] * 4
    assert who_finds(readers) == set()
    restore(Person.objects.get(pk=shown.person_id), keeper)
    assert len(who_finds(readers)) == 4


def test_who_is_erased_is_gone_from_the_index(readers: Readers) -> None:
    shown = profile(name_shown="everybody")
    assert who_finds(readers)
    erase(shown.person)
    assert hits(readers["visitor"]) == []
    reindex()
    assert not SearchDocument.objects.filter(kind="person").exists()


def test_what_is_taken_back_is_found_by_nobody_though_the_index_has_not_heard_yet(
    readers: Readers,
) -> None:
    shown = profile(name_shown="everybody", offers="Solar pumps", offers_shown="everybody")
    assert len(who_finds(readers, "solar")) == 4
    shown.offers_shown = Circle.NOBODY
    shown.save()
    for client in readers.values():
        assert hits(client, "solar") == []
    assert who_finds(readers, "solar") == set()
    assert len(who_finds(readers)) == 4


def test_hits_are_checked_again_against_what_is_shown_now(readers: Readers) -> None:
    shown = profile(name_shown="everybody")
    reindex()
    Profile.objects.filter(pk=shown.pk).update(name_shown="members")
    answer = readers["visitor"].get("/en/search/?q=mariama&format=json").json()
    assert answer["hits"] == []
    assert readers["member"].get("/en/search/?q=mariama&format=json").json()["hits"]
    Person.objects.filter(pk=shown.person_id).update(is_active=False)
    assert readers["member"].get("/en/search/?q=mariama&format=json").json()["hits"] == []


def test_without_a_members_area_members_find_only_whom_everybody_finds(
    homes: tuple[Home, Home], client: Client
) -> None:
    profile(name_shown="members")
    client.force_login(PersonFactory())
    reindex()
    assert hits(client) == []
    area = a_space("members", kind=Space.Kind.MEMBERS_AREA)
    client.force_login(belonging(area, "reader"))
    reindex()
    assert len(hits(client)) == 1
    change_status(area, Space.Status.ARCHIVED, None)
    assert hits(client) == []


def test_the_index_hears_of_a_new_name_of_an_organisation(
    homes: tuple[Home, Home], client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    wells: Organization = OrganizationFactory(name="Wells")
    with django_capture_on_commit_callbacks(execute=True):
        profile(name_shown="everybody", organization=wells, organization_shown="everybody")
    assert len(hits(client, "mariama wells")) == 1
    with django_capture_on_commit_callbacks(execute=True):
        wells.name = "Pumps"
        wells.save()
    assert hits(client, "mariama wells") == []
    assert len(hits(client, "mariama pumps")) == 1


def test_signing_in_does_not_have_somebody_indexed_again(
    homes: tuple[Home, Home], client: Client
) -> None:
    shown = profile(name_shown="everybody")
    reindex()
    client.force_login(shown.person)
    assert SearchDocument.objects.get(kind="person").audience == "public"


def test_a_page_of_people_asks_as_much_for_many_as_for_few(
    homes: tuple[Home, Home], client: Client
) -> None:
    counts = []
    for number in (3, 12):
        for _one in range(number):
            profile(name_shown="everybody")
        reindex()
        client.get("/en/search/?q=mariama&format=json")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/search/?q=mariama&format=json")
        counts.append(len(queries))
    assert counts[0] == counts[1]
