"""Records that are perhaps one organisation: shown side by side, told apart, or merged."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ReferenceIndex

from access.models import JournalEntry
from pages.models import (
    Article,
    Directory,
    Home,
    Network,
    NetworkMember,
    Project,
    ProjectPartner,
    Section,
    SeminarSession,
)
from people.duplicates import pairs
from people.models import (
    DifferentOrganizations,
    FormerShortName,
    Organization,
    OrganizationProposal,
    Profile,
)
from search.models import Outbox
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    a_space,
    add,
    concept,
    holding,
    item,
    signed_in,
)
from thesaurus.models import Territory

LIST = "/admin/directory/duplicates/"
SIREN = "732829320"


@pytest.fixture
def boss(roles: dict[str, Group]) -> Client:
    """The browser of an administrator who reads English."""
    person = PersonFactory(language="en")
    person.groups.add(roles["administrator"])
    return signed_in(person)


@pytest.fixture
def two(db: None) -> tuple[Organization, Organization]:
    """Two records of one organisation."""
    first = OrganizationFactory(name="Eau vive", slug="eau-vive", city="Thiès", phone="1")
    second = OrganizationFactory(
        name="Eaux vives", slug="eaux-vives", city="", email="a@eaux.example",
        email_published=True, rna="W123456789", website="https://eaux.example/",
    )  # fmt: skip
    return first, second


def address(first: Organization, second: Organization) -> str:
    """Where a pair is compared."""
    return f"{LIST}{first.pk}/{second.pk}/"


def merged(boss: Client, two: tuple[Organization, Organization], **choices: str) -> Organization:
    """What is left once an administrator has merged both, the first unless chosen otherwise."""
    shown = boss.get(address(*two))
    form = shown.context["form"]
    sent = {row.code: str(row.preferred) for row in form.rows} | choices
    answer = boss.post(
        address(*two), {**sent, "mark": shown.context["mark"], "act": "merge"}, follow=True
    )
    assert "They are one now" in answer.content.decode()
    return Organization.objects.get(pk=two[0].pk)


@pytest.mark.parametrize(
    ("fields", "others", "is_pair"),
    [
        ({"name": "Puits partout"}, {"name": "Les Puits Partout"}, True),
        ({"name": "Puits partout"}, {"name": "Puits nulle part"}, False),
        ({"name": "A", "siret": SIREN + "00074"}, {"name": "B", "siret": SIREN}, True),
        ({"name": "A", "rna": "W123456789"}, {"name": "B", "org_id": "FR-RNA-W123456789"}, True),
        ({"name": "A", "website": "https://www.x.sn/"}, {"name": "B", "email": "c@x.sn"}, True),
        ({"name": "A", "email": "a@gmail.com"}, {"name": "B", "email": "b@gmail.com"}, False),
    ],
)
def test_numbers_names_and_sites_make_a_pair(
    db: None, fields: dict[str, str], others: dict[str, str], is_pair: bool
) -> None:
    OrganizationFactory(**fields)
    OrganizationFactory(**others)
    assert bool(pairs()) is is_pair


def test_the_same_name_or_site_far_away_makes_no_pair(db: None) -> None:
    togo, _made = Territory.objects.get_or_create(code="TG")
    OrganizationFactory(name="Puits partout", website="https://puits.example/")
    OrganizationFactory(name="Puits partout", website="https://puits.example/a", territory=togo)
    assert pairs() == []


def test_pairs_are_listed_and_shown_side_by_side(
    boss: Client, two: tuple[Organization, Organization]
) -> None:
    assert address(*two) in boss.get(LIST).content.decode()
    html = boss.get(address(*two)).content.decode()
    for said in ("Eau vive", "Eaux vives", "a@eaux.example (shown on the site)", "nothing"):
        assert said in html
    form = boss.get(address(*two)).context["form"]
    assert {row.code: row.preferred for row in form.rows} == {
        "name": 0, "slug": 0, "city": 0, "rna": 1, "email": 1, "phone": 0, "website": 1,
    }  # fmt: skip


def test_two_that_are_called_different_are_not_proposed_again(
    boss: Client, two: tuple[Organization, Organization]
) -> None:
    for _time in range(2):
        boss.post(address(*two), {"act": "different"})
    assert DifferentOrganizations.objects.count() == 1
    assert pairs() == []
    assert address(*two) not in boss.get(LIST).content.decode()
    assert Organization.objects.count() == 2


def test_one_is_made_of_two_with_the_values_chosen(
    boss: Client, two: tuple[Organization, Organization]
) -> None:
    first, second = two
    water, seeds = concept("water", "Eau", "Water"), concept("seeds", "Semences", "Seeds")
    first.sectors.add(water)
    second.sectors.add(water, seeds)
    second.texts.filter(language="fr").update(description="Elle creuse des puits.")
    Outbox.objects.all().delete()
    one = merged(boss, two, name="1", description_fr="1")
    assert (one.name, one.slug, one.city, one.rna) == (
        "Eaux vives", "eau-vive", "Thiès", "W123456789",
    )  # fmt: skip
    assert (one.email, one.email_published, one.phone) == ("a@eaux.example", True, "1")
    assert one.description("fr") == "Elle creuse des puits."
    assert one.description("en") == "It trains young people."
    assert set(one.sectors.all()) == {water, seeds}
    assert Organization.objects.count() == 1
    facts = JournalEntry.objects.get(verb="merged").facts
    assert facts == {"kept": first.pk, "gone": second.pk}
    noted = set(Outbox.objects.values_list("kind", "object_id"))
    assert {("organization", first.pk), ("organization", second.pk)} <= noted


def test_all_that_named_the_other_names_the_one_once(
    boss: Client, two: tuple[Organization, Organization], homes: tuple[Home, Home]
) -> None:
    first, second = two
    section = add(homes[0], Section, "Rubrique")
    project = Project(title="Projet", locale=section.locale, live=True)
    for organization in two:
        project.partners.add(ProjectPartner(organization=organization, role="holder"))
    project.partners.add(ProjectPartner(organization=second, role="funder"))
    section.add_child(instance=project)
    network = Network(title="Réseau", locale=section.locale, live=True, coordinator=second)
    network.members.add(NetworkMember(organization=second))
    section.add_child(instance=network)
    article = Article(title="Campagne", locale=section.locale, live=True)
    section.add_child(instance=article)
    article.supporters.add(second)
    article.save()
    child = OrganizationFactory(name="Section locale")
    child.parents.add(first, second)
    second.parents.add(first)
    space = a_space()
    second.spaces.add(space)
    profile = Profile.objects.create(person=PersonFactory(), organization=second)
    for organization in two:
        OrganizationProposal.objects.create(organization=organization, field="name", after="X")
    one = merged(boss, two)
    rows = project.partners.model.objects.order_by("role").values_list("organization", "role")
    assert list(rows) == [(one.pk, "funder"), (one.pk, "holder")]
    network.refresh_from_db()
    assert network.coordinator == one
    assert NetworkMember.objects.get().organization == one
    assert list(Article.objects.get(pk=article.pk).supporters.all()) == [one]
    assert list(child.parents.all()) == [one]
    assert list(one.parents.all()) == []
    assert list(one.spaces.all()) == [space]
    profile.refresh_from_db()
    assert profile.organization == one
    states = OrganizationProposal.objects.order_by("pk").values_list("organization", "state")
    assert list(states) == [(one.pk, "replaced"), (one.pk, "pending")]


def test_drafts_former_versions_and_speakers_follow(
    boss: Client, two: tuple[Organization, Organization], homes: tuple[Home, Home]
) -> None:
    first, second = two
    section = add(homes[0], Section, "Rubrique")
    seminar = item("seminar", section, "Séminaire")
    speakers = json.dumps(
        [{"type": "speaker", "value": {"name": "Awa", "function": "", "organization": second.pk}}]
    )
    session = SeminarSession(title="Ouverture", day=seminar.starts_on, speakers=speakers)
    seminar.sessions.add(session)
    seminar.save()
    seminar.save_revision()
    network = Network(title="Réseau", locale=section.locale, live=True)
    section.add_child(instance=network)
    network.members.add(NetworkMember(organization=first))
    network.members.add(NetworkMember(organization=second))
    network.coordinator = second
    revision = network.save_revision()
    one = merged(boss, two)
    [speaker] = SeminarSession.objects.get().speakers.raw_data
    assert speaker["value"]["organization"] == one.pk
    draft = type(seminar).objects.get().get_latest_revision_as_object()
    assert draft.session_rows[0].people[0]["organization"] == one
    revision.refresh_from_db()
    again = revision.as_object()
    assert again.coordinator == one
    assert [row.organization for row in again.members.all()] == [one]
    revision.publish()
    assert NetworkMember.objects.get().organization == one
    assert not ReferenceIndex.objects.filter(to_object_id=str(second.pk)).exclude(
        to_object_id=str(one.pk)
    ).filter(to_content_type__model="organization").exists()  # fmt: skip


def test_the_former_address_leads_on_in_each_language(
    boss: Client, client: Client, two: tuple[Organization, Organization], homes: tuple[Home, Home]
) -> None:
    add(homes[0], Directory, "Annuaire")
    merged(boss, two, slug="1")
    assert FormerShortName.objects.get().slug == "eau-vive"
    answer = client.get("/fr/annuaire/eau-vive/")
    assert (answer.status_code, answer["Location"]) == (301, "/fr/annuaire/eaux-vives/")
    assert client.get("/fr/annuaire/eaux-vives/").status_code == 200
    assert client.get("/fr/annuaire/autre/").status_code == 404


def test_a_pair_that_changed_meanwhile_is_shown_again(
    boss: Client, two: tuple[Organization, Organization]
) -> None:
    shown = boss.get(address(*two))
    sent = {row.code: "0" for row in shown.context["form"].rows}
    Organization.objects.filter(pk=two[1].pk).update(city="Mbour")
    answer = boss.post(address(*two), {**sent, "mark": shown.context["mark"], "act": "merge"})
    assert answer.status_code == 422
    assert "nothing was merged" in answer.content.decode()
    assert "Mbour" in answer.content.decode()
    assert boss.post(address(*two), {"act": "merge"}).status_code == 422
    assert Organization.objects.count() == 2


def test_only_administrators_find_these_screens(
    roles: dict[str, Group], boss: Client, two: tuple[Organization, Organization]
) -> None:
    others: list[Any] = [signed_in(holding(roles[role])) for role in ("editor", "contributor")]
    for browser in others:
        assert browser.get(LIST).status_code == 404
        assert browser.get(address(*two)).status_code == 404
        assert browser.post(address(*two), {"act": "different"}).status_code == 404
    first, second = two
    for keys in ((second.pk, first.pk), (first.pk, first.pk), (first.pk, 999_999)):
        assert boss.get(f"{LIST}{keys[0]}/{keys[1]}/").status_code == 404
    index = "/admin/snippets/people/organization/"
    assert LIST in boss.get(index).content.decode()
    assert LIST not in others[0].get(index).content.decode()


def test_queries_do_not_grow_with_the_directory(
    boss: Client, django_assert_max_num_queries: Any
) -> None:
    for size in (4, 40):
        for number in range(size):
            OrganizationFactory(name=f"Jumeau {number % 2}")
        with django_assert_max_num_queries(30):
            boss.get(LIST)
