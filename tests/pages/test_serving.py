"""Every page type is served in its language, and only what is published."""

import pytest
from django.test import Client

from pages.models import Directory, Home, Objectives, Section
from tests.factories import ITEMS, OrganizationFactory, add, item, paragraph


@pytest.mark.parametrize("type_code", sorted(ITEMS))
def test_a_published_item_of_each_type_is_read_by_anybody(
    client: Client, home: Home, type_code: str
) -> None:
    section = add(home, Section, "Rubrique")
    page = item(type_code, section, "Un titre d’essai", summary="Ce que la page dit.")
    response = client.get(f"/fr/rubrique/{page.slug}/")
    assert response.status_code == 200
    html = response.content.decode()
    assert "<h1>Un titre d’essai</h1>" in html
    assert '<html lang="fr" dir="ltr">' in html
    assert "Ce que la page dit." in html


@pytest.mark.parametrize("type_code", sorted(ITEMS))
def test_an_unpublished_item_is_missing_for_everybody_who_only_reads(
    client: Client, home: Home, type_code: str
) -> None:
    section = add(home, Section, "Rubrique")
    page = item(type_code, section, "Brouillon secret")
    page.live = False
    page.save()
    assert client.get(f"/fr/rubrique/{page.slug}/").status_code == 404


@pytest.mark.parametrize("model", [Section, Directory, Objectives])
def test_lists_without_items_say_so_and_offer_a_way_on(
    client: Client, home: Home, model: type[Section]
) -> None:
    add(home, model, "Liste vide")
    response = client.get("/fr/liste-vide/")
    assert response.status_code == 200
    assert "Liste vide" in response.content.decode()


def test_the_home_page_shows_what_is_new(client: Client, home: Home) -> None:
    section = add(home, Section, "Articles")
    item("article", section, "Une nouvelle", body=paragraph("Du texte."))
    from search.indexing import reindex

    reindex()
    assert "Une nouvelle" in client.get("/fr/").content.decode()


def test_an_organisation_has_a_page_below_the_directory(client: Client, home: Home) -> None:
    add(home, Directory, "Annuaire")
    organization = OrganizationFactory(email="a@example.org", email_published=False)
    html = client.get(f"/fr/annuaire/{organization.slug}/").content.decode()
    assert organization.name in html
    assert "a@example.org" not in html
    assert client.get("/fr/annuaire/personne/").status_code == 404


def test_the_home_page_is_not_named_twice_in_its_title(client: Client, home: Home) -> None:
    assert "<title>Réseau d’essai</title>" in client.get("/fr/").content.decode()
