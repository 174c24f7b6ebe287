"""Several at once: spaces of one name, words of one space in two languages, pages that move."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from access.models import Space
from pages.models import Article, Section, SpaceHome
from tests.apart import Apart, many_writers, transactional_db
from tests.factories import PersonFactory, a_space, add, french_and_english

__all__ = ["transactional_db"]

pytestmark = [many_writers, pytest.mark.usefixtures("transactional_db")]


def opened(person: Any) -> int:
    """The status of the answer to the form that opens a space."""
    client = Client()
    client.force_login(person)
    form = {
        "name_fr": "Atelier", "name_en": "Workshop", "sentence_fr": "", "sentence_en": "",
        "kind": "group", "preset": "members", "managers": person.email,
    }  # fmt: skip
    return client.post("/fr/spaces/new/", form).status_code


def test_two_spaces_of_one_name_are_opened_at_once() -> None:
    french_and_english()
    person = PersonFactory(is_superuser=True)
    with transaction.atomic():
        assert opened(person) == 302
        other = Apart(lambda: opened(person))
        other.go_as_far_as_it_can()
    assert other.end() == 302
    assert set(Space.objects.values_list("slug", flat=True)) == {"atelier", "atelier-2"}


def test_the_words_of_two_languages_that_are_published_at_once_both_stay() -> None:
    french_and_english()
    space = a_space()

    def publish(language: str) -> None:
        home = SpaceHome.objects.get(space=space, locale__language_code=language)
        home.title = f"New {language}"
        home.save_revision().publish()

    with transaction.atomic():
        publish("fr")
        other = Apart(lambda: publish("en"))
        other.go_as_far_as_it_can()
    other.end()
    space.refresh_from_db()
    assert space.names == {"fr": "New fr", "en": "New en"}


@pytest.mark.parametrize("is_added", [False, True])
def test_two_pages_that_come_to_one_place_at_once_both_lie_there(is_added: bool) -> None:
    home = french_and_english()[0]
    goal, before = (add(home, Section, title) for title in ("Là", "Ici"))
    add(goal, Article, "Déjà là")
    pages = [add(before, Article, title) for title in ("Une", "Autre")]

    def move(page: Page) -> None:
        with transaction.atomic():
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=goal.pk), "last-child")

    def come() -> None:
        if is_added:
            add(goal, Article, "Nouvelle")
        else:
            move(pages[1])

    with transaction.atomic():
        move(pages[0])
        other = Apart(come)
        other.go_as_far_as_it_can()
    other.end()
    goal.refresh_from_db()
    assert goal.get_children().count() == goal.numchild == 3
    assert not any(Page.find_problems())
