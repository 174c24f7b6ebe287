"""Numbers of registers: checked, put in one form, and one organisation's only."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from people.forms.organization import OrganizationRecordForm
from people.identifiers import IDENTIFIERS
from people.models import Organization, OrganizationProposal
from people.wagtail_hooks import OrganizationViewSet
from tests.factories import OrganizationFactory, holding, signed_in

SIRET = "73282932000074"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("siret", "732 829 320 00074", SIRET),
        ("siret", "732.829.320", "732829320"),
        ("siret", "732\u00a0829\u00a0320", "732829320"),
        ("siret", "35600000049837", "35600000049837"),
        ("siret", "356 000 000 00048", "35600000000048"),
        ("siret", " ", ""),
        ("rna", "w 123 456 789", "W123456789"),
        ("rna", "", ""),
        ("org_id", "fr-rna-w123456789", "FR-RNA-W123456789"),
        ("org_id", "FR-SIRENE-732 829 320", "FR-SIRENE-732829320"),
        ("org_id", "XI-LEI-9695005MSX1OYEMGDF46", "XI-LEI-9695005MSX1OYEMGDF46"),
        ("org_id", "sn-NINEA-001234567", "SN-NINEA-001234567"),
        ("org_id", "", ""),
    ],
)
def test_a_right_number_is_kept_in_one_form(field: str, typed: str, kept: str) -> None:
    assert IDENTIFIERS[field](typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("siret", "73282932000075", "mistyped"),
        ("siret", "732829321", "mistyped"),
        ("siret", "35600000049838", "mistyped"),
        ("siret", "7328293200007", "has 13 digits"),
        ("siret", "73282932A", "digits only"),
        ("siret", "７３２８２９３２０", "digits only"),
        ("siret", "7.32829E+13", "shortened"),
        ("rna", "123456789", "a W and nine digits"),
        ("rna", "W12345678", "a W and nine digits"),
        ("org_id", "W123456789", "a country in two letters"),
        ("org_id", "QQ-REG-1", "“QQ”"),
        ("org_id", "FR-RNA-W1", "a W and nine digits"),
        ("org_id", "FR-SIRENE-732829321", "mistyped"),
        ("org_id", "FR-RNA-<script>", "a country in two letters"),
    ],
)
def test_a_wrong_one_is_refused_with_what_is_wrong(field: str, typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        IDENTIFIERS[field](typed)
    with override("en"):
        assert said in " ".join(refusal.value.messages)


@pytest.mark.django_db
def test_the_database_keeps_a_number_for_one_organisation() -> None:
    OrganizationFactory(rna="W123456789")
    OrganizationFactory(rna="")
    OrganizationFactory(rna="")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationFactory(rna="W123456789")


@pytest.mark.django_db
def test_the_editing_screen_puts_numbers_in_form_and_names_who_has_one_already() -> None:
    assert OrganizationViewSet.edit_handler.base_form_class is OrganizationRecordForm
    other = OrganizationFactory(name="Eau vive", siret=SIRET)
    row = OrganizationFactory()
    with override("en"):
        form = form_of(row, {"siret": "732 829 320 00074", "rna": "w123456789"})
        assert not form.is_valid()
        assert "“Eau vive” has this number already" in str(form.errors["siret"])
    assert form.cleaned_data["rna"] == "W123456789"
    again = form_of(other, {"siret": "732 829 320 00074"})
    assert "siret" not in again.errors


def form_of(row: Organization, data: dict[str, str]) -> OrganizationRecordForm:
    """The form of a record, filled in."""
    made = OrganizationViewSet().get_edit_handler().get_form_class()  # type: ignore[no-untyped-call]
    form: OrganizationRecordForm = made(data, instance=row)
    form.is_valid()
    return form


def test_a_proposed_number_that_another_came_to_have_is_not_accepted(
    roles: dict[str, Group],
) -> None:
    editor: Client = signed_in(holding(roles["editor"]))
    row = OrganizationFactory()
    proposal = OrganizationProposal.objects.create(organization=row, field="siret", after=SIRET)
    OrganizationFactory(name="Eau vive", siret=SIRET)
    address = f"/admin/snippets/people/organizationproposal/edit/{proposal.pk}/"
    answer = editor.post(address, {"state": "accepted"})
    assert answer.status_code == 200
    assert "Eau vive" in answer.content.decode()
    proposal.refresh_from_db()
    row.refresh_from_db()
    assert (proposal.state, row.siret) == ("pending", "")
    editor.post(address, {"state": "refused"})
    proposal.refresh_from_db()
    assert proposal.state == "refused"
