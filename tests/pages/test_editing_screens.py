"""The editing screen of each of our types opens for an editor, in French and in English."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from pages.models import (
    Directory,
    Home,
    Objectives,
    Period,
    PlainPage,
    Section,
    StrategicObjective,
)
from people.models import Organization, Person
from tests.factories import ITEMS, OrganizationFactory, add, archived_period, concept, item
from tests.turns import in_turn
from thesaurus.models import Concept, Territory

TYPES = [*sorted(ITEMS), "section", "directory", "objectives", "home"]
LISTS = {"section": Section, "directory": Directory, "objectives": Objectives}
SAVE = {"fr": "Enregistrer le brouillon", "en": "Save draft"}


@pytest.fixture
def screens(client: Client, editor: Person) -> Client:
    """A browser in which an editor is signed in."""
    client.force_login(editor)
    return client


def speak(person: Person, language: str) -> None:
    """Set the language of a person's editing screens."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})


def page_of_type(code: str, home: Home) -> Any:
    """A page of a type."""
    if code == "home":
        return home
    return add(home, LISTS[code], "Titre") if code in LISTS else item(code, home, "Titre")


@pytest.mark.parametrize(("code", "language"), in_turn(TYPES, ["fr", "en"]))
def test_the_screen_of_each_type_opens(
    screens: Client, editor: Person, home: Home, code: str, language: str
) -> None:
    speak(editor, language)
    if code != "home":
        model = code.replace("_", "")
        assert screens.get(f"/admin/pages/add/pages/{model}/{home.pk}/").status_code == 200
    page = page_of_type(code, home)
    response = screens.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    html = response.content.decode()
    assert SAVE[language] in html
    assert f'lang="{language}"' in html


@pytest.mark.parametrize("code", TYPES)
def test_a_draft_of_each_type_can_be_looked_at(screens: Client, home: Home, code: str) -> None:
    page = page_of_type(code, home)
    page.title = "Titre en brouillon"
    page.save_revision()
    response = screens.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert "Titre en brouillon" in response.content.decode()
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("code", ["section", "directory", "objectives"])
def test_a_list_can_be_looked_at_before_it_is_saved(screens: Client, home: Home, code: str) -> None:
    address = f"/admin/pages/add/pages/{code}/{home.pk}/preview/"
    rows = {name: inline_formset([]) for name in ("theme_rows", "territory_rows", "comments")}
    fields = {"title": "Pas encore", "slug": "pas-encore", "licence": "cc0", "order": "date"}
    answer = screens.post(address, nested_form_data({**fields, **rows}))
    assert answer.json()["is_valid"], answer.json()
    html = screens.get(address).content.decode()
    assert "<h1>Pas encore</h1>" in html


def test_a_page_needs_no_more_than_a_title_and_makes_its_address_of_it(
    screens: Client, home: Home
) -> None:
    address = f"/admin/pages/add/pages/plainpage/{home.pk}/"
    rows = {name: inline_formset([]) for name in ("theme_rows", "territory_rows", "comments")}
    for title in ("Qui sommes-nous", "Qui sommes-nous"):
        sent = {"title": title, "slug": "", "licence": "cc0", "body": streamfield([]), **rows}
        answer = screens.post(address, nested_form_data({**sent, "action-publish": "1"}))
        assert answer.status_code == 302, answer.context["form"].errors
    slugs = PlainPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["qui-sommes-nous", "qui-sommes-nous-2"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_screens_of_shared_records_open(
    client: Client, administrator: Person, home: Home, language: str
) -> None:
    client.force_login(administrator)
    speak(administrator, language)
    records = [
        OrganizationFactory(),
        concept("water", "eau", "water"),
        Territory.objects.get_or_create(code="SN")[0],
        archived_period(),
        StrategicObjective.objects.create(code="os1", period=archived_period()),
    ]
    assert {type(record) for record in records} == {
        Organization, Concept, Territory, Period, StrategicObjective,
    }  # fmt: skip
    for record in records:
        name = f"{record._meta.app_label}/{record._meta.model_name}"
        for address in (f"{name}/", f"{name}/?q=a", f"{name}/add/", f"{name}/edit/{record.pk}/"):
            assert client.get(f"/admin/snippets/{address}").status_code == 200, address


@pytest.mark.parametrize(
    "address",
    ["", "pages/", "images/", "documents/", "reports/locked/", "account/", "workflows/list/"],
)
def test_the_other_screens_open(
    client: Client, administrator: Person, home: Home, address: str
) -> None:
    client.force_login(administrator)
    assert client.get(f"/admin/{address}", follow=True).status_code == 200
