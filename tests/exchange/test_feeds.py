"""The Atom feed of a section."""

import datetime
import time
import uuid
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.http import Http404
from django.test import Client
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from access.generation import forget_generation
from access.models import AudienceRoot, Generation
from exchange.feeds import show_feed
from pages.models import (
    ActionSheet,
    Article,
    Home,
    PageTheme,
    Period,
    Project,
    Section,
    Seminar,
)
from passerelle.install import cleared_root
from search.indexing import index_objects
from thesaurus.models import Concept, ConceptLabel

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FIRST_DAY = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture
def home() -> Home:
    """The French home page, public."""
    cache.clear()
    Generation.objects.update_or_create(pk=1, defaults={"number": time.time_ns()})
    forget_generation()
    french, _created = Locale.objects.get_or_create(language_code="fr")
    page = Home(title="Accueil", slug="accueil-fr", locale=french)
    cleared_root().add_child(instance=page)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
    )
    cache.clear()
    AudienceRoot.begin(page, "public")
    return page


@pytest.fixture
def section(home: Home) -> Section:
    """A section with nothing in it yet."""
    page = Section(title="Actualités", slug="actualites", summary="Ce qui est neuf.")
    home.add_child(instance=page)
    return page


def publish(parent: Page, page: Page, day: int = 0) -> Page:
    """Put a page under another as published so many days after the first day, and index it."""
    page.first_published_at = FIRST_DAY + datetime.timedelta(days=day)
    page.last_published_at = page.first_published_at + datetime.timedelta(hours=1)
    parent.add_child(instance=page)
    index_objects("page", [page.pk])
    return page


def read(client: Client, address: str) -> ElementTree.Element:
    """The feed at an address."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(feed: ElementTree.Element) -> list[str]:
    """The titles of the entries of a feed."""
    return [str(entry.text) for entry in feed.iterfind("atom:entry/atom:title", ATOM)]


def test_a_feed_says_of_each_entry_what_atom_asks_for(client, section, settings):
    article = publish(section, Article(title="Un puits & sa pompe", summary="L'eau <arrive>."))
    concept = Concept.objects.create(code="water")
    ConceptLabel.objects.create(concept=concept, language="fr", name="eau")
    PageTheme.objects.create(page=article, concept=concept)
    index_objects("page", [article.pk])

    feed = read(client, "/fr/actualites.atom")
    entry = feed.find("atom:entry", ATOM)

    base = settings.BASE_URL
    assert feed.get(LANGUAGE) == "fr"
    assert feed.findtext("atom:title", None, ATOM) == f"Actualités – {settings.SITE_NAME}"
    assert feed.findtext("atom:author/atom:name", None, ATOM) == settings.SITE_NAME
    assert {link.get("rel"): link.get("href") for link in feed.iterfind("atom:link", ATOM)} == {
        "self": f"{base}/fr/actualites.atom",
        "alternate": f"{base}/fr/actualites/",
    }
    assert feed.findtext("atom:updated", None, ATOM) == "2026-03-01T10:00:00+00:00"
    assert entry.get(LANGUAGE) == "fr"
    assert entry.findtext("atom:title", None, ATOM) == "Un puits & sa pompe"
    assert entry.findtext("atom:summary", None, ATOM) == "L&#x27;eau &lt;arrive&gt;."
    assert entry.findtext("atom:published", None, ATOM) == "2026-03-01T09:00:00+00:00"
    assert entry.findtext("atom:updated", None, ATOM) == "2026-03-01T10:00:00+00:00"
    assert entry.find("atom:link", ATOM).get("href") == f"{base}/fr/actualites/un-puits-sa-pompe/"
    assert entry.find("atom:category", ATOM).get("term") == "eau"
    for identified in (feed, entry):
        assert uuid.UUID(identified.findtext("atom:id", "", ATOM).removeprefix("urn:uuid:"))


def test_an_entry_keeps_its_identifier_when_title_and_address_change(client, section):
    article = publish(section, Article(title="Avant"))
    before = read(client, "/fr/actualites.atom").findtext("atom:entry/atom:id", None, ATOM)
    article.title, article.slug = "Après", "ailleurs"
    article.save()
    index_objects("page", [article.pk])
    cache.clear()
    feed = read(client, "/fr/actualites.atom")
    assert titles(feed) == ["Après"]
    assert feed.findtext("atom:entry/atom:id", None, ATOM) == before


def test_what_was_published_last_comes_first_whatever_the_date_of_an_event(client, section):
    publish(section, Seminar(title="Loin", starts_on=datetime.date(2030, 1, 1)), day=1)
    publish(section, Article(title="Récent"), day=3)
    publish(section, Seminar(title="Passé", starts_on=datetime.date(2020, 1, 1)), day=2)
    assert titles(read(client, "/fr/actualites.atom")) == ["Récent", "Passé", "Loin"]


def test_a_feed_holds_the_thirty_newest_items(client, section):
    for day in range(32):
        publish(section, Article(title=f"Jour {day}"), day=day)
    found = titles(read(client, "/fr/actualites.atom"))
    assert len(found) == 30
    assert found[0] == "Jour 31"


def test_a_feed_is_narrowed_like_its_list_and_is_then_another_feed(client, section, settings):
    publish(section, Project(title="En cours", stage="running"))
    publish(section, Project(title="Fini", stage="done"))
    whole, narrowed = (
        read(client, f"/fr/actualites.atom{query}") for query in ("", "?stage=done&page=9&x=1")
    )
    assert titles(narrowed) == ["Fini"]
    assert narrowed.find("atom:link", ATOM).get("href") == (
        f"{settings.BASE_URL}/fr/actualites/?stage=done"
    )
    assert narrowed.findtext("atom:id", "", ATOM) != whole.findtext("atom:id", "", ATOM)


def test_sheets_of_an_archived_period_come_only_when_the_period_is_asked_for(client, section):
    day = datetime.date(2020, 1, 1)
    period = Period.objects.create(code="old", starts=day, ends=day, archived_on=day)
    publish(section, ActionSheet(title="Ancienne", period=period))
    assert titles(read(client, "/fr/actualites.atom")) == []
    assert titles(read(client, "/fr/actualites.atom?period=old")) == ["Ancienne"]


def test_each_item_comes_once_in_the_language_of_the_feed_else_in_the_one_it_has(
    client, home, section
):
    english, _created = Locale.objects.get_or_create(language_code="en")
    english_home = Home(
        title="Home", slug="home-en", locale=english, translation_key=home.translation_key
    )
    Page.get_first_root_node().add_child(instance=english_home)
    AudienceRoot.begin(english_home, "public")
    cache.clear()
    news = Section(title="News", slug="news", locale=english)
    news.translation_key = section.translation_key
    english_home.add_child(instance=news)
    article = publish(section, Article(title="En deux langues"))
    translated = Article(title="In two languages", locale=english)
    translated.translation_key = article.translation_key
    publish(news, translated)
    publish(section, Article(title="En français seulement"), day=1)
    index_objects("page", [article.pk])

    feed = read(client, "/en/news.atom")

    assert titles(feed) == ["En français seulement", "In two languages"]
    assert [entry.get(LANGUAGE) for entry in feed.iterfind("atom:entry", ATOM)] == ["fr", "en"]


def test_pages_that_are_withdrawn_or_without_audience_are_left_out_even_if_still_indexed(
    client, rf, section
):
    withdrawn = publish(section, Article(title="Retiré"))
    Page.objects.filter(pk=withdrawn.pk).update(live=False)
    hidden = publish(section, Article(title="Caché"))
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    publish(section, Article(title="Public"))
    assert titles(read(client, "/fr/actualites.atom")) == ["Public"]
    AudienceRoot.objects.all().delete()
    with override("fr"), pytest.raises(Http404):
        show_feed(rf.get("/fr/actualites.atom"), "actualites")


def test_only_a_published_section_has_a_feed(rf, section):
    publish(section, Article(title="Un article"))
    with override("fr"):
        for path in ("actualites/un-article", "nulle-part", "actualites/nulle-part", "."):
            with pytest.raises(Http404):
                show_feed(rf.get(f"/fr/{path}.atom"), path)
        Page.objects.filter(pk=section.pk).update(live=False)
        with pytest.raises(Http404):
            show_feed(rf.get("/fr/actualites.atom"), "actualites")


def test_an_empty_feed_says_when_the_section_changed_and_not_the_present_hour(client, home):
    publish(home, Section(title="Vide", slug="vide"))
    feed = read(client, "/fr/vide.atom")
    assert feed.findtext("atom:updated", None, ATOM) == "2026-03-01T10:00:00+00:00"


def test_control_characters_pasted_into_a_summary_do_not_break_the_feed(client, section):
    publish(section, Article(title="Collé", summary="Une ligne\x0bune autre"))
    assert titles(read(client, "/fr/actualites.atom")) == ["Collé"]


def test_a_feed_takes_the_same_number_of_queries_for_three_and_for_thirty_items(
    client, section, django_assert_max_num_queries
):
    numbers = []
    for count in (3, 27):
        for number in range(count):
            publish(section, Article(title=f"Article {number} de {count}"))
        client.get("/fr/actualites.atom")
        cache.clear()
        with django_assert_max_num_queries(14) as queries:
            read(client, "/fr/actualites.atom")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
