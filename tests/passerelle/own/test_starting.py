"""What a new site begins with: a tree in each language, pages to fill in, first steps, words."""

import re

import pytest
from django.core.validators import validate_unicode_slug
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from pages.models import Home, PlainPage, Section
from passerelle.install import STARTING, starting_texts
from passerelle.own.administrator import administrators, make_administrator, password_link
from people.models import Person
from tests.factories import PersonFactory
from thesaurus.models import Concept, ConceptLabel, Territory

PASSWORD = "une-phrase-assez-longue"


def test_each_tree_holds_the_same_sections_joined_as_translations(installed: list[Home]) -> None:
    keys = [
        {str(page.translation_key) for page in Page.objects.child_of(home)} for home in installed
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 14


def test_every_page_of_a_new_site_answers_and_is_in_its_language(
    installed: list[Home], client: Client
) -> None:
    for home in installed:
        language = home.locale.language_code
        texts = starting_texts(language)
        for facts in [*texts["sections"].values(), *texts["pages"].values()]:
            response = client.get(f"/{language}/{facts['slug']}/")
            assert response.status_code == 200, facts["slug"]
            page = response.content.decode()
            assert f'<html lang="{language}"' in page
            assert len(page.encode()) <= 40_000


def test_legal_pages_stand_at_the_foot_say_what_to_fill_in_and_have_no_empty_block(
    installed: list[Home], client: Client
) -> None:
    assert PlainPage.objects.count() == 6
    page = client.get("/en/legal-notice/").content.decode()
    assert "[name of the organisation]" in page
    home = client.get("/en/").content.decode()
    for slug in ("legal-notice", "personal-data", "accessibility"):
        assert f'href="/en/{slug}/"' in home


def test_the_blocks_of_two_languages_are_joined_for_translation(installed: list[Home]) -> None:
    french = PlainPage.objects.get(slug="mentions-legales")
    english = PlainPage.objects.get(slug="legal-notice")
    ids = [[block.id for block in page.body] for page in (french, english)]
    assert ids[0] == ids[1]


def test_the_thesaurus_has_names_in_each_language(installed: list[Home]) -> None:
    assert Concept.objects.count() > 50
    assert Territory.objects.exists()
    named = set(ConceptLabel.objects.values_list("language", flat=True))
    assert named == {"fr", "en"}


def test_an_empty_section_tells_who_may_write_what_to_do_first_and_nobody_else(
    installed: list[Home], client: Client
) -> None:
    section = Section.objects.get(slug="projets")
    first = reverse("wagtailadmin_pages:add_subpage", args=[section.pk])
    assert first not in client.get("/fr/projets/").content.decode()
    client.force_login(make_administrator("claire@x.example", PASSWORD, "fr"))
    assert first in client.get("/fr/projets/").content.decode()
    assert client.get(first).status_code == 200
    organization = reverse("wagtailsnippets_people_organization:add")
    assert organization in client.get("/fr/annuaire/").content.decode()


def test_the_first_administrator_enters_with_her_password(
    installed: list[Home], client: Client
) -> None:
    person = make_administrator("claire@x.example", PASSWORD, "fr")
    form = {"login": "claire@x.example", "password": PASSWORD}
    assert client.post("/fr/account/login/", form).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/settings/our-site/").status_code == 200
    assert administrators() == [person]
    assert Client().get("/fr/contact/").status_code == 200


def test_without_a_password_a_link_sets_one(installed: list[Home], client: Client) -> None:
    person = make_administrator("claire@x.example", None, "en")
    link = password_link(person)
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_an_account_that_is_there_becomes_the_administrators_and_keeps_its_password(
    installed: list[Home],
) -> None:
    there = PersonFactory(email="claire@x.example", password="kept")
    assert make_administrator("Claire@x.example", PASSWORD, "fr") == there
    assert Person.objects.count() == 1
    assert not Person.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize("code", sorted(path.stem for path in STARTING.glob("*.toml")))
def test_what_is_written_in_a_language_has_the_same_parts_as_in_english(code: str) -> None:
    texts, english = starting_texts(code), starting_texts("en")
    assert {part: list(texts[part]) for part in texts} == {
        part: list(english[part]) for part in english
    }
    slugs = [facts["slug"] for part in ("sections", "pages") for facts in texts[part].values()]
    assert len(slugs) == len(set(slugs))
    for slug in slugs:
        validate_unicode_slug(slug)
    for name, facts in texts["pages"].items():
        headings = re.findall("^## ", facts["body"], re.MULTILINE)
        assert len(headings) == english["pages"][name]["body"].count("\n## ")
        assert facts["body"].count("[") == facts["body"].count("]") > 0
