"""Managers set how their space works; what changes much is said in words and numbers first."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access import journal
from access.actions.space import parts_changed
from access.models import JournalEntry, Membership, Space
from access.visibility import audiences_of
from pages.models.space_home import SpaceHome
from people.journal_words import SENTENCES, sentence_of
from people.models import Person
from tests.factories import PersonFactory, a_space, belonging, signed_in
from tests.people.spaces.conftest import AsPreset

SETTINGS = "/en/spaces/atelier/settings/"
PAGES = ("", "names/", "preset/", "newcomers/", "parts/", "state/")
NAMES = {"name_fr": "Atelier neuf", "name_en": "New workshop", "sentence_fr": "Neuf."}


@pytest.mark.parametrize("page", [*PAGES, "../journal/"])
@pytest.mark.parametrize("who", ["anonymous", "outsider", "reader", "contributor", "publisher"])
def test_settings_are_for_managers_only(space: Space, page: str, who: str) -> None:
    client = {
        "anonymous": Client,
        "outsider": lambda: signed_in(PersonFactory()),
    }.get(who, lambda: signed_in(belonging(space, who)))()
    address = SETTINGS.replace("settings/", "journal/") if "journal" in page else SETTINGS + page
    assert client.get(address).status_code == 404
    assert client.post(address, {**NAMES, "preset": "open", "status": "archived"}).status_code in (
        404, 405,
    )  # fmt: skip
    space.refresh_from_db()
    assert (space.preset, space.status, space.name) == ("members", "active", space.name)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_light(space: Space, as_manager: Client, page: str) -> None:
    answer = as_manager.get(SETTINGS + page)
    assert answer.status_code == 200
    assert len(answer.content) < 40_000


def test_names_and_sentences_reach_the_home_pages(space: Space, as_manager: Client) -> None:
    assert as_manager.post(f"{SETTINGS}names/", NAMES).status_code == 302
    space.refresh_from_db()
    assert space.names == {"fr": "Atelier neuf", "en": "New workshop"}
    titles = SpaceHome.objects.filter(space=space).values_list("locale__language_code", "title")
    assert dict(titles) == {"fr": "Atelier neuf", "en": "New workshop"}
    assert set(SpaceHome.objects.values_list("summary", flat=True)) == {"Neuf."}


def test_a_draft_of_the_home_page_is_kept_under_the_new_name(
    space: Space, as_manager: Client
) -> None:
    home = SpaceHome.objects.get(space=space, locale__language_code="fr")
    home.welcome = [("paragraph", "<p>Brouillon</p>")]
    home.save_revision()
    as_manager.post(f"{SETTINGS}names/", NAMES)
    home = SpaceHome.objects.get(pk=home.pk)
    draft = home.get_latest_revision_as_object()
    assert (home.title, draft.title) == ("Atelier neuf", "Atelier neuf")
    assert "Brouillon" in str(draft.welcome)
    assert "Brouillon" not in str(home.welcome)
    assert home.has_unpublished_changes


def test_publishing_the_home_page_renames_the_space(space: Space) -> None:
    home = SpaceHome.objects.get(space=space, locale__language_code="en")
    home.title = "Renamed"
    home.save_revision().publish()
    space.refresh_from_db()
    assert space.names["en"] == "Renamed"
    assert space.names["fr"] == "Espace atelier"


@pytest.mark.parametrize(
    "data",
    [{}, {"name_fr": " "}, {"name_fr": "\u200b"}, {"name_fr": "x" * 121}, {"name_fr": "a\0b"}],
)
def test_a_space_keeps_a_name(space: Space, as_manager: Client, data: dict[str, str]) -> None:
    assert as_manager.post(f"{SETTINGS}names/", data).status_code == 400
    space.refresh_from_db()
    assert space.names["fr"] == "Espace atelier"


def test_opening_a_space_says_first_how_many_people_gain_sight(
    space: Space, as_manager: Client
) -> None:
    for _one in range(3):
        PersonFactory()
    PersonFactory(limited=True)
    PersonFactory(is_active=False)
    belonging(space, "reader")
    html = as_manager.get(f"{SETTINGS}preset/?preset=open").content.decode()
    assert "2 people belong to the space" in html
    assert "3 other people will read all" in html
    space.refresh_from_db()
    assert space.preset == "members"
    as_manager.post(f"{SETTINGS}preset/", {"preset": "open"})
    space.refresh_from_db()
    assert space.preset == "open"
    gained = [person for person in Person.objects.all() if space.audience in audiences_of(person)]
    assert len(gained) == 5


def test_closing_a_space_says_first_how_many_people_lose_sight(
    as_preset: AsPreset, as_manager: Client
) -> None:
    as_preset("open")
    PersonFactory()
    html = as_manager.get(f"{SETTINGS}preset/?preset=secret").content.decode()
    assert "1 person who does not belong to it will no longer read" in html
    assert "no longer know that it exists" in html
    html = as_manager.get(f"{SETTINGS}preset/?preset=members").content.decode()
    assert "no longer know that it exists" not in html


def test_a_secret_space_that_is_listed_becomes_known_and_nobody_reads_more(
    as_preset: AsPreset, as_manager: Client
) -> None:
    as_preset("secret")
    html = as_manager.get(f"{SETTINGS}preset/?preset=team").content.decode()
    assert "will see that it exists" in html
    assert "Nobody begins or ceases to read" in html


@pytest.mark.parametrize(("page", "name"), [("preset/", "preset"), ("state/", "status")])
@pytest.mark.parametrize("value", ["", "emperor", "\0"])
def test_a_choice_that_does_not_exist_changes_nothing(
    space: Space, as_manager: Client, page: str, name: str, value: str
) -> None:
    assert as_manager.post(SETTINGS + page, {name: value}).status_code == 400
    assert as_manager.get(SETTINGS + page, {name: value}).status_code == 400
    space.refresh_from_db()
    assert (space.preset, space.status) == ("members", "active")


def test_the_state_is_confirmed_in_words_and_can_be_changed_back(
    space: Space, as_manager: Client
) -> None:
    for status in ("read_only", "archived", "active"):
        html = as_manager.get(f"{SETTINGS}state/?status={status}").content.decode()
        assert "can change this back" in html
        as_manager.post(f"{SETTINGS}state/", {"status": status})
        space.refresh_from_db()
        assert space.status == status
    assert JournalEntry.objects.filter(verb="status_changed").count() == 3


def test_newcomers_get_a_role_and_questions(space: Space, as_manager: Client) -> None:
    data = {
        "newcomer_role": "reader", "questions_fr": "Pourquoi ?\n\nD’où ?", "questions_en": "Why?",
    }  # fmt: skip
    as_manager.post(f"{SETTINGS}newcomers/", data)
    space.refresh_from_db()
    assert space.newcomer_role == "reader"
    assert space.questions == [{"fr": "Pourquoi ?", "en": "Why?"}, {"fr": "D’où ?"}]
    html = as_manager.get(f"{SETTINGS}newcomers/").content.decode()
    assert "Pourquoi ?\nD’où ?" in html


@pytest.mark.parametrize(
    "data",
    [
        {"newcomer_role": "manager"},
        {"newcomer_role": "emperor"},
        {"newcomer_role": "reader", "questions_fr": "a\n" * 6},
        {"newcomer_role": "reader", "questions_fr": "x" * 201},
    ],
)
def test_newcomers_never_manage_and_questions_are_few_and_short(
    space: Space, as_manager: Client, data: dict[str, str]
) -> None:
    assert as_manager.post(f"{SETTINGS}newcomers/", data).status_code == 400
    space.refresh_from_db()
    assert (space.newcomer_role, space.questions) == ("contributor", [])


def test_a_part_that_is_off_is_in_no_menu_and_what_it_holds_is_kept(
    space: Space, as_manager: Client
) -> None:
    heard: list[tuple[list[str], list[str]]] = []
    parts_changed.connect(keep := lambda before, after, **signal: heard.append((before, after)))
    as_manager.post(f"{SETTINGS}parts/", {"parts": ["notes", "files"]})
    as_manager.post(f"{SETTINGS}parts/", {"parts": ["notes", "files"]})
    assert as_manager.post(f"{SETTINGS}parts/", {"parts": ["crown"]}).status_code == 400
    parts_changed.disconnect(keep)
    space.refresh_from_db()
    assert space.parts == ["notes", "files"]
    assert heard == [(["notes", "discussions", "files", "events", "people"], ["notes", "files"])]
    assert as_manager.get("/en/spaces/atelier/people/").status_code == 404
    assert Membership.objects.filter(space=space).count() == 1
    as_manager.post(f"{SETTINGS}parts/", {"parts": ["people"]})
    assert as_manager.get("/en/spaces/atelier/people/").status_code == 200


def test_the_journal_speaks_in_sentences_and_forgets_names_of_erased_people(
    space: Space, as_manager: Client, manager: Person
) -> None:
    person = belonging(space, "reader", first_name="Canari", last_name="Sy")
    as_manager.post(
        "/en/spaces/atelier/people/",
        {"change": (key := person.memberships.get().pk), f"role-{key}": "publisher"},
    )
    html = as_manager.get("/en/spaces/atelier/journal/").content.decode()
    assert "<bdi>Mariam Touré</bdi> gave <bdi>Canari Sy</bdi> another role: publisher." in html
    assert "<bdi>Mariam Touré</bdi> came in: manager." in html
    person.delete()
    html = as_manager.get("/en/spaces/atelier/journal/").content.decode()
    assert "<bdi>Mariam Touré</bdi> gave a former member another role: publisher." in html
    assert "Canari" not in html


@pytest.mark.parametrize("verb", JournalEntry.Verb.values)
def test_every_act_has_a_sentence(space: Space, manager: Person, verb: str) -> None:
    assert verb in SENTENCES
    for actor, person in ((manager, None), (None, None), (manager, manager), (None, manager)):
        entry = journal.write(
            verb, actor, space, person, "gone", before="gone", after=["gone"], number=2
        )
        assert "%(" not in sentence_of(entry)


def test_what_people_wrote_stands_apart_in_the_journal_and_is_no_markup(
    space: Space, as_manager: Client, manager: Person
) -> None:
    odd = PersonFactory(first_name="<b>Odd</b>", last_name="& Co")
    journal.write(JournalEntry.Verb.ENTERED, odd, space, odd, reason="<i>See</i>")
    html = as_manager.get("/en/spaces/atelier/journal/").content.decode()
    assert "<bdi>&lt;b&gt;Odd&lt;/b&gt; &amp; Co</bdi>" in html
    assert "<bdi>&lt;i&gt;See&lt;/i&gt;</bdi>" in html
    entry = journal.write(JournalEntry.Verb.ERASED, None, space, None)
    assert sentence_of(entry).startswith("The account of a former member")


def test_the_journal_of_a_space_holds_nothing_of_others(space: Space, as_manager: Client) -> None:
    belonging(a_space("ailleurs"), "reader", first_name="Canari")
    assert "Canari" not in as_manager.get("/en/spaces/atelier/journal/").content.decode()


def test_the_journal_is_light_and_its_queries_do_not_grow(space: Space, as_manager: Client) -> None:
    counts = []
    for number in (2, 80):
        for _one in range(number):
            belonging(space, "reader")
        as_manager.get("/en/spaces/atelier/journal/")
        with CaptureQueriesContext(connection) as queries:
            answer = as_manager.get("/en/spaces/atelier/journal/")
        counts.append(len(queries))
        assert len(answer.content) < 40_000
    assert counts[0] == counts[1]
