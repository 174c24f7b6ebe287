"""What is new since one was last in a space: on its home, and over all of one's spaces."""

import datetime

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.actions.membership import end, give
from access.actions.space import change_parts
from access.models import Membership, Space
from discussions.actions.write import Words, comment
from files.models import SiteDocument
from pages.models import Article, SpaceHome
from people.models import Person
from tests.discussions.conftest import answered, begun
from tests.factories import PersonFactory, a_space, add, belonging

LATER = datetime.timedelta(hours=2)


@pytest.fixture
def reader(space: Space) -> Person:
    """Somebody who was there an hour ago."""
    person = belonging(space, "reader")
    visited = timezone.now() - datetime.timedelta(hours=1)
    Membership.objects.filter(person=person).update(visited_at=visited)
    return person


def news_in(client: Client, address: str = "/en/new/") -> str:
    """The news of a page, without what surrounds them."""
    html = client.get(address).content.decode()
    return html.partition("<main")[2].partition("</main>")[0].partition("Latest notes")[0]


def test_notes_messages_pages_and_files_are_told_with_their_kind_author_and_space(
    client: Client, space: Space, writer: Person, reader: Person
) -> None:
    begun(space, writer, "note", "Une visite")
    answered(begun(space, writer, "discussion", "Le devis").thread, writer)
    home = SpaceHome.objects.get(space=space, locale__language_code="fr")
    page = add(home, Article, "Le bilan")
    comment(space, page.translation_key, "fr", writer, Words("Bravo"))
    SiteDocument.objects.create(
        title="La charte", file=ContentFile(b"x", name="c.txt"),
        collection=space.collection, uploaded_by_user=writer,
    )  # fmt: skip
    client.force_login(reader)
    html = news_in(client)
    for title in ("Une visite", "Le devis", "Le bilan", "La charte", "Space atelier", "Moussa Ba"):
        assert title in html
    assert "1 note, 1 discussion, answers in 1 discussion, 1 page, 1 file." in html
    assert "Une visite" in news_in(client, "/en/spaces/atelier/")


def test_what_one_wrote_oneself_is_no_news(client: Client, space: Space, writer: Person) -> None:
    begun(space, writer, "note", "Une visite")
    client.force_login(writer)
    assert "Une visite" not in news_in(client)


def test_news_stay_new_for_the_time_of_a_visit_and_are_old_at_the_next(
    client: Client, space: Space, writer: Person, reader: Person
) -> None:
    begun(space, writer, "note", "Une visite")
    client.force_login(reader)
    for _time in range(3):
        assert "1 note" in news_in(client, "/en/spaces/atelier/")
        assert "Une visite" in news_in(client)
    with time_machine.travel(timezone.now() + LATER):
        assert "1 note" not in news_in(client, "/en/spaces/atelier/")
        assert "Une visite" not in news_in(client)


def test_a_newcomer_sees_what_came_after_her(client: Client, space: Space, writer: Person) -> None:
    begun(space, writer, "note", "Avant")
    client.force_login(belonging(space, "reader"))
    begun(space, writer, "note", "Après")
    html = news_in(client)
    assert "Après" in html
    assert "Avant" not in html


def test_nothing_of_a_space_that_one_left_or_never_entered_is_told(
    client: Client, space: Space, writer: Person, reader: Person
) -> None:
    begun(space, writer, "note", "Canari")
    end(Membership.objects.get(person=reader), actor=None)
    for person in (reader, PersonFactory(), belonging(a_space("ailleurs"), "manager")):
        client.force_login(person)
        assert "Canari" not in client.get("/en/new/").content.decode()


def test_what_is_withdrawn_or_switched_off_is_no_news(
    client: Client, space: Space, writer: Person, reader: Person
) -> None:
    message = begun(space, writer, "note", "Canari")
    client.force_login(reader)
    change_parts(space, ["discussions"], actor=None)
    assert "Canari" not in news_in(client)
    change_parts(space, ["notes"], actor=None)
    assert "Canari" in news_in(client)
    client.force_login(writer)
    client.post(f"/en/spaces/atelier/messages/{message.pk}/withdraw/")
    client.force_login(reader)
    assert "Canari" not in news_in(client)


def test_one_signs_in_first(client: Client, homes: object) -> None:
    response = client.get("/en/new/")
    assert response.status_code == 302
    assert "/account/login/?next=/en/new/" in response["Location"]


def test_the_foot_of_every_page_leads_the_signed_in_to_their_news(
    client: Client, reader: Person
) -> None:
    assert "/en/new/" not in client.get("/en/").content.decode()
    client.force_login(reader)
    assert 'href="/en/new/"' in client.get("/en/").content.decode()


def test_news_of_many_spaces_cost_as_many_queries_as_those_of_few(
    client: Client, space: Space, reader: Person
) -> None:
    def queries(number: int) -> int:
        for index in range(number):
            other = a_space(f"espace-{number}-{index}")
            give(other, reader, "reader", actor=None)
            author = other.memberships.exclude(person=reader).get().person
            begun(other, author, "note", f"Note {index}")
            add(SpaceHome.objects.filter(space=other).first(), Article, f"Page {index}")
        client.get("/en/new/")
        with CaptureQueriesContext(connection) as captured:
            html = client.get("/en/new/").content.decode()
        assert "Note 1" in html
        return len(captured)

    client.force_login(reader)
    assert queries(2) == queries(12)
