"""Pages that editors pin stand above the results of the words that they pinned them for."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import AudienceRoot
from pages.models import Section
from search.pins import Pin
from tests.factories import holding, item, signed_in
from tests.search.conftest import Find, titles
from tests.search.telling import write_index

LIST = "/admin/snippets/search/pin/"
ADD = f"{LIST}add/"


def pinned(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    """The titles above the results."""
    return [hit["title"] for hit in answer["pinned"]]


@pytest.fixture
def editor(roles: dict[str, Group]) -> Client:
    """The browser of an editor."""
    return signed_in(holding(roles["editor"]))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("typed", ["demander une subvention", "Subventions demandées"])
def test_a_pinned_page_comes_first_whatever_the_order_and_the_endings_of_the_words(
    section: Section, find: Find, typed: str
) -> None:
    item("article", section, "Demande de subvention")
    guide = item("article", section, "Trouver de l’argent")
    Pin.objects.create(words="subvention demander", page=guide)
    answer = find(typed)
    assert pinned(answer) == ["Trouver de l’argent"]
    assert titles(answer) == ["Demande de subvention"]
    assert answer["total"] == 1


@pytest.mark.usefixtures("engine")
def test_a_pinned_page_that_is_found_anyway_is_shown_once_and_counted(
    section: Section, find: Find
) -> None:
    item("article", section, "Un puits")
    Pin.objects.create(words="puits", page=item("article", section, "Le puits"))
    answer = find("puits")
    assert pinned(answer) == ["Le puits"]
    assert titles(answer) == ["Un puits"]
    assert answer["total"] == 2


def test_a_pinned_page_does_not_follow_among_those_with_some_of_the_words(
    section: Section, find: Find
) -> None:
    Pin.objects.create(words="puits village", page=item("article", section, "Le puits"))
    item("article", section, "Un village")
    answer = find("puits village")
    assert pinned(answer) == ["Le puits"]
    assert [hit["title"] for hit in answer["others"]] == ["Un village"]


def test_words_that_editors_chose_a_page_for_are_not_taken_for_a_slip(
    section: Section, client: Client
) -> None:
    item("article", section, "La vaccination des enfants")
    Pin.objects.create(words="vacination", page=item("article", section, "Trouver"))
    write_index()
    answer = client.get("/en/search/?q=vacination&format=json").json()
    assert pinned(answer) == ["Trouver"]
    assert (answer["total"], answer["corrected"]) == (0, "")
    assert answer["suggestion"] == "vaccination"
    page = client.get("/en/search/?q=vacination").content.decode()
    assert "Nothing found" not in page
    assert "Did you mean" in page


def test_a_pinned_page_that_alone_is_found_leaves_no_empty_list(
    section: Section, client: Client
) -> None:
    Pin.objects.create(words="puits", page=item("article", section, "Le puits"))
    write_index()
    page = client.get("/en/search/?q=puits").content.decode()
    assert "1 result" in page
    assert '<ul class="rows"></ul>' not in page


def test_several_pages_stand_in_the_order_that_editors_gave(section: Section, find: Find) -> None:
    for rank, title in ((2, "Deux"), (1, "Un")):
        Pin.objects.create(words="eau", page=item("article", section, title), rank=rank)
    assert pinned(find("eau")) == ["Un", "Deux"]


def test_readers_of_another_language_are_shown_the_translation(
    section: Section, rubric: Section, find: Find
) -> None:
    french = item("article", section, "Statuts")
    item("article", rubric, "Statutes", translation_key=french.translation_key)
    Pin.objects.create(words="association", page=french)
    assert pinned(find("association", reader="en")) == ["Statutes"]
    assert pinned(find("association")) == ["Statuts"]


def test_a_page_that_is_withdrawn_or_closed_is_not_shown(section: Section, find: Find) -> None:
    closed, gone = (item("article", section, title) for title in ("Fermé", "Retiré"))
    for page in (closed, gone):
        Pin.objects.create(words="eau", page=page)
    AudienceRoot.objects.create(page=closed, audience="space:1")
    gone.unpublish()
    assert pinned(find("eau")) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "eau potable"},
        {"q": "eau -pluie"},
        {"q": "eau -country:SN"},
        {"q": "eau", "sort": "date"},
        {"q": "eau", "type": "article"},
        {"q": "eau", "date_from": "2020-01-01"},
    ],
)
def test_whoever_asks_for_something_else_or_narrows_is_shown_no_pinned_page(
    section: Section, client: Client, parameters: dict[str, str]
) -> None:
    Pin.objects.create(words="eau", page=item("article", section, "Eau"))
    write_index()
    answer = client.get("/fr/search/", {**parameters, "format": "json"}).json()
    assert answer["pinned"] == []


def test_the_page_of_results_says_who_chose(section: Section, client: Client) -> None:
    Pin.objects.create(words="eau", page=item("article", section, "Trouver"))
    write_index()
    page = client.get("/en/search/?q=eau").content.decode()
    assert page.index("Chosen by the editors") < page.index("Trouver")
    assert "Chosen by the editors" not in client.get("/en/search/?q=trouver").content.decode()


def test_pins_ask_no_query_where_there_are_none(section: Section, client: Client) -> None:
    item("article", section, "Eau")
    write_index()
    client.get("/fr/search/?q=eau")
    with CaptureQueriesContext(connection) as captured:
        client.get("/fr/search/?q=eau")
    # What PostgreSQL is told of how to answer is no question.
    asked = [query["sql"] for query in captured if " FROM " in query["sql"]]
    assert len(asked) <= 9
    assert not any("search_pin" in sql for sql in asked)


def test_an_editor_pins_a_page_in_the_editing_screens(
    editor: Client, section: Section, find: Find
) -> None:
    page = item("article", section, "Trouver")
    response = editor.post(ADD, {"words": "argent", "page": page.pk, "rank": 1})
    assert response.status_code == 302
    assert "argent" in editor.get(LIST).content.decode()
    assert pinned(find("argent")) == ["Trouver"]


def test_a_page_that_not_everybody_may_read_is_refused_and_a_closed_one_no_longer_listed(
    editor: Client, section: Section
) -> None:
    page = item("article", section, "Trouver")
    pin = Pin.objects.create(words="argent", page=page)
    AudienceRoot.objects.create(page=page, audience="space:1")
    with pytest.raises(ValidationError) as refusal:
        Pin(words="argent", page=page).full_clean()
    assert "page" in refusal.value.message_dict
    assert "Trouver" not in editor.get(LIST).content.decode()
    assert editor.get(f"{LIST}edit/{pin.pk}/").status_code == 404
    assert editor.get(f"{LIST}delete/{pin.pk}/").status_code == 404


@pytest.mark.parametrize("words", ["le", "-eau"])
def test_words_that_no_search_is_for_are_refused(section: Section, words: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Pin(words=words, page=item("article", section, "Trouver")).full_clean()
    assert "words" in refusal.value.message_dict


def test_others_do_not_come_to_the_screens(roles: dict[str, Group]) -> None:
    assert signed_in(holding(roles["contributor"])).get(ADD).status_code in (302, 403, 404)
    assert not Pin.objects.exists()
