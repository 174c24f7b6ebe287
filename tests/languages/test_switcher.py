"""The switcher leads to the same page, or says that it is not translated and offers the source."""

import re

import pytest
from django.test import Client

from pages.models import Article, Directory, Home, Objectives, Period, Section, StrategicObjective
from tests.factories import OrganizationFactory, add, day, item, translate

HREFLANG = re.compile(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">')
SWITCH = re.compile(r'<a href="([^"]*)" lang="(\w+)" dir="ltr" hreflang="\w+">(\w+)</a>')


@pytest.fixture
def article(homes: tuple[Home, Home]) -> Article:
    """A French article in a section that exists in both languages."""
    section = add(homes[0], Section, "Rubrique")
    translate(section, homes[1], "Section")
    return item("article", section, "Un titre")


def text(client: Client, address: str) -> str:
    """The page at an address."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def switches(html: str) -> set[tuple[str, str, str]]:
    """Address, code and own name of the other languages."""
    return set(SWITCH.findall(html))


def test_a_translated_page_leads_to_its_translation(client: Client, article: Article) -> None:
    rubric = Section.objects.get(title="Section")
    translate(article, rubric, "A title")
    html = text(client, "/fr/rubrique/un-titre/")
    assert switches(html) == {("/en/section/a-title/", "en", "English")}
    assert switches(text(client, "/en/section/a-title/")) == {
        ("/fr/rubrique/un-titre/", "fr", "Français")
    }
    found = {code: url.rpartition(":8000")[2] for code, url in HREFLANG.findall(html)}
    assert found == {"fr": "/fr/rubrique/un-titre/", "en": "/en/section/a-title/"}


def test_a_page_without_translation_says_so_and_offers_the_source(
    client: Client, article: Article
) -> None:
    html = text(client, "/fr/rubrique/un-titre/")
    assert switches(html) == {(f"/en/not-translated/{article.pk}/", "en", "English")}
    assert HREFLANG.findall(html) == []
    offer = text(client, f"/en/not-translated/{article.pk}/")
    assert '<html lang="en"' in offer
    assert "Un titre" in offer
    assert 'href="/fr/rubrique/un-titre/"' in offer
    assert '<meta name="robots" content="noindex">' in offer


def test_a_page_that_was_translated_meanwhile_is_led_to(client: Client, article: Article) -> None:
    address = f"/en/not-translated/{article.pk}/"
    assert client.get(address).status_code == 200
    page = translate(article, Section.objects.get(title="Section"), "A title")
    page.save_revision().publish()
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == "/en/section/a-title/"


def test_nothing_is_said_of_a_page_that_one_may_not_see(client: Client, article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(live=False)
    hidden = client.get(f"/en/not-translated/{article.pk}/")
    missing = client.get("/en/not-translated/999999/")
    assert hidden.status_code == missing.status_code == 404
    assert "Un titre" not in hidden.content.decode()


def test_a_translation_that_is_a_draft_is_none(client: Client, article: Article) -> None:
    draft = translate(article, Section.objects.get(title="Section"), "A title")
    draft.live = False
    draft.save()
    html = text(client, "/fr/rubrique/un-titre/")
    assert "/en/section/a-title/" not in html
    assert f"/en/not-translated/{article.pk}/" in html


def test_the_search_keeps_its_words_in_the_other_language(client: Client, home: Home) -> None:
    assert ("/en/search/?q=puits&amp;type=article", "en", "English") in switches(
        text(client, "/fr/search/?q=puits&type=article")
    )


def test_organisations_and_objectives_lead_to_themselves(
    client: Client, homes: tuple[Home, Home]
) -> None:
    for model, title, other in (
        (Directory, "Annuaire", "Directory"),
        (Objectives, "Buts", "Goals"),
    ):
        translate(add(homes[0], model, title), homes[1], other)
    organization = OrganizationFactory()
    period = Period.objects.create(code="now", starts=day(-9), ends=day(9))
    StrategicObjective.objects.create(code="os1", period=period)
    assert switches(text(client, f"/fr/annuaire/{organization.slug}/")) == {
        (f"/en/directory/{organization.slug}/", "en", "English")
    }
    assert switches(text(client, "/fr/buts/os1/")) == {("/en/goals/os1/", "en", "English")}
    assert text(client, "/en/goals/os1/")


@pytest.mark.parametrize("address", ["account/login/", "help/", "light/"])
def test_pages_outside_the_tree_lead_to_the_same_address(
    client: Client, homes: tuple[Home, Home], address: str
) -> None:
    html = text(client, f"/fr/{address}")
    assert (f"/en/{address}", "en", "English") in switches(html)
    assert text(client, f"/en/{address}") != html
