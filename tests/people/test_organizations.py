"""An organisation shows what it agreed to publish, and the pages that name it."""

import pytest
from django.test import Client

from pages.models import (
    ActionSheetPartner,
    Directory,
    ExperienceSheet,
    Home,
    Network,
    NetworkMember,
    Project,
    ProjectPartner,
    Resource,
    ResourceUser,
    Section,
)
from people.models import Organization, OrganizationText
from search.indexing import reindex
from search.models import SearchDocument
from tests.factories import OrganizationFactory, add, archived_period, concept, item, translate

CONTACT = {
    "email": "canari@example.org",
    "phone": "+221 33 111 22 33",
    "website": "https://canari.example/",
    "address": "12 rue Canari",
    "contact_person": "Canari Ndiaye",
}


@pytest.fixture
def directory(homes: tuple[Home, Home]) -> Directory:
    """The directory in both languages."""
    page = add(homes[0], Directory, "Annuaire")
    translate(page, homes[1], "Directory")
    return page


def everywhere(client: Client, organization: Organization) -> str:
    """All that the site says of an organisation: its page with its data, lists, index."""
    reindex()
    addresses = [
        f"/fr/annuaire/{organization.slug}/",
        f"/en/directory/{organization.slug}/",
        "/fr/annuaire/?format=json",
        "/fr/annuaire/",
        "/fr/search/?format=json&q=canari",
    ]
    said = [client.get(address).content.decode() for address in addresses]
    said += [f"{d.title} {d.summary} {d.body}" for d in SearchDocument.objects.all()]
    return "\n".join(said)


def test_unticked_contact_fields_are_nowhere(client: Client, directory: Directory) -> None:
    organization = OrganizationFactory(name="Eau vive", **CONTACT)
    said = everywhere(client, organization)
    assert "Eau vive" in said
    assert [value for value in CONTACT.values() if value in said] == []
    assert "anari" not in said.replace("q=canari", "").replace('"canari"', "")


@pytest.mark.parametrize("name", list(CONTACT))
def test_a_ticked_field_is_shown_and_the_others_are_not(
    client: Client, directory: Directory, name: str
) -> None:
    organization = OrganizationFactory(**CONTACT, **{f"{name}_published": True})
    said = everywhere(client, organization)
    assert [field for field, value in CONTACT.items() if value in said] == [name]
    html = client.get(f"/fr/annuaire/{organization.slug}/").content.decode()
    assert html.count(CONTACT[name]) >= 2, "in the page and in its data for machines"


def test_a_ticked_field_without_a_value_has_no_label(client: Client, directory: Directory) -> None:
    organization = OrganizationFactory(email_published=True, phone_published=True)
    html = client.get(f"/en/directory/{organization.slug}/").content.decode()
    assert "Contact" not in html
    assert "mailto:" not in html


def test_every_page_that_names_it_is_listed_once_in_the_readers_language(
    client: Client, directory: Directory, homes: tuple[Home, Home]
) -> None:
    organization = OrganizationFactory()
    section = add(homes[0], Section, "Rubrique")
    rubric = translate(section, homes[1], "Section")
    project = Project(title="Projet", locale=section.locale, live=True)
    for role in ("holder", "operator"):
        project.partners.add(ProjectPartner(organization=organization, role=role))
    section.add_child(instance=project)
    translate(project, rubric, "English project")
    network = Network(title="Réseau", locale=section.locale, live=True)
    network.members.add(NetworkMember(organization=organization))
    section.add_child(instance=network)
    tool = Resource(title="Outil", locale=section.locale, live=True, publisher=organization)
    tool.users.add(ResourceUser(organization=organization))
    section.add_child(instance=tool)
    sheet = item("action_sheet", section, "Fiche action", period=archived_period())
    ActionSheetPartner.objects.create(page=sheet, organization=organization, locale=sheet.locale)
    item("experience_sheet", section, "Fiche", author_organization=organization)
    ExperienceSheet.objects.filter(title="Fiche").update(live=True)
    secret = item("experience_sheet", section, "Brouillon", author_organization=organization)
    ExperienceSheet.objects.filter(pk=secret.pk).update(live=False)

    def listed(address: str) -> list[str]:
        html = client.get(f"{address}{organization.slug}/").content.decode()
        titles = [
            "Projet",
            "English project",
            "Réseau",
            "Outil",
            "Fiche action",
            "Fiche",
            "Brouillon",
        ]
        return [title for title in titles for _one in range(html.count(f">{title}</a></h3>"))]

    assert listed("/fr/annuaire/") == ["Projet", "Réseau", "Outil", "Fiche action", "Fiche"]
    assert listed("/en/directory/") == [
        "English project", "Réseau", "Outil", "Fiche action", "Fiche",
    ]  # fmt: skip


def test_its_description_is_in_the_readers_language_or_marked_as_another(
    client: Client, directory: Directory
) -> None:
    organization = OrganizationFactory()
    english = client.get(f"/en/directory/{organization.slug}/").content.decode()
    assert "It trains young people." in english
    OrganizationText.objects.get(organization=organization, language="en").delete()
    english = client.get(f"/en/directory/{organization.slug}/").content.decode()
    assert '<div lang="fr" dir="ltr"><p>Elle forme des jeunes.</p></div>' in english


def test_filters_of_the_directory_combine(client: Client, directory: Directory) -> None:
    wanted = OrganizationFactory(name="Voulue", kind="funder", size="under_3")
    wanted.sectors.add(concept("water", "eau", "water"))
    OrganizationFactory(name="Autre", kind="funder", size="50_plus")
    OrganizationFactory(name="Encore", kind="network", size="under_3")
    reindex()

    def found(query: str) -> set[str]:
        hits = client.get(f"/fr/annuaire/?{query}&format=json").json()["hits"]
        return {hit["title"] for hit in hits}

    assert found("kind=funder") == {"Voulue", "Autre"}
    assert found("size=under_3") == {"Voulue", "Encore"}
    assert found("kind=funder&size=under_3") == found("theme=water") == {"Voulue"}
    assert found("country=SN") == {"Voulue", "Autre", "Encore"}
    assert found("country=ML") == found("kind=company") == set()
    assert found("kind=network&kind=funder") == {"Voulue", "Autre", "Encore"}


def test_an_unknown_organisation_is_missing(client: Client, directory: Directory) -> None:
    organization = OrganizationFactory()
    for address in ("nobody/", f"{organization.slug}/more/", "%00/", "x" * 300 + "/"):
        assert client.get(f"/fr/annuaire/{address}").status_code == 404
