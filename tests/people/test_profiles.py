"""Profiles and the directory show what each person chose, to whom she chose, and tell no more."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from pages.models import Home
from people.models import Circle, Organization, Person, Profile
from tests.factories import OrganizationFactory, PersonFactory
from thesaurus.models import Territory

PEOPLE = "/en/people/"
EDIT = "/en/account/profile/"

Readers = dict[str, Client]


@pytest.fixture
def wells(db: None) -> Organization:
    """An organisation to belong to."""
    found: Organization = OrganizationFactory(name="Wells and seeds")
    return found


@pytest.fixture
def readers(homes: tuple[Home, Home], monkeypatch: pytest.MonkeyPatch) -> Readers:
    """A browser for each kind of reader; `friend` has a space in common with everybody."""
    made = {}
    for name in ("member", "friend", "partner"):
        client = made[name] = Client()
        reader = PersonFactory(
            email=f"{name}@example.org", first_name="Reader", limited=name == "partner"
        )
        client.force_login(reader)

    def shares(people: QuerySet[Person], reader: Any) -> QuerySet[Person]:
        return people if reader.email == "friend@example.org" else people.none()

    for module in ("people.querysets", "people.views.directory"):
        monkeypatch.setattr(f"{module}.shares_space", shares)
    return {**made, "visitor": Client()}


def profile(**fields: Any) -> Profile:
    """The profile of somebody new."""
    fields.setdefault("name", "Awa Diallo")
    made: Profile = Profile.objects.create(person=PersonFactory(), **fields)
    return made


SEES = {
    Circle.NOBODY: set[str](),
    Circle.SPACES: {"friend"},
    Circle.MEMBERS: {"friend", "member"},
    Circle.EVERYBODY: {"friend", "member", "visitor"},
}


@pytest.mark.parametrize("circle", Circle)
def test_a_person_is_there_for_those_to_whom_she_shows_her_name(
    readers: Readers, circle: Circle
) -> None:
    shown = profile(name_shown=circle)
    for name, client in readers.items():
        is_seen = name in SEES[circle]
        page = client.get(f"{PEOPLE}{shown.key}/")
        is_public = circle == Circle.EVERYBODY
        assert page.status_code == (200 if is_seen or is_public else 404), name
        assert ("Awa Diallo" in client.get(PEOPLE).content.decode()) == is_seen, name


@pytest.mark.parametrize("circle", Circle)
def test_each_field_is_shown_to_those_whom_she_chose(readers: Readers, circle: Circle) -> None:
    shown = profile(name_shown=Circle.EVERYBODY, phone="+221 33 11", phone_shown=circle)
    for name in ("visitor", "member", "friend"):
        html = readers[name].get(f"{PEOPLE}{shown.key}/").content.decode()
        assert ("+221 33 11" in html) == (name in SEES[circle]), name


def test_nobody_is_shown_anything_until_she_says_so(readers: Readers) -> None:
    shown = profile(phone="+221 33 11", offers="Wells")
    for client in readers.values():
        assert client.get(f"{PEOPLE}{shown.key}/").status_code == 404


def test_who_may_not_see_a_person_gets_the_page_of_nobody(readers: Readers) -> None:
    hidden = profile()
    for client in readers.values():
        answers = []
        for key in (hidden.key, uuid.uuid4()):
            response = client.get(f"{PEOPLE}{key}/")
            answers.append((response.status_code, response.content.replace(str(key).encode(), b"")))
        assert answers[0] == answers[1]


def test_a_limited_account_has_no_directory_and_is_shown_what_everybody_is(
    readers: Readers,
) -> None:
    shown = profile(
        name_shown=Circle.EVERYBODY, function="Treasurer", function_shown=Circle.MEMBERS
    )
    assert readers["partner"].get(PEOPLE).status_code == 404
    html = readers["partner"].get(f"{PEOPLE}{shown.key}/").content.decode()
    assert "Awa Diallo" in html
    assert "Treasurer" not in html
    assert f'href="{PEOPLE}"' not in html


def test_search_and_countries_betray_no_hidden_value(readers: Readers, wells: Organization) -> None:
    senegal = Territory.objects.get_or_create(code="SN")[0]
    profile(
        name_shown=Circle.EVERYBODY,
        function="Treasurer",
        offers="Solar pumps",
        spoken="Wolof",
        organization=wells,
        territory=senegal,
        phone="77123",
    )
    member = readers["member"]
    for words in ("Treasurer", "Solar", "Wolof", "Wells", "77123", "Senegal"):
        html = member.get(PEOPLE, {"q": words}).content.decode()
        assert "Nobody who shows herself to you is like that" in html, words
        assert "Awa Diallo" not in html
    html = member.get(PEOPLE, {"country": "SN"}).content.decode()
    assert 'value="SN"' not in html
    assert html == member.get(PEOPLE, {"country": "ML"}).content.decode()


def test_search_and_countries_find_what_is_shown(readers: Readers, wells: Organization) -> None:
    senegal = Territory.objects.get_or_create(code="SN")[0]
    profile(
        name_shown=Circle.MEMBERS,
        offers="Solar pumps",
        offers_shown=Circle.MEMBERS,
        organization=wells,
        organization_shown=Circle.MEMBERS,
        territory=senegal,
        territory_shown=Circle.MEMBERS,
    )
    profile(name="Moussa Ba", name_shown=Circle.MEMBERS)
    for query in ({"q": "solar awa"}, {"q": "wells"}, {"country": "SN"}):
        html = readers["member"].get(PEOPLE, query).content.decode()
        assert "1 person" in html
        assert "Moussa" not in html


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=" + "x" * 9000, "page=-1", "page=x", "page=99999999999", "country=%00'", "q=%25_"],
)
def test_nonsense_is_answered_by_a_page(readers: Readers, query: str) -> None:
    profile(name_shown=Circle.MEMBERS)
    assert readers["member"].get(f"{PEOPLE}?{query}").status_code == 200


def test_somebody_suspended_or_erased_is_not_there(readers: Readers) -> None:
    shown = profile(name_shown=Circle.EVERYBODY)
    Person.objects.filter(pk=shown.person_id).update(is_active=False)
    assert readers["member"].get(f"{PEOPLE}{shown.key}/").status_code == 404


def test_a_page_of_people_asks_as_much_for_thirty_as_for_three(readers: Readers) -> None:
    counts = []
    for number in (3, 27):
        for _one in range(number):
            profile(name_shown=Circle.MEMBERS, function="Builder", function_shown=Circle.SPACES)
        readers["friend"].get(PEOPLE)
        with CaptureQueriesContext(connection) as queries:
            readers["friend"].get(PEOPLE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_of_people_are_kept_by_no_cache(readers: Readers) -> None:
    profile(name_shown=Circle.EVERYBODY)
    for client in (readers["visitor"], readers["member"]):
        control = client.get(PEOPLE)["Cache-Control"]
        assert "private" in control
        assert "no-store" in control


def form(**changes: Any) -> dict[str, Any]:
    """What the page of one's profile sends."""
    empty = dict.fromkeys(Profile.FIELDS, "")
    return {
        **empty,
        **{f"{field}_shown": "nobody" for field in (*Profile.FIELDS, "photo")},
        "name": "Awa Diallo",
        **changes,
    }


def test_one_fills_in_one_s_own_profile(
    awa: Person, sign_in: Callable[..., Client], wells: Organization
) -> None:
    client = sign_in(awa)
    sent = form(organization=wells.pk, offers="Wells", offers_shown="members", name_shown="members")
    assert client.post(EDIT, sent)["Location"] == EDIT
    found = Profile.objects.get(person=awa)
    assert (found.organization, found.offers_shown, found.phone_shown) == (
        wells,
        "members",
        "nobody",
    )
    client.post(EDIT, form(name="Awa D."))
    assert Profile.objects.get(person=awa).key == found.key


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Аwa"),
        ("phone", "call me <b>"),
        ("organization", "999999"),
        ("territory", "x"),
        ("name_shown", "world"),
        ("offers", "x" * 1001),
        ("function", "a\0b"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(
    awa: Person, sign_in: Callable[..., Client], field: str, value: str
) -> None:
    sent = form(**{"spoken": "Wolof, français", field: value})
    response = sign_in(awa).post(EDIT, sent)
    assert response.status_code == 200
    html = response.content.decode()
    assert 'role="alert"' in html
    assert "Wolof, français" in html
    assert not Profile.objects.exists()


def test_nobody_fills_in_the_profile_of_another(
    awa: Person, editor: Person, sign_in: Callable[..., Client]
) -> None:
    sign_in(awa).post(EDIT, form(person=editor.pk, key=str(uuid.uuid4()), pk=1))
    assert not Profile.objects.filter(person=editor).exists()


def test_name_and_language_are_corrected_and_nonsense_is_not_kept(
    awa: Person, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(awa)
    address = "/en/account/name/"
    good = {"first_name": "Awa", "last_name": "Ba", "language": "fr"}
    assert client.post(address, good)["Location"] == "/fr/account/"
    for bad in ({"last_name": "Ва <"}, {"language": "tlh"}, {"first_name": "\u202eawA"}):
        response = client.post(address, {**good, **bad})
        assert response.status_code == 200
        assert 'role="alert"' in response.content.decode()
    awa.refresh_from_db()
    assert (awa.get_full_name(), awa.language) == ("Awa Ba", "fr")
    client.post(address, {**good, "is_superuser": "on", "limited": "on", "email": "x@example.org"})
    awa.refresh_from_db()
    assert (awa.is_superuser, awa.limited, awa.email) == (False, False, "awa@example.org")


def test_the_editing_screens_follow_when_another_language_is_chosen(
    awa: Person, sign_in: Callable[..., Client]
) -> None:
    screens = UserProfile.objects.get(user=awa)
    client = sign_in(awa)
    form = {"first_name": "Awa", "last_name": "Ba"}
    for language in ("fr", "en", "fr"):
        client.post("/en/account/name/", {**form, "language": language})
        screens.refresh_from_db()
        assert screens.preferred_language == language
    screens.preferred_language = "en"
    screens.save()
    client.post("/en/account/name/", {**form, "last_name": "Diop", "language": "fr"})
    screens.refresh_from_db()
    assert screens.preferred_language == "en", "she changed her name alone"
