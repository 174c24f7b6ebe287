"""Feeds of one person, at an address that nobody can guess and that she can stop."""

import re
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from icalendar import Calendar

from access.actions.membership import end, give
from access.models import AudienceRoot
from exchange.calendars import timely_events
from exchange.feeds import newest_items
from exchange.personal import FEEDS, all_documents
from pages.models import Home, Section, SpaceHome
from passerelle.audit.answer import WEIGHT
from people.models import Person
from people.tokens import issue, revoke
from search.indexing import reindex
from tests.factories import ITEMS, PersonFactory, a_space, add, day, item, translate

FORMS = ("atom", "ics")
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def section(home: Home) -> Section:
    """A French section with a page of each type."""
    section = add(home, Section, "Rubrique")
    for code in ITEMS:
        if code != "action_sheet":
            item(code, section, f"Titre {code}", summary="Deux mots.")
    return section


@pytest.fixture
def awa(homes: tuple[Home, Home]) -> Person:
    """Somebody without any space."""
    return PersonFactory()


def entries(response: Any) -> list[bytes]:
    """The entries of a feed, each as it is written."""
    assert response.status_code == 200
    feed = ElementTree.fromstring(response.content)
    return [ElementTree.tostring(entry) for entry in feed.iterfind("atom:entry", ATOM)]


def events(response: Any) -> list[bytes]:
    """The events of a calendar, each as it is written."""
    assert response.status_code == 200
    return [event.to_ical() for event in Calendar.from_ical(response.content).events]


def titles(response: Any) -> list[str]:
    """The titles of the entries of a feed."""
    feed = ElementTree.fromstring(response.content)
    return [str(title.text) for title in feed.iterfind("atom:entry/atom:title", ATOM)]


def test_without_a_space_one_gets_what_everybody_gets(
    client: Client, awa: Person, section: Section
) -> None:
    reindex()
    token = issue(awa, FEEDS)
    own, public = client.get(f"/fr/feeds/{token}.atom"), client.get("/fr/rubrique.atom")
    assert len(entries(own)) == len(ITEMS) - 1
    assert entries(own) == entries(public)
    assert own["Content-Type"] == public["Content-Type"]
    own, public = client.get(f"/fr/feeds/{token}.ics"), client.get("/fr/rubrique.ics")
    assert len(events(own)) == 2
    assert events(own) == events(public)
    assert own["Content-Type"] == public["Content-Type"]


def test_a_feed_is_over_the_whole_site_in_the_language_of_its_address(
    client: Client, awa: Person, home: Home, english: Home
) -> None:
    french = item("article", home, "En deux langues")
    translate(french, english, "In two languages")
    item("workshop", english, "Only in English", starts_on=day(3))
    reindex()
    token = issue(awa, FEEDS)
    answers = {code: client.get(f"/{code}/feeds/{token}.atom") for code in ("fr", "en")}
    assert sorted(titles(answers["fr"])) == ["En deux langues", "Only in English"]
    assert sorted(titles(answers["en"])) == ["In two languages", "Only in English"]
    ids = [re.search(rb"<id>(.*?)</id>", answer.content)[1] for answer in answers.values()]
    assert ids[0] != ids[1]


def test_a_feed_holds_the_thirty_newest_items(client: Client, awa: Person, home: Home) -> None:
    for number in range(32):
        item("article", home, f"Article {number}")
    reindex()
    assert len(entries(client.get(f"/fr/feeds/{issue(awa, FEEDS)}.atom"))) == 30


def test_what_the_person_may_not_see_is_in_none_of_her_feeds(
    client: Client, awa: Person, home: Home
) -> None:
    space = add(home, Section, "Espace")
    AudienceRoot.objects.create(page=space, audience="space:1")
    item("seminar", space, "Canari", starts_on=day(5))
    withdrawn = item("seminar", home, "Canari retiré", starts_on=day(5))
    reindex()
    type(withdrawn).objects.filter(pk=withdrawn.pk).update(live=False)
    token = issue(awa, FEEDS)
    for form in FORMS:
        assert b"Canari" not in client.get(f"/fr/feeds/{token}.{form}").content


def test_items_of_a_space_are_in_the_feeds_of_those_who_hold_its_audience(home: Home) -> None:
    space = add(home, Section, "Espace")
    AudienceRoot.objects.create(page=space, audience="space:1")
    seminar = item("seminar", space, "Entre nous", starts_on=day(5))
    reindex()
    for audiences, seen in ((("public",), []), (("public", "space:1"), [seminar.pk])):
        documents = all_documents("fr", audiences)
        assert [page.pk for page, _document in newest_items(documents, audiences)] == seen
        assert [event.pk for event in timely_events(documents, audiences)] == seen
    # The index may lag behind: who proposes more than may be seen gives no more.
    lagging = all_documents("fr", ("public", "space:1"))
    assert newest_items(lagging, ("public",)) == timely_events(lagging, ("public",)) == []


@pytest.mark.parametrize("form", FORMS)
def test_an_address_that_counts_no_more_answers_as_one_where_nothing_ever_was(
    client: Client, awa: Person, home: Home, form: str
) -> None:
    revoked, renewed, exported = issue(awa, FEEDS), issue(awa, FEEDS), issue(awa, "export")
    suspended = issue(PersonFactory(is_active=False), FEEDS)
    revoke(awa, FEEDS)
    paths = [
        *(f"feeds/{token}.{form}" for token in (revoked, renewed, exported, suspended)),
        *(f"feeds/{token}.{form}" for token in ("x", "x" * 22, "%00", "a.b", "é")),
        f"feeds/.{form}",
        f"nowhere/xxxx.{form}",
        f"feeds/{'x' * 22}",
    ]
    answers = set()
    for path in paths:
        response = client.get(f"/fr/{path}")
        asked = response.wsgi_request.path.removeprefix("/fr/")
        html = WEIGHT.sub("", response.content.decode())
        for written in (quote(asked), escape(asked)):
            html = html.replace(written, "…")
        headers = {**response.headers, "Content-Length": "", "X-Request-ID": ""}
        answers.add((response.status_code, html, str(sorted(headers.items()))))
    assert {status for status, _html, _headers in answers} == {404}
    assert len(answers) == 1


def test_stopping_making_anew_and_suspending_act_at_once(
    client: Client, awa: Person, home: Home
) -> None:
    first = issue(awa, FEEDS)
    assert client.get(f"/fr/feeds/{first}.atom").status_code == 200
    second = issue(awa, FEEDS)
    assert client.get(f"/fr/feeds/{first}.atom").status_code == 404
    assert client.get(f"/fr/feeds/{second}.ics").status_code == 200
    Person.objects.filter(pk=awa.pk).update(is_active=False)
    assert client.get(f"/fr/feeds/{second}.ics").status_code == 404
    Person.objects.filter(pk=awa.pk).update(is_active=True)
    revoke(awa, FEEDS)
    assert client.get(f"/fr/feeds/{second}.ics").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_nobody_keeps_an_answer_and_no_session_is_looked_at(
    client: Client, awa: Person, section: Section, form: str
) -> None:
    reindex()
    address = f"/fr/feeds/{issue(awa, FEEDS)}.{form}"
    plain = client.get(address)
    client.force_login(PersonFactory())
    for response in (plain, client.get(address, headers={"If-None-Match": "*"})):
        assert response.status_code == 200
        assert response.content == plain.content
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.has_header("ETag")
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    assert client.head(address).content == b""
    assert client.post(address).status_code == 405


def test_a_feed_does_not_hold_its_own_address(
    client: Client, awa: Person, section: Section
) -> None:
    token = issue(awa, FEEDS)
    for form in FORMS:
        assert token.encode() not in client.get(f"/fr/feeds/{token}.{form}").content


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_takes_the_same_number_of_queries_for_three_and_for_thirty_items(
    client: Client, awa: Person, home: Home, form: str
) -> None:
    token = issue(awa, FEEDS)
    counts = []
    for count in (3, 27):
        for number in range(count):
            item("seminar", home, f"Séminaire {number} de {count}", starts_on=day(4))
        reindex()
        client.get(f"/fr/feeds/{token}.{form}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/fr/feeds/{token}.{form}")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


def test_a_page_of_her_space_is_in_the_feeds_of_a_member_until_she_leaves(
    client: Client, awa: Person, home: Home
) -> None:
    space = a_space("atelier", "team")
    inside = SpaceHome.objects.get(space=space, locale=home.locale)
    item("seminar", inside, "Entre nous", starts_on=day(5))
    reindex()
    token = issue(awa, FEEDS)
    assert_in_feeds(client, token, seen=False)
    membership = give(space, awa, "reader", actor=None)
    assert_in_feeds(client, token, seen=True)
    end(membership, actor=awa)
    assert_in_feeds(client, token, seen=False)


def assert_in_feeds(client: Client, token: str, seen: bool) -> None:
    """Whether the page of the space is in both forms of the feed."""
    for form in FORMS:
        content = client.get(f"/fr/feeds/{token}.{form}").content.decode()
        assert ("Entre nous" in content) is seen
