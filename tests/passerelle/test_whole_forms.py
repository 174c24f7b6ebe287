"""What a form of the editing screens does is kept as a whole, or not at all."""

import pytest
from django.test import Client

from pages.models import Article, Home, Section
from people.models import Person
from search.models import Outbox
from tests.factories import add, signed_in
from tests.pages.editing_forms import article_form


@pytest.fixture
def section(home: Home) -> Section:
    """Where pages are made."""
    return add(home, Section, "Rubrique")


@pytest.fixture
def browser(editor: Person) -> Client:
    """The editor's; what breaks is answered, as in production."""
    client = signed_in(editor)
    client.raise_request_exception = False
    return client


def test_a_page_whose_publication_breaks_is_not_made(
    browser: Client, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("wagtail.actions.publish_revision.PublishRevisionAction.execute", breaks)
    waiting = Outbox.objects.count()
    address = f"/admin/pages/add/pages/article/{section.pk}/"
    answer = browser.post(address, {**article_form(), "action-publish": "1"})
    assert answer.status_code == 500
    assert not Article.objects.exists()
    assert Outbox.objects.count() == waiting


def test_a_page_that_is_published_well_is_there(browser: Client, section: Section) -> None:
    address = f"/admin/pages/add/pages/article/{section.pk}/"
    answer = browser.post(address, {**article_form(), "action-publish": "1"})
    assert answer.status_code == 302
    assert Article.objects.live().count() == 1
