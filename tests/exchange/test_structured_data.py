"""Pages in the terms of schema.org."""

import datetime
import json
import time

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail.models import Locale, Page, Site

from access.generation import forget_generation
from access.models import Generation
from files.models import Picture, SiteDocument
from pages.context import Link
from pages.models import (
    ActionSheet,
    Article,
    Directory,
    ExperienceSheet,
    Home,
    Network,
    NetworkMember,
    Objectives,
    PageTerritory,
    PageTheme,
    Period,
    Project,
    ProjectPartner,
    Resource,
    Section,
    Seminar,
    Workshop,
)
from pages.models.base import Licence
from pages.structured_data import as_script, breadcrumb_data, structured_data
from people.models import Organization
from thesaurus.models import Concept, ConceptLabel, Territory

pytestmark = pytest.mark.django_db

BASE = "https://passerelle.example"
ADDRESS = "/fr/page/"
PUBLISHED = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.date(2027, 7, 8)


@pytest.fixture(autouse=True)
def _nothing_held_from_other_tests() -> None:
    cache.clear()
    Site.objects.update(site_name="")
    Generation.objects.update_or_create(pk=1, defaults={"number": time.time_ns()})
    forget_generation()


def add(page: Page) -> Page:
    """Put a page into the tree, in French."""
    page.locale = Locale.objects.get_or_create(language_code="fr")[0]
    page.first_published_at = PUBLISHED
    page.last_published_at = PUBLISHED + datetime.timedelta(days=1)
    return Page.get_first_root_node().add_child(instance=page)


def territory(code: str) -> Territory:
    """A country or region."""
    return Territory.objects.get_or_create(code=code)[0]


def organization(name: str, **fields: object) -> Organization:
    """An organisation in Togo, unless said otherwise."""
    fields = {"slug": name.lower().replace(" ", "-"), "territory": territory("TG"), **fields}
    return Organization.objects.create(name=name, **fields)


def data_of(page: Page) -> dict[str, object]:
    """The data of a page."""
    return structured_data(page, BASE, ADDRESS, "fr")


def test_an_article_says_what_every_work_says(settings):
    picture = Picture.objects.create(
        title="Puits", file="puits.jpg", width=800, height=600, file_hash="0123456789abcdef"
    )
    article = add(
        Article(
            title="Un puits", summary="Il est là.", author="Ama Koffi", picture=picture,
            kind="feature", licence=Licence.CC_BY,
        )
    )  # fmt: skip
    concept = Concept.objects.create(code="water")
    ConceptLabel.objects.create(concept=concept, language="fr", name="eau")
    PageTheme.objects.create(page=article, concept=concept)

    assert data_of(article) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": f"{BASE}{ADDRESS}",
        "url": f"{BASE}{ADDRESS}",
        "name": "Un puits",
        "headline": "Un puits",
        "description": "Il est là.",
        "keywords": ["eau"],
        "image": f"{BASE}/pictures/{picture.pk}-0123456789/720.jpg",
        "inLanguage": "fr",
        "datePublished": "2026-03-01T09:00:00+00:00",
        "dateModified": "2026-03-02T09:00:00+00:00",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": f"{BASE}/",
        },
        "author": {"@type": "Person", "name": "Ama Koffi"},
    }


def test_what_a_page_does_not_tell_is_not_in_its_data():
    data = data_of(add(Article(title="Brève", licence=Licence.RESERVED)))
    assert data["@type"] == "NewsArticle"
    assert not {"description", "keywords", "image", "license", "author"} & set(data)


def test_a_seminar_is_an_event_with_the_offset_of_its_place(settings):
    seminar = add(
        Seminar(
            title="Eau", starts_on=DAY, starts_at=datetime.time(9, 30), ends_at=datetime.time(17),
            time_zone="Europe/Paris", venue="Maison des associations", city="Lyon",
            country=territory("FR"), capacity=40,
        )
    )  # fmt: skip
    data = data_of(seminar)
    assert data["@type"] == "Event"
    assert data["startDate"] == "2027-07-08T09:30:00+02:00"
    assert data["endDate"] == "2027-07-08T17:00:00+02:00"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["location"] == {
        "@type": "Place",
        "name": "Maison des associations",
        "address": {"@type": "PostalAddress", "addressLocality": "Lyon", "addressCountry": "FR"},
    }
    assert data["organizer"]["name"] == settings.SITE_NAME
    assert data["maximumAttendeeCapacity"] == 40
    assert data["inLanguage"] == "fr"
    assert "license" not in data
    assert data["mainEntityOfPage"]["license"].startswith("https://creativecommons.org/")


def test_a_workshop_without_hours_or_place_has_days_and_no_location():
    data = data_of(add(Workshop(title="Budget", starts_on=DAY, ends_at=datetime.time(17))))
    assert (data["startDate"], data["endDate"]) == ("2027-07-08", "2027-07-08")
    assert "location" not in data


def test_a_project_names_its_funders_apart_from_its_members():
    project = add(Project(title="Puits", starts=DAY))
    PageTerritory.objects.create(page=project, territory=territory("TG"))
    for name, role in (("Puits et pompes", "holder"), ("Fonds pour l'eau", "funder")):
        partner = organization(name, slug=role)
        ProjectPartner.objects.create(page=project, organization=partner, role=role)
    data = data_of(project)
    assert data["@type"] == "ResearchProject"
    assert data["foundingDate"] == "2027-07-08"
    assert "dissolutionDate" not in data
    assert data["areaServed"] == ["Togo"]
    assert data["member"] == [{"@type": "NGO", "name": "Puits et pompes"}]
    assert data["funder"] == [{"@type": "NGO", "name": "Fonds pour l'eau"}]


def test_a_network_is_an_organisation_with_its_members():
    network = add(Network(title="Réseau eau", founded=1998))
    NetworkMember.objects.create(
        page=network, organization=organization("Ville de Lomé", kind="local_authority")
    )
    data = data_of(network)
    assert (data["@type"], data["foundingDate"]) == ("Organization", "1998")
    assert data["member"] == [{"@type": "GovernmentOrganization", "name": "Ville de Lomé"}]


def test_a_resource_with_a_file_is_a_document_and_one_without_a_work():
    document = SiteDocument.objects.create(title="Guide", file=ContentFile(b"x", "guide.txt"))
    guide = data_of(add(Resource(title="Guide", file=document, minutes=20, published_year=2019)))
    link = data_of(add(Resource(title="Lien", kind="link", link="https://example.org/")))
    assert guide["@type"] == "DigitalDocument"
    assert guide["encoding"] == {
        "@type": "MediaObject",
        "contentUrl": f"{BASE}{ADDRESS}file/",
    }
    assert (guide["timeRequired"], guide["datePublished"]) == ("PT20M", "2019")
    assert (link["@type"], link["sameAs"]) == ("CreativeWork", "https://example.org/")
    assert not {"encoding", "timeRequired", "audience"} & set(link)


def test_an_experience_sheet_is_an_article_by_a_person_else_by_an_organisation():
    sheet = ExperienceSheet(
        title="Latrines", author_organization=organization("Puits"), place="Kara", year=2024
    )
    data = data_of(add(sheet))
    assert data["@type"] == "Article"
    assert data["author"] == {"@type": "NGO", "name": "Puits"}
    assert data["contentLocation"] == {"@type": "Place", "name": "Kara"}
    sheet.author = "Ama Koffi"
    assert data_of(sheet)["author"] == {"@type": "Person", "name": "Ama Koffi"}


def test_an_action_sheet_is_a_project_of_its_period():
    period = Period.objects.create(code="now", starts=DAY, ends=DAY.replace(year=2030))
    data = data_of(add(ActionSheet(title="Former", period=period)))
    assert data["@type"] == "Project"
    assert (data["foundingDate"], data["dissolutionDate"]) == ("2027-07-08", "2030-07-08")


@pytest.mark.parametrize("model", [Section, Directory, Objectives])
def test_a_list_is_a_collection(model):
    assert data_of(add(model(title="Liste")))["@type"] == "CollectionPage"


def test_the_home_page_tells_how_to_search_the_site(settings):
    home = add(Home(title="Accueil", slug="accueil-fr", lead="Une fédération."))
    data = structured_data(home, BASE, "/fr/", "fr")
    assert (data["@type"], data["name"]) == ("WebSite", settings.SITE_NAME)
    assert data["description"] == "Une fédération."
    assert data["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/fr/search/?q={{words}}"


def test_a_breadcrumb_counts_from_the_home_page_and_is_absent_there():
    links = [Link("Accueil", "/fr/"), Link("Été", "/fr/été/")]
    assert breadcrumb_data(links, BASE)["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Accueil", "item": f"{BASE}/fr/"},
        {"@type": "ListItem", "position": 2, "name": "Été", "item": f"{BASE}/fr/%C3%A9t%C3%A9/"},
    ]
    assert breadcrumb_data([], BASE) == {}


def test_no_title_can_break_out_of_a_script():
    title = "</script><script>alert(1)</script> & <!-- été"
    script = as_script({"name": title})
    assert not set("<>&") & set(script)
    assert "été" in script
    assert json.loads(script) == {"name": title}


def test_data_of_a_page_whose_properties_are_loaded_takes_no_query(django_assert_num_queries):
    project = add(Project(title="Puits"))
    ProjectPartner.objects.create(page=project, organization=organization("A"), role="expert")
    data_of(project)
    with django_assert_num_queries(0):
        data_of(project)
