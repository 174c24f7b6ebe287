"""A machine writes first drafts: off by default, never shown unread, never of private texts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from access.actions.membership import give
from access.actions.space import change_machine_help
from access.models import JournalEntry
from languages import machine
from languages.services import service
from pages.models import Article, Home, SpaceHome
from people.models import Person
from tests.factories import PersonFactory, a_space, add, signed_in
from tests.languages.translating import MACHINE, approve, begin, link_of, publish, translate
from tests.languages.translation_service import Service


@pytest.fixture
def translation(home: Home, english: Home) -> Translation:
    """A public article on its way into English."""
    body = [{"type": "paragraph", "value": '<p>Lire <a href="https://example.org">ceci</a>.</p>'}]
    return begin(add(home, Article, "L’eau", summary="Un résumé.", body=body))


def ask(person: Person, translation: Translation) -> Any:
    """Ask for a first draft from the editing screens."""
    address = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    return signed_in(person).post(address, {"next": "/admin/"}, follow=True)


def test_without_a_service_nothing_is_offered(
    administrator: Person, translation: Translation
) -> None:
    assert ask(administrator, translation).status_code == 404


@pytest.mark.parametrize("address", ["ftp://somewhere", "example.org"])
def test_an_unknown_kind_of_service_is_refused_at_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="libretranslate"):
        service(address)


def test_a_first_draft_is_marked_as_a_machines_and_keeps_links(
    there: Service, administrator: Person, translation: Translation
) -> None:
    ask(administrator, translation)
    texts = StringTranslation.objects.exclude(context__path="slug")
    assert {text.translation_type for text in texts} == {MACHINE}
    assert '[en] Lire <a id="a1">ceci</a>.' in {text.data for text in texts}


def test_what_nobody_has_read_is_shown_in_the_language_of_the_original(
    administrator: Person, translation: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    translate(translation, only=lambda path: path != "body")
    translate(translation, only=lambda path: path.startswith("body"), kind=MACHINE)
    with django_capture_on_commit_callbacks(execute=True):
        page = publish(translation)
    assert "en:" not in str(Article.objects.get(pk=page.pk).body)
    assert (link_of(page).state, len(link_of(page).untranslated)) == ("partial", 1)
    approve(StringTranslation.objects.get(translation_type=MACHINE), administrator)
    with django_capture_on_commit_callbacks(execute=True):
        publish(translation)
    assert "en:" in str(Article.objects.get(pk=page.pk).body)
    assert link_of(page).state == "current"


@pytest.mark.parametrize("manner", ["elsewhere", "fewer", "strange", "endless", "dead", "slow"])
def test_a_service_that_is_away_or_hostile_changes_nothing(
    there: Service,
    administrator: Person,
    translation: Translation,
    manner: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there.manner = manner
    # The brief patience of tests: the address that is asked is the same.
    monkeypatch.setattr(machine, "SECONDS", 4)
    if manner == "dead":
        there.server_close()
    answer = ask(administrator, translation)
    assert answer.status_code == 200
    assert not there.was_led_on
    assert "inner secret" not in answer.content.decode()
    assert [str(one) for one in answer.context["messages"]] == [machine.away()]
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("manner", ["script", "links"])
def test_a_draft_with_other_markup_than_the_original_is_not_taken(
    there: Service, administrator: Person, translation: Translation, manner: str
) -> None:
    there.manner = manner
    ask(administrator, translation)
    assert not StringTranslation.objects.exists()


def test_private_texts_are_sent_only_once_a_manager_agreed(
    homes: tuple[Home, Home], there: Service, administrator: Person
) -> None:
    manager = PersonFactory()
    space = a_space(managers=[manager])
    give(space, administrator, "publisher", actor=None)
    place = Page.objects.get(pk=SpaceHome.objects.get(space=space, locale__language_code="fr").pk)
    secret = begin(add(place, Article, "Entre nous"))
    ask(administrator, secret)
    assert there.read == []
    browser, address = signed_in(manager), reverse("space_machine", args=[space.slug])
    assert browser.post(address, {"machine_help": "on"}).status_code == 302
    entry = JournalEntry.objects.get(verb=JournalEntry.Verb.MACHINE_HELP)
    assert (entry.actor, entry.space) == (manager, space)
    ask(administrator, secret)
    assert "Entre nous" in there.read
    space.refresh_from_db()
    change_machine_help(space, False, manager)
    there.read.clear()
    ask(administrator, secret)
    assert there.read == []


def test_nobody_but_a_manager_agrees(homes: tuple[Home, Home], there: Service) -> None:
    space = a_space()
    address = reverse("space_machine", args=[space.slug])
    for browser in (Client(), signed_in(PersonFactory())):
        assert browser.post(address, {"machine_help": "on"}).status_code == 404
    space.refresh_from_db()
    assert not space.machine_help
