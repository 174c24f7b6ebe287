"""Saved searches: a name and an address, each its owner's alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from pages.actions import save_search
from pages.models import Home
from pages.own import saved_search_rows
from people.actions.erase import erase
from people.models import Person
from search.models import SavedSearch
from tests.factories import PersonFactory, a_space, belonging

LIST = "/en/search/saved/"

pytestmark = pytest.mark.usefixtures("homes")


@pytest.fixture
def awa(db: None) -> Person:
    """Somebody who searches."""
    found: Person = PersonFactory()
    return found


@pytest.fixture
def hers(client: Client, awa: Person) -> Client:
    """Her browser."""
    client.force_login(awa)
    return client


def save(client: Client, query: str, name: str = "Wells", address: str = LIST) -> int:
    """Send the form that saves a search; its status."""
    return client.post(address, {"query": query, "name": name}).status_code


def saved(person: Person, **fields: str) -> SavedSearch:
    """A search that somebody saved."""
    values = {"name": "Wells", "query": "q=wells", "language": "en", **fields}
    return SavedSearch.objects.create(person=person, **values)


def test_a_search_is_saved_from_the_page_of_its_results(hers: Client, awa: Person) -> None:
    page = hers.get("/en/search/?q=wells&type=project&sort=date&page=1").content.decode()
    assert 'value="q=wells&amp;type=project&amp;sort=date"' in page
    assert 'value="wells, Project"' in page
    assert save(hers, "q=wells&type=project&sort=date", "My wells") == 302
    found = SavedSearch.objects.get()
    assert (found.person, found.name, found.language) == (awa, "My wells", "en")
    assert found.query == "q=wells&type=project&sort=date"
    assert found.last_run is None
    listed = hers.get(LIST).content.decode()
    assert "“My wells” is saved." in listed
    assert "wells, Project" in listed


def test_only_what_the_search_knows_is_kept(hers: Client) -> None:
    asked = "q=%20a%00%20well%20&page=7&format=csv&shape=round&type=project&type=a'b&space=x%20y"
    save(hers, asked + "&sort=size&date_from=2026-01-01")
    query = "q=a+well&type=project&date_from=2026-01-01&space=x+y"
    assert SavedSearch.objects.get().query == query


def test_saving_the_same_search_again_gives_it_the_new_name(hers: Client, awa: Person) -> None:
    for name in ("Wells", "Pumps"):
        save(hers, "q=wells", name)
    save(hers, "q=wells", "Puits", "/fr/search/saved/")
    rows = SavedSearch.objects.of(awa).values_list("name", "language")
    assert set(rows) == {("Pumps", "en"), ("Puits", "fr")}


def test_a_saved_search_is_run_in_its_language_and_the_run_is_noted(
    hers: Client, awa: Person
) -> None:
    kept = saved(awa, language="fr", query="q=eau&theme=water")
    assert hers.head(f"{LIST}{kept.pk}/").status_code == 302
    kept.refresh_from_db()
    assert kept.last_run is None
    response = hers.get(f"{LIST}{kept.pk}/")
    assert response["Location"] == "/fr/search/?q=eau&theme=water"
    kept.refresh_from_db()
    assert kept.last_run is not None
    assert "last run on" in hers.get(LIST).content.decode()


def test_a_saved_search_is_renamed_and_deleted(hers: Client, awa: Person) -> None:
    kept = saved(awa)
    assert hers.post(f"{LIST}{kept.pk}/", {"act": "rename", "name": " Pumps "})["Location"] == LIST
    assert SavedSearch.objects.get().name == "Pumps"
    assert hers.post(f"{LIST}{kept.pk}/", {"act": "delete"})["Location"] == LIST
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 101, "a\0b"])
def test_a_name_that_cannot_be_is_refused_and_what_was_typed_stays(
    hers: Client, awa: Person, name: str
) -> None:
    kept = saved(awa)
    for address, data in ((LIST, {"query": "q=seeds"}), (f"{LIST}{kept.pk}/", {"act": "rename"})):
        response = hers.post(address, {**data, "name": name})
        assert response.status_code == 422
        html = response.content.decode()
        assert 'role="alert"' in html
        assert f'value="{escape(name)}"' in html
        assert ("q=seeds" in html) == ("query" in data)
    assert list(SavedSearch.objects.values_list("name", "query")) == [("Wells", "q=wells")]


def test_no_more_than_fifty_are_kept_and_the_one_too_many_is_still_there_to_save(
    hers: Client, awa: Person
) -> None:
    for number in range(save_search.MOST):
        saved(awa, query=f"q={number}")
    saved(PersonFactory())
    response = hers.post(LIST, {"query": "q=seeds", "name": "My <seeds>"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "as many as there can be" in html
    assert "My &lt;seeds&gt;" in html
    assert 'value="q=seeds"' in html
    assert SavedSearch.objects.of(awa).count() == 50
    assert save(hers, "q=7", "Seven") == 302


def test_what_asks_for_too_much_is_refused_in_words(hers: Client) -> None:
    values = "&".join(
        f"{name}={number}{'x' * 45}"
        for name in ("theme", "country", "year", "type", "language")
        for number in range(10)
    )
    response = hers.post(LIST, {"query": values, "name": "Much"})
    assert response.status_code == 422
    assert "take off some filters" in response.content.decode()
    assert save(hers, "q=" + "a" * 9000) == 422
    assert not SavedSearch.objects.exists()


def test_nobody_sees_runs_or_changes_another_s(hers: Client) -> None:
    other = saved(PersonFactory(), name="Secret search")
    address = f"{LIST}{other.pk}/"
    nothing = f"{LIST}{other.pk + 1}/"
    assert "Secret search" not in hers.get(LIST).content.decode()
    for data in (None, {"act": "rename", "name": "Mine"}, {"act": "delete"}, {"act": "x"}):
        answers = [
            hers.get(one) if data is None else hers.post(one, data) for one in (address, nothing)
        ]
        assert [answer.status_code for answer in answers] == [404, 404]
        bodies = [
            answer.content.replace(one.encode(), b"").replace(one.replace("/", "%2F").encode(), b"")
            for answer, one in zip(answers, (address, nothing), strict=True)
        ]
        assert bodies[0] == bodies[1]
    other.refresh_from_db()
    assert (other.name, other.last_run) == ("Secret search", None)


def test_visitors_are_asked_to_sign_in_and_find_no_form(client: Client, awa: Person) -> None:
    for address in (LIST, f"{LIST}{saved(awa).pk}/"):
        for answer in (client.get(address), client.post(address, {"name": "x", "query": "q=x"})):
            assert answer.status_code == 302
            assert "/account/login/" in answer["Location"]
    assert SavedSearch.objects.count() == 1
    assert LIST not in client.get("/en/search/?q=xylophone").content.decode()


def test_forms_of_another_site_are_refused(awa: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(awa)
    assert save(browser, "q=wells") == 403


def test_an_act_that_does_not_exist_is_refused(hers: Client, awa: Person) -> None:
    kept = saved(awa)
    assert hers.post(f"{LIST}{kept.pk}/", {"act": "explode"}).status_code == 400
    assert hers.get(f"{LIST}{10**30}/").status_code == 404


def test_a_space_is_named_to_those_who_see_it_only(hers: Client, awa: Person) -> None:
    a_space("atelier", "secret", names={"fr": "Espace caché", "en": "Hidden space"})
    saved(awa, query="q=wells&space=atelier")
    assert "Hidden space" not in hers.get(LIST).content.decode()
    insider = belonging(a_space("shed", names={"fr": "Remise", "en": "The shed"}), "reader")
    saved(insider, query="q=wells&space=shed")
    hers.force_login(insider)
    assert "The shed" in hers.get(LIST).content.decode()


def test_the_list_is_kept_by_nobody_and_costs_the_same_for_many(hers: Client, awa: Person) -> None:
    counts = []
    for number in (2, 20):
        for one in range(number):
            saved(awa, query=f"q={number}-{one}&space=s{one}")
        hers.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            response = hers.get(LIST)
        assert "private" in response["Cache-Control"]
        assert "no-store" in response["Cache-Control"]
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_they_are_part_of_one_s_own_data_and_go_with_the_account(awa: Person) -> None:
    saved(awa, language="fr", query="q=eau")
    other = saved(PersonFactory())
    rows = saved_search_rows(awa)
    assert [(row["name"], row["address"]) for row in rows] == [("Wells", "/fr/search/?q=eau")]
    erase(awa)
    assert list(SavedSearch.objects.all()) == [other]


def test_the_account_leads_to_them(hers: Client, home: Home) -> None:
    assert LIST in hers.get("/en/account/").content.decode()
