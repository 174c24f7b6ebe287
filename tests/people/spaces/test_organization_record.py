"""An organisation's own people correct its record; what others know it by waits for an editor."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from access.models import Space
from people.models import Organization, OrganizationProposal, Person
from tests.factories import OrganizationFactory, PersonFactory, a_space, belonging, signed_in

SIRET = "73282932000074"
INDEX = "/en/spaces/atelier/organisation/"


@pytest.fixture
def organization(space: Space) -> Organization:
    """The organisation that owns the space."""
    found: Organization = OrganizationFactory(slug="puits", name="Puits sans frontières")
    found.spaces.add(space)
    return found


def form(**fields: str) -> dict[str, str]:
    """The record as the form sends it."""
    return {
        "name": "Puits sans frontières", "size": "", "city": "Thiès", "rna": "", "siret": "",
        "description_fr": "Elle forme des jeunes.", "description_en": "It trains young people.",
        **fields,
    }  # fmt: skip


ADDRESS = f"{INDEX}puits/"


def test_a_manager_corrects_the_record_everywhere_at_once(
    organization: Organization, as_manager: Client
) -> None:
    assert as_manager.get(INDEX).url == ADDRESS
    answer = as_manager.get(ADDRESS)
    assert answer.status_code == 200
    assert len(answer.content) < 40_000
    as_manager.post(
        ADDRESS,
        form(
            size="under_3", city="Dakar", email="a@example.org", email_published="on",
            phone="+221 33 111 22 33", description_fr="Elle creuse.", description_en="",
        ),
    )  # fmt: skip
    found = Organization.objects.get(pk=organization.pk)
    assert (found.size, found.city) == ("under_3", "Dakar")
    assert found.published_contact() == {"email": "a@example.org"}
    assert [(text.language, text.description) for text in found.texts.all()] == [
        ("fr", "Elle creuse.")
    ]
    assert not OrganizationProposal.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "Puits partout", "Puits partout"),
        ("siret", "732 829 320 00074", SIRET),
        ("rna", "w123456789", "W123456789"),
    ],
)
def test_a_name_or_an_identifier_waits_for_an_editor(
    organization: Organization, as_manager: Client, manager: Person, field: str, typed: str,
    kept: str,
) -> None:  # fmt: skip
    before = getattr(organization, field)
    html = as_manager.post(ADDRESS, form(**{field: typed}), follow=True).content.decode()
    assert "waits for an editor" in html
    organization.refresh_from_db()
    assert getattr(organization, field) == before
    proposal = OrganizationProposal.objects.get()
    assert (proposal.field, proposal.before, proposal.after, proposal.by, proposal.state) == (
        field, before, kept, manager, "pending",
    )  # fmt: skip
    as_manager.post(ADDRESS, form(**{field: typed}))
    assert OrganizationProposal.objects.count() == 1


def test_a_later_proposal_replaces_the_one_that_waits(
    organization: Organization, as_manager: Client
) -> None:
    for name in ("Un", "Deux"):
        as_manager.post(ADDRESS, form(name=name))
    states = OrganizationProposal.objects.order_by("pk").values_list("after", "state")
    assert list(states) == [("Un", "replaced"), ("Deux", "pending")]


@pytest.mark.parametrize(
    "fields",
    [
        {"siret": "73282932000075"},
        {"siret": "7328293200007"},
        {"siret": "７３２８２９３２００００７４"},
        {"rna": "123456789"},
        {"rna": "W12345678"},
        {"name": ""},
        {"name": "x" * 151},
        {"size": "huge"},
        {"email": "awa"},
        {"website": "javascript:alert(1)"},
        {"founded": "99999999999"},
        {"city": "a\0b"},
    ],
)
def test_a_record_that_cannot_be_taken_keeps_what_was_typed(
    organization: Organization, as_manager: Client, fields: dict[str, str]
) -> None:
    answer = as_manager.post(ADDRESS, form(description_fr="Gardée", **fields))
    assert answer.status_code == 400
    assert "Gardée" in answer.content.decode()
    organization.refresh_from_db()
    assert organization.name == "Puits sans frontières"
    assert not OrganizationProposal.objects.exists()


@pytest.mark.parametrize("role", ["", "reader", "contributor", "publisher"])
def test_only_managers_correct_it(organization: Organization, space: Space, role: str) -> None:
    client = signed_in(belonging(space, role) if role else PersonFactory())
    for address in (INDEX, ADDRESS):
        assert client.get(address).status_code == 404
    assert client.post(ADDRESS, form(city="Dakar")).status_code == 404
    organization.refresh_from_db()
    assert organization.city == "Thiès"


def test_the_record_of_another_organisation_cannot_be_named(
    organization: Organization, as_manager: Client
) -> None:
    other = OrganizationFactory(slug="ailleurs")
    other.spaces.add(a_space("ailleurs"))
    assert as_manager.get(f"{INDEX}ailleurs/").status_code == 404
    assert as_manager.post(f"{INDEX}ailleurs/", form(city="Dakar")).status_code == 404
    other.refresh_from_db()
    assert other.city == "Thiès"


def test_fields_that_the_form_does_not_show_cannot_be_forged(
    organization: Organization, as_manager: Client
) -> None:
    as_manager.post(ADDRESS, form(slug="forged", kind="funder", spaces=""))
    organization.refresh_from_db()
    assert (organization.slug, organization.kind) == ("puits", "association")
    assert organization.spaces.count() == 1


def test_where_two_organisations_own_a_space_one_chooses(
    organization: Organization, space: Space, as_manager: Client
) -> None:
    OrganizationFactory(slug="autre", name="Autre").spaces.add(space)
    html = as_manager.get(INDEX).content.decode()
    assert ADDRESS in html
    assert f"{INDEX}autre/" in html


def test_a_space_without_an_organisation_has_no_record(space: Space, as_manager: Client) -> None:
    assert as_manager.get(INDEX).status_code == 404


def editing(*codenames: str) -> Client:
    """Somebody in the editing screens with these rights."""
    person = PersonFactory()
    for codename in ("access_admin", *codenames):
        person.user_permissions.add(Permission.objects.get(codename=codename))
    return signed_in(person)


@pytest.mark.parametrize("answer", ["accepted", "refused"])
def test_an_editor_accepts_or_refuses_once(
    organization: Organization, as_manager: Client, answer: str
) -> None:
    as_manager.post(ADDRESS, form(name="Puits partout"))
    key = OrganizationProposal.objects.get().pk
    client = editing("change_organization")
    lists = client.get("/admin/snippets/people/organizationproposal/")
    assert "Puits partout" in lists.content.decode()
    address = f"/admin/snippets/people/organizationproposal/edit/{key}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"state": "pending"}).status_code == 200
    assert client.post(address, {"state": answer}).status_code == 302
    organization.refresh_from_db()
    is_accepted = answer == "accepted"
    assert organization.name == ("Puits partout" if is_accepted else "Puits sans frontières")
    client.post(address, {"state": "refused" if is_accepted else "accepted"})
    assert OrganizationProposal.objects.get().state == answer


def test_who_may_not_change_organisations_answers_nothing(
    organization: Organization, as_manager: Client
) -> None:
    as_manager.post(ADDRESS, form(name="Puits partout"))
    key = OrganizationProposal.objects.get().pk
    client = editing("add_space")
    address = f"/admin/snippets/people/organizationproposal/edit/{key}/"
    assert client.get(address).status_code in (302, 403, 404)
    client.post(address, {"state": "accepted"})
    assert OrganizationProposal.objects.get().state == "pending"


@pytest.mark.parametrize("verb", ["add", "copy", "delete"])
def test_proposals_are_neither_added_nor_copied_nor_deleted_in_the_editing_screens(
    organization: Organization, as_manager: Client, verb: str
) -> None:
    as_manager.post(ADDRESS, form(name="Puits partout"))
    key = OrganizationProposal.objects.get().pk
    client = editing("change_organization", "add_organization", "delete_organization")
    end = "add/" if verb == "add" else f"{verb}/{key}/"
    answer = client.post(
        f"/admin/snippets/people/organizationproposal/{end}", {"state": "accepted"}
    )
    assert answer.status_code in (302, 403, 404)
    assert OrganizationProposal.objects.filter(state="pending").count() == 1
