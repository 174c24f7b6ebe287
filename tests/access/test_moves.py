"""A page changes its audience with all its translations, or not at all."""

import pytest
from wagtail.models import Page

from access.models import Space
from access.moves import CannotMove, audience_at, crossing, move_together
from pages.models import Home, Section, SpaceHome
from tests.factories import PersonFactory, a_space, add, item, translate


def fresh(page: Page) -> Page:
    """The page as the database has it."""
    return Page.objects.get(pk=page.pk)


@pytest.fixture
def space(homes: tuple[Home, Home]) -> Space:
    """A private space."""
    return a_space()


@pytest.fixture
def set_of_two(space: Space) -> list[Page]:
    """A page of the space, with a page beneath, in both languages."""
    french, english = SpaceHome.objects.filter(space=space).order_by("path")
    section = add(french, Section, "Dossier")
    item("article", section, "Compte rendu")
    return [section, translate(section, english, "Drawer")]


def test_a_set_moves_in_one_piece(set_of_two: list[Page], homes: tuple[Home, Home]) -> None:
    move_together(fresh(set_of_two[0]), fresh(homes[0]), None)
    for page, home in zip(set_of_two, homes, strict=True):
        assert fresh(page).get_parent().pk == home.pk
        assert {audience_at(one) for one in fresh(page).get_descendants(inclusive=True)} == {
            "public"
        }


def test_code_that_would_part_a_set_is_refused(
    set_of_two: list[Page], home: Home, space: Space
) -> None:
    with pytest.raises(CannotMove, match="Dossier"):
        fresh(set_of_two[0]).move(fresh(home), pos="last-child")
    assert audience_at(set_of_two[0]) == space.audience


def test_a_set_within_its_audience_moves_as_it_did(set_of_two: list[Page], space: Space) -> None:
    french = SpaceHome.objects.filter(space=space).order_by("path").first()
    other = add(french, Section, "Autre")
    fresh(set_of_two[0]).move(fresh(other), pos="last-child")
    assert fresh(set_of_two[0]).get_parent().pk == other.pk


def test_without_a_translation_of_the_destination_nothing_moves(
    set_of_two: list[Page], home: Home, space: Space
) -> None:
    alone = add(home, Section, "Seule")
    with pytest.raises(CannotMove, match="Seule"):
        move_together(fresh(set_of_two[0]), fresh(alone), None)
    assert {audience_at(page) for page in set_of_two} == {space.audience}


def test_a_translation_that_stays_elsewhere_beneath_undoes_all(
    set_of_two: list[Page], home: Home, space: Space
) -> None:
    english = fresh(set_of_two[1]).get_parent()
    inside = fresh(set_of_two[0]).get_children().get()
    translate(inside, english, "Write-up")
    with pytest.raises(CannotMove, match="Write-up"):
        move_together(fresh(set_of_two[0]), fresh(home), None)
    assert {audience_at(page) for page in set_of_two} == {space.audience}


def test_an_address_that_is_taken_there_undoes_all(
    set_of_two: list[Page], homes: tuple[Home, Home], space: Space
) -> None:
    add(homes[1], Section, "Drawer")
    with pytest.raises(CannotMove, match="drawer"):
        move_together(fresh(set_of_two[0]), fresh(homes[0]), None)
    assert {audience_at(page) for page in set_of_two} == {space.audience}


def test_whoever_may_not_move_the_translation_moves_nothing(
    set_of_two: list[Page], home: Home, space: Space
) -> None:
    with pytest.raises(CannotMove):
        move_together(fresh(set_of_two[0]), fresh(home), PersonFactory())
    assert {audience_at(page) for page in set_of_two} == {space.audience}


def test_a_crossing_counts_what_lies_beneath_and_the_translations(
    set_of_two: list[Page], home: Home, space: Space
) -> None:
    page = fresh(set_of_two[0])
    found = crossing([page], home, translations=True)
    assert found is not None
    assert (found.pages, found.before, found.after) == (3, space.audience, "public")
    copied = crossing([page], home, translations=False)
    assert copied is not None
    assert copied.pages == 2
    assert crossing([page], page.get_parent(), translations=True) is None
