"""The parts of a write-up are laid out to be filled in; what stays empty is not published."""

from typing import Any

import pytest
from django.test import Client

from pages.models import Home, Seminar
from pages.sections import SECTIONS, laid_out, said
from people.models import Person
from tests.factories import day, item, paragraph, signed_in


def heading(text: str, kind: str = "heading") -> dict[str, str]:
    """A title of a part."""
    return {"type": kind, "value": text}


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ("", ""),
        ("H", ""),
        ("Hp", ""),
        ("HP", "HP"),
        ("HPH", "HP"),
        ("HHP", "HP"),
        ("HhP", "HhP"),
        ("HhHP", "HP"),
        ("hHP", "HP"),
        ("HPh", "HP"),
        ("HhhP", "HhP"),
        ("PHpHP", "PHP"),
    ],
)
def test_titles_without_anything_below_and_texts_without_words_are_left_out(
    blocks: str, left: str
) -> None:
    kinds: dict[str, Any] = {
        "H": heading("Partie"),
        "h": heading("Sous-partie", "subheading"),
        "P": {"type": "paragraph", "value": "<p>Mots.</p>"},
        "p": {"type": "paragraph", "value": '<p data-block-key="a1"></p>'},
    }
    found = said([kinds[sign] for sign in blocks])
    assert found == [kinds[sign] for sign in left]


def test_the_parts_are_named_in_the_language_of_the_page() -> None:
    titles = [block["value"] for block in laid_out("en") if block["type"] == "heading"]
    assert titles[0] == "Why we met"
    assert len(titles) == len(SECTIONS) == 6


def test_a_new_seminar_comes_with_its_parts(home: Home, editor: Person) -> None:
    response = signed_in(editor).get(f"/admin/pages/add/pages/seminar/{home.pk}/")
    page = response.context["form"].instance
    assert [block.block_type for block in page.write_up] == ["heading", "paragraph"] * 6
    assert len(page.key_points) == 3
    assert not page.has_write_up


def test_an_announced_seminar_is_opened_with_its_parts_to_fill_in(
    home: Home, editor: Person
) -> None:
    page = item("seminar", home, "Un séminaire", starts_on=day(-3))
    address = f"/admin/pages/{page.pk}/edit/"
    client = signed_in(editor)
    assert len(client.get(address).context["form"].instance.write_up) == 12
    page.write_up = [*paragraph("Des mots.")]
    page.save_revision()
    assert len(client.get(address).context["form"].instance.write_up) == 1


def test_what_stays_empty_is_not_published(home: Home) -> None:
    texts = [heading("Vide"), *paragraph(""), heading("Pleine"), *paragraph("Des mots.")]
    page = item("seminar", home, "Un séminaire", write_up=[], starts_on=day(-3))
    page.write_up = texts
    page.key_points = [{"type": "point", "value": ""}]
    revision = page.save_revision()
    revision.publish()
    page = Seminar.objects.get(pk=page.pk)
    assert [block.value for block in page.write_up if block.block_type == "heading"] == ["Pleine"]
    assert not page.key_points
    html = Client().get(page.url).content.decode()
    assert "Pleine" in html
    assert "Vide" not in html
    assert len(page.latest_revision.as_object().write_up) == 4, "the version handed in is whole"


def test_a_seminar_without_any_words_has_no_write_up(home: Home) -> None:
    page = item("seminar", home, "Un séminaire", starts_on=day(-3))
    page.write_up = laid_out("fr")
    assert not page.has_write_up
    page.save_revision().publish()
    page = Seminar.objects.get(pk=page.pk)
    assert not page.has_write_up
    assert ("stage", "written_up") not in page.facet_values()


def test_a_preview_shows_what_would_be_published(home: Home, editor: Person) -> None:
    page = item("seminar", home, "Un séminaire", starts_on=day(-3))
    page.write_up = [heading("Vide"), heading("Pleine"), *paragraph("Des mots.")]
    page.save_revision()
    html = signed_in(editor).get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert "Pleine" in html
    assert "Vide" not in html
