"""Several writers at once: an audience reaches all beneath it, and a role is kept whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, Page

from access import journal, triggers
from access.actions.membership import give
from access.actions.space import change_status, open_space
from access.apply import apply
from access.chain import breaks
from access.models import (
    PUBLIC,
    SWITCHED_OFF,
    AudienceRoot,
    CollectionAudience,
    CollectionRoot,
    JournalEntry,
    PageAudience,
    Space,
)
from access.roles import group_name
from pages.models import Article, Section
from search import triggers as search_triggers
from search.models import SearchDocument
from tests.apart import Apart, many_writers, transactional_db
from tests.factories import PersonFactory, a_space, add, french_and_english

__all__ = ["transactional_db"]

pytestmark = [many_writers, pytest.mark.usefixtures("transactional_db")]

Act = Callable[[], Any]


@pytest.fixture(autouse=True)
def held_apart(settings: Any, tmp_path: Path) -> None:
    """A place of its own for what holds the chain of the journal."""
    settings.JOURNAL_DIR = tmp_path


def both(first: Act, second: Act) -> None:
    """The second begins before the first is committed."""
    with transaction.atomic():
        first()
        other = Apart(second)
        other.go_as_far_as_it_can()
    other.end()


def in_either_order(one: Act, other: Act, is_turned: bool) -> None:
    """Both at once; either may come first."""
    both(other, one) if is_turned else both(one, other)


@pytest.mark.parametrize("put", [triggers.install_triggers, search_triggers.install_triggers])
def test_triggers_are_put_in_place_while_others_read(put: Act) -> None:
    french_and_english()
    with transaction.atomic():
        for model in (Page, PageAudience, AudienceRoot, Collection, CollectionAudience):
            assert model.objects.exists()
        assert not SearchDocument.objects.filter(pk=0).exists()
        other = Apart(put)
        other.go_as_far_as_it_can()
        assert not other.thread.is_alive()
    other.end()


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_page_that_comes_while_a_section_is_closed_is_closed_too(is_turned: bool) -> None:
    section = add(french_and_english()[0], Section, "Rubrique")
    in_either_order(
        lambda: AudienceRoot.begin(section, SWITCHED_OFF),
        lambda: add(section, Article, "Nouvelle"),
        is_turned,
    )
    page = Page.objects.get(slug="nouvelle")
    assert PageAudience.objects.get(page=page).audience == SWITCHED_OFF


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_page_that_comes_while_a_section_is_opened_is_open_too(is_turned: bool) -> None:
    section = add(french_and_english()[0], Section, "Rubrique")
    AudienceRoot.begin(section, SWITCHED_OFF)
    in_either_order(
        lambda: AudienceRoot.objects.get(page=section).delete(),
        lambda: add(section, Article, "Nouvelle"),
        is_turned,
    )
    page = Page.objects.get(slug="nouvelle")
    assert PageAudience.objects.get(page=page).audience == PUBLIC


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_page_that_moves_while_its_new_place_is_closed_is_closed_too(is_turned: bool) -> None:
    home = french_and_english()[0]
    section, page = add(home, Section, "Rubrique"), add(home, Article, "Nouvelle")
    in_either_order(
        lambda: AudienceRoot.begin(section, SWITCHED_OFF),
        lambda: Page.objects.get(pk=page.pk).move(Page.objects.get(pk=section.pk), "last-child"),
        is_turned,
    )
    assert PageAudience.objects.get(page=page).audience == SWITCHED_OFF


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_collection_that_comes_while_the_one_above_is_closed_is_closed_too(
    is_turned: bool,
) -> None:
    above = Collection.objects.get(depth=1).add_child(name="above")
    in_either_order(
        lambda: CollectionRoot.objects.create(collection=above, audience=SWITCHED_OFF),
        lambda: Collection.objects.get(pk=above.pk).add_child(name="below"),
        is_turned,
    )
    below = Collection.objects.get(name="below")
    assert CollectionAudience.objects.get(collection=below).audience == SWITCHED_OFF


def test_pages_are_added_side_by_side() -> None:
    home = french_and_english()[0]
    sections = [add(home, Section, title) for title in ("Une", "Autre")]
    with transaction.atomic():
        add(sections[0], Article, "Ici")
        other = Apart(lambda: add(sections[1], Article, "Là"))
        other.end()
    assert Article.objects.count() == 2


def test_two_spaces_are_opened_at_once() -> None:
    manager = PersonFactory()
    both(
        lambda: open_space("un", {"fr": "Un"}, "members", None, [manager]),
        lambda: open_space("deux", {"fr": "Deux"}, "members", None, [manager]),
    )
    assert set(Space.objects.values_list("slug", flat=True)) == {"un", "deux"}


@pytest.mark.parametrize("is_turned", [False, True])
def test_whoever_comes_in_while_rights_are_written_again_keeps_hers(is_turned: bool) -> None:
    french_and_english()
    space, person = a_space(), PersonFactory()
    in_either_order(
        lambda: apply(space), lambda: give(space, person, "publisher", actor=None), is_turned
    )
    assert Group.objects.get(user=person).name == group_name(space.pk, "publisher")


@pytest.mark.parametrize("is_turned", [False, True])
def test_whoever_comes_in_while_a_space_is_put_to_sleep_keeps_her_role(is_turned: bool) -> None:
    french_and_english()
    space, person = a_space(), PersonFactory()
    in_either_order(
        lambda: change_status(space, Space.Status.ARCHIVED, actor=None),
        lambda: give(space, person, "publisher", actor=None),
        is_turned,
    )
    assert Group.objects.get(user=person).name == group_name(space.pk, "publisher")


def test_entries_of_the_journal_written_at_once_make_one_chain() -> None:
    french_and_english()
    space = a_space()

    def write_ten() -> None:
        for _number in range(10):
            with transaction.atomic():
                journal.write("refused", None, space)

    writers = [Apart(write_ten) for _number in range(4)]
    for writer in writers:
        writer.end()
    assert breaks() == []
    places = list(JournalEntry.objects.order_by("place").values_list("place", flat=True))
    assert places == list(range(1, len(places) + 1))
    assert len(places) >= 40


def test_whoever_writes_the_journal_and_takes_long_holds_up_nobody() -> None:
    french_and_english()
    space = a_space()
    with transaction.atomic():
        journal.write("refused", None, space)
        other = Apart(lambda: journal.write("refused", None, space))
        other.end()
        assert JournalEntry.objects.get(pk=other.answer.pk).place
    assert breaks() == []
