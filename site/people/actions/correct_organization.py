"""Correct an organisation's shared record: some fields at once, some once an editor agrees."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from people.models import Organization, OrganizationProposal, OrganizationText

State = OrganizationProposal.State


@transaction.atomic
def correct(
    organization: Organization, descriptions: dict[str, str], proposals: dict[str, str], by: Any
) -> list[OrganizationProposal]:
    """Keep a record whose own fields are changed already.

    Args:
        organization: with its new size, town and contact, not saved yet.
        descriptions: what it does, by language code; empty strikes a description.
        proposals: new values by field, for those that wait for an editor.
        by: who corrects it.

    Returns:
        What waits for an editor now.
    """
    hold(organization.pk)
    # What an editor agreed to since this form was opened stays.
    organization.save(update_fields=organization.OWN_FIELDS)
    for language, text in descriptions.items():
        rows = OrganizationText.objects.filter(organization=organization, language=language)
        known = rows.first()
        if not text:
            if known:
                known.delete()
        elif known is None or known.description != text:
            row = known or OrganizationText(organization=organization, language=language)
            row.description = text
            row.save()
    return [propose(organization, field, after, by) for field, after in proposals.items()]


def hold(key: int) -> Organization:
    """An organisation whose record nobody else corrects until this transaction is over."""
    return Organization.objects.select_for_update(no_key=True).get(pk=key)


def propose(organization: Organization, field: str, after: str, by: Any) -> OrganizationProposal:
    """Hand a change to the editors, in place of one that waits for the same field."""
    pending = OrganizationProposal.objects.filter(
        organization=organization, field=field, state=State.PENDING
    )
    same = pending.filter(after=after).first()
    if same:
        return same
    pending.update(state=State.REPLACED, answered_at=timezone.now())
    return OrganizationProposal.objects.create(
        organization=organization, field=field, before=getattr(organization, field),
        after=after, by=by,
    )  # fmt: skip


@transaction.atomic
def answer(proposal: OrganizationProposal, is_accepted: bool, by: Any) -> bool:
    """Accept or refuse a change.

    Args:
        proposal: which.
        is_accepted: whether the record changes.
        by: the editor who answers.

    Returns:
        Whether it still waited for an answer.
    """
    organization = hold(proposal.organization_id)
    found = OrganizationProposal.objects.get(pk=proposal.pk)
    if found.state != State.PENDING:
        return False
    found.state = State.ACCEPTED if is_accepted else State.REFUSED
    found.answered_by, found.answered_at = by, timezone.now()
    found.save()
    if is_accepted:
        setattr(organization, found.field, found.after)
        organization.save(update_fields=[found.field])
    return True
