"""People of a space comment on its pages, below them; nobody comments on public ones."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.actions.space import change_parts
from access.models import Space
from discussions.models import Message, Thread
from pages.models import Article, Home, ManagersHome, SpaceHome
from people.models import Person
from tests.discussions.conftest import anyone
from tests.factories import a_space, add, belonging, translate


@pytest.fixture
def report(space: Space, home: Home) -> Article:
    """A page of the space."""
    return add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Le bilan")


def comments_at(report: Article, slug: str = "atelier", language: str = "fr") -> str:
    """Where the comments of a page are."""
    return f"/{language}/spaces/{slug}/pages/{report.translation_key}/comments/"


def test_a_comment_is_written_and_shown_below_the_page_and_its_translation(
    client: Client, space: Space, writer: Person, report: Article, english: Home
) -> None:
    client.force_login(writer)
    other = translate(report, SpaceHome.objects.get(space=space, locale=english.locale), "Results")
    assert comments_at(report) in client.get("/fr/spaces/atelier/le-bilan/").content.decode()
    for text in ("Bravo à tous", "Et merci"):
        assert client.post(comments_at(report), {"text": text}).status_code == 302
    assert Thread.objects.get().page_key == report.translation_key
    assert "Bravo à tous" in client.get("/fr/spaces/atelier/le-bilan/").content.decode()
    assert "Et merci" in client.get(f"/en/spaces/atelier/{other.slug}/").content.decode()
    html = client.get(comments_at(report, language="en")).content.decode()
    assert "Bravo à tous" in html
    assert "Results" in html


def test_one_changes_and_withdraws_ones_comment(
    client: Client, writer: Person, report: Article
) -> None:
    client.force_login(writer)
    client.post(comments_at(report), {"text": "Bravo"})
    message = Message.objects.get()
    edit = f"/fr/spaces/atelier/messages/{message.pk}/edit/"
    assert "id_title" not in client.get(edit).content.decode()
    saved = client.post(edit, {"text": "Merci", "version": "1"})
    assert saved["Location"] == f"{comments_at(report)}#m-1"
    client.post(f"/fr/spaces/atelier/messages/{message.pk}/withdraw/")
    assert "Merci" not in client.get("/fr/spaces/atelier/le-bilan/").content.decode()
    assert Message.objects.get().is_withdrawn


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("who", ["anonymous", "outsider", "limited", "ended", "other_manager"])
def test_those_outside_find_no_comments(
    client: Client, space: Space, report: Article, who: str, verb: str
) -> None:
    if person := anyone(space, who):
        client.force_login(person)
    assert getattr(client, verb)(comments_at(report), {"text": "x"}).status_code == 404
    assert not Message.objects.exists()


def test_a_reader_reads_comments_and_writes_none(
    client: Client, space: Space, report: Article
) -> None:
    client.force_login(belonging(space, "reader"))
    assert client.get(comments_at(report)).status_code == 200
    refused = client.post(comments_at(report), {"text": "Mon avis"})
    assert refused.status_code == 403
    assert "Mon avis</textarea>" in refused.content.decode()


def test_only_pages_of_the_space_itself_have_comments_there(
    client: Client, space: Space, home: Home, report: Article
) -> None:
    manager = belonging(space, "manager")
    client.force_login(manager)
    public = add(home, Article, "Publique")
    board = ManagersHome.objects.get(space=space, locale=home.locale)
    inner = add(board, Article, "Au bureau")
    mine = a_space("mien", managers=[manager])
    draft = add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Brouillon")
    Article.objects.filter(pk=draft.pk).update(live=False)
    for other in (public, inner, draft):
        assert client.get(comments_at(other)).status_code == 404
    assert client.get(comments_at(report, "mien")).status_code == 404
    assert mine.is_writable
    assert "/comments/" not in client.get("/fr/publique/").content.decode()
    below = f"/fr/spaces/atelier-managers/{inner.slug}/"
    assert "/comments/" not in client.get(below).content.decode()


def test_comments_go_with_the_part_that_is_switched_off(
    client: Client, space: Space, writer: Person, report: Article
) -> None:
    client.force_login(writer)
    client.post(comments_at(report), {"text": "Bravo"})
    change_parts(space, ["notes"], actor=None)
    assert client.get(comments_at(report)).status_code == 404
    assert "Bravo" not in client.get("/fr/spaces/atelier/le-bilan/").content.decode()


def test_public_pages_ask_nothing_about_comments(
    client: Client, home: Home, writer: Person
) -> None:
    add(home, Article, "Publique")
    client.force_login(writer)
    client.get("/fr/publique/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/fr/publique/")
    assert not any("discussions_" in query["sql"] for query in captured)
