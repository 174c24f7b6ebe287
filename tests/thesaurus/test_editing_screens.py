"""Documentalists have all fields of a theme in the editing screens, and no page of the site."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from pages.models import Article, Home, Section
from passerelle.admin.waiting import to_answer
from people.models import Person
from tests.factories import add, holding
from thesaurus.models import Concept, ConceptLabel, FormerCode, TermProposal
from thesaurus.vocabulary import vocabulary

THEMES = "/admin/snippets/thesaurus/concept/"


@pytest.fixture
def documentalist(roles: dict[str, Group]) -> Person:
    """Somebody with the role of the site."""
    return holding(roles["documentalist"])


def form(theme: Concept, **typed: Any) -> dict[str, Any]:
    """The form of a theme as it stands, with some fields changed."""
    labels = list(ConceptLabel.objects.filter(concept=theme).order_by("pk"))
    rows = {
        f"labels-{number}-{name}": getattr(label, name)
        for number, label in enumerate(labels)
        for name in ("id", "language", "name", "synonyms", "definition")
    }
    rows |= {f"labels-{number}-DELETE": "" for number in range(len(labels))}
    return {
        "code": theme.code, "broader": theme.broader_id or "",
        "labels-TOTAL_FORMS": len(labels), "labels-INITIAL_FORMS": len(labels),
        "labels-MIN_NUM_FORMS": 1, "labels-MAX_NUM_FORMS": 1000, **rows, **typed,
    }  # fmt: skip


def test_a_documentalist_changes_a_theme_and_every_page_says_so(
    desk: Client, water: Concept
) -> None:
    assert desk.get("/admin/").status_code == 200
    assert desk.get(THEMES).status_code == 200
    changed = form(water, **{"labels-0-name": "l’eau"})
    assert desk.post(f"{THEMES}edit/{water.pk}/", changed).status_code == 302
    assert vocabulary().label("water", "fr") == "l’eau"


def test_a_documentalist_changes_no_page(desk: Client, home: Home) -> None:
    page = add(add(home, Section, "Rubrique"), Article, "Un article")
    assert desk.get(f"/admin/pages/{page.pk}/edit/").status_code in (302, 403, 404)
    desk.post(f"/admin/pages/{page.pk}/delete/")
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("broader", ["wells", "water"])
def test_no_theme_lies_beneath_itself(desk: Client, water: Concept, broader: str) -> None:
    wrong = form(water, broader=Concept.objects.get(code=broader).pk)
    assert desk.post(f"{THEMES}edit/{water.pk}/", wrong).status_code == 200
    water.refresh_from_db()
    assert water.broader is not None
    assert water.broader.code == "environment"


def test_the_code_of_a_theme_that_was_merged_is_not_given_again(
    desk: Client, water: Concept
) -> None:
    FormerCode.objects.create(code="aqua", concept=water)
    wells = Concept.objects.get(code="wells")
    assert desk.post(f"{THEMES}edit/{wells.pk}/", form(wells, code="aqua")).status_code == 200
    assert not Concept.objects.filter(code="aqua").exists()


def test_whoever_tends_the_thesaurus_finds_the_desk_in_the_menu(desk: Client, boss: Client) -> None:
    for reader in (desk, boss):
        assert "/thesaurus/" in reader.get("/admin/").content.decode()


def test_what_waits_for_an_answer_stands_on_the_front_page(
    documentalist: Person, member: Person
) -> None:
    assert list(to_answer(documentalist)) == []
    TermProposal.objects.create(by=member, kind="theme", language="en", name="rain")
    [row] = to_answer(documentalist)
    assert row.url == "/fr/thesaurus/"
    assert list(to_answer(member)) == []


def test_an_editor_is_told_where_to_propose_a_theme(boss: Client, home: Home) -> None:
    section = add(home, Section, "Rubrique")
    screen = boss.get(f"/admin/pages/add/pages/article/{section.pk}/").content.decode()
    assert "/thesaurus/propose/" in screen
