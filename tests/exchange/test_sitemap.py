"""What robots are told, and the map of all public addresses."""

import datetime
import time
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale, Page, Site

from access.generation import forget_generation
from access.models import AudienceRoot, Generation
from exchange import sitemap
from pages.models import (
    Article,
    Directory,
    Home,
    Objectives,
    Period,
    Section,
    SpaceHome,
    StrategicObjective,
)
from passerelle.install import cleared_root
from people.models import Organization
from search.indexing import reindex
from tests.factories import a_space, item
from thesaurus.models import Territory

pytestmark = pytest.mark.django_db

NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
PUBLISHED = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def homes() -> tuple[Home, Home]:
    """The French and the English home page, public."""
    cache.clear()
    Generation.objects.update_or_create(pk=1, defaults={"number": time.time_ns()})
    forget_generation()
    root = cleared_root()
    french = Home(title="Accueil", slug="accueil-fr", locale=locale("fr"))
    root.add_child(instance=french)
    english = Home(title="Home", slug="home-en", locale=locale("en"))
    english.translation_key = french.translation_key
    root.add_child(instance=english)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": french}
    )
    cache.clear()
    for home in (french, english):
        AudienceRoot.begin(home, "public")
    return french, english


def locale(language: str) -> Locale:
    """The locale of a language."""
    return Locale.objects.get_or_create(language_code=language)[0]


def read(client: Client) -> dict[str, ElementTree.Element]:
    """The entries of the sitemap by their path below the site's address."""
    cache.clear()
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    found = ElementTree.fromstring(response.content).findall("map:url", NAMES)
    paths = [str(entry.findtext("map:loc", None, NAMES)).split("/", 3)[3] for entry in found]
    assert len(paths) == len(set(paths))
    return dict(zip(paths, found, strict=True))


def versions(entry: ElementTree.Element) -> dict[str, str]:
    """The addresses of an entry's translations by language."""
    links = entry.findall("xhtml:link", NAMES)
    assert all(link.get("rel") == "alternate" for link in links)
    return {str(link.get("hreflang")): str(link.get("href")) for link in links}


def test_each_public_page_is_on_the_map_with_its_translations_and_last_change(
    client, homes, settings
):
    french, english = homes
    section = Section(title="Actualités", slug="actualites", last_published_at=PUBLISHED)
    french.add_child(instance=section)
    news = Section(title="News", slug="news", locale=locale("en"))
    news.translation_key = section.translation_key
    english.add_child(instance=news)
    section.add_child(instance=Article(title="Été", slug="été"))

    entries = read(client)

    base = settings.BASE_URL
    both = {"fr": f"{base}/fr/actualites/", "en": f"{base}/en/news/"}
    assert list(entries) == [
        "fr/", "en/", "fr/actualites/", "en/news/", "fr/actualites/%C3%A9t%C3%A9/",
    ]  # fmt: skip
    assert versions(entries["fr/actualites/"]) == versions(entries["en/news/"]) == both
    assert versions(entries["fr/actualites/%C3%A9t%C3%A9/"]) == {}
    assert entries["fr/actualites/"].findtext("map:lastmod", None, NAMES) == (
        "2026-03-01T09:00:00+00:00"
    )
    assert entries["en/news/"].find("map:lastmod", NAMES) is None


def test_organisations_and_objectives_are_on_the_map_in_each_language(client, homes, settings):
    for home, language in zip(homes, ("fr", "en"), strict=True):
        place = locale(language)
        home.add_child(instance=Directory(title="Annuaire", slug="annuaire", locale=place))
        home.add_child(instance=Objectives(title="Objectifs", slug="objectifs", locale=place))
    togo = Territory.objects.get_or_create(code="TG")[0]
    Organization.objects.create(name="Puits et pompes", slug="puits", territory=togo)
    day = datetime.date(2026, 1, 1)
    period = Period.objects.create(code="now", starts=day, ends=day)
    StrategicObjective.objects.create(code="A1", period=period)

    entries = read(client)

    for path in ("annuaire/puits/", "objectifs/a1/"):
        assert versions(entries[f"fr/{path}"]) == {
            language: f"{settings.BASE_URL}/{language}/{path}" for language in ("fr", "en")
        }
        assert f"en/{path}" in entries


def test_pages_that_are_withdrawn_or_without_audience_are_not_on_the_map(client, homes):
    french, _english = homes
    french.add_child(instance=Article(title="Retiré", slug="retire", live=False))
    hidden = Section(title="Caché", slug="cache")
    french.add_child(instance=hidden)
    hidden.add_child(instance=Article(title="Dessous", slug="dessous"))
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    assert set(read(client)) == {"fr/", "en/"}
    AudienceRoot.objects.filter(page=french).delete()
    assert set(read(client)) == {"en/"}


def test_a_page_is_not_said_to_be_translated_by_one_that_is_not_public(client, homes):
    _french, english = homes
    Page.objects.filter(pk=english.pk).update(live=False)
    entries = read(client)
    assert set(entries) == {"fr/"}
    assert versions(entries["fr/"]) == {}


def test_the_map_ends_at_the_number_of_addresses_that_its_format_allows(client, homes, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
    for number in range(4):
        homes[0].add_child(instance=Article(title=f"Article {number}"))
    assert len(read(client)) == 3


def test_the_map_takes_the_same_number_of_queries_for_three_and_for_thirty_pages(
    client, homes, django_assert_max_num_queries
):
    togo = Territory.objects.get_or_create(code="TG")[0]
    homes[0].add_child(instance=Directory(title="Annuaire", slug="annuaire"))
    numbers = []
    for count in (3, 27):
        for number in range(count):
            name = f"Page {number} de {count}"
            homes[0].add_child(instance=Article(title=name))
            slug = f"organisation-{number}-{count}"
            Organization.objects.create(name=name, slug=slug, territory=togo)
        read(client)
        with django_assert_max_num_queries(9) as queries:
            read(client)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_robots_may_read_all_but_the_admin_the_accounts_and_the_search(client, homes, settings):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {line.split()[1] for line in lines if line.startswith("Disallow")} == {
        "/admin/", "/fr/account/", "/fr/search/", "/en/account/", "/en/search/",
    }  # fmt: skip
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines


def test_territories_in_which_something_is_published_are_on_the_map(client, homes, settings):
    for code in ("SN", "ML"):
        Territory.objects.create(code=code)
    assert not [path for path in read(client) if "territories" in path]
    item("article", homes[0], "Nouvelle", territories=["SN"])
    hidden = SpaceHome.objects.get(space=a_space(preset="secret"), locale=homes[0].locale)
    item("article", hidden, "Confidences", territories=["ML"])
    reindex()
    entries = read(client)
    assert [path for path in entries if "territories" in path] == [
        "fr/territories/", "en/territories/", "fr/territories/SN/", "en/territories/SN/",
    ]  # fmt: skip
    assert set(versions(entries["fr/territories/SN/"])) == {"fr", "en"}
