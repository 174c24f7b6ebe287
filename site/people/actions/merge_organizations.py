"""Make one organisation of two records: values as chosen, and all that names the other follows."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import log

from access import journal
from access.models import JournalEntry
from people.models import (
    DifferentOrganizations,
    FormerShortName,
    Organization,
    OrganizationProposal,
    OrganizationText,
)
from thesaurus.rows import move, namings

organizations_merged = Signal()
"""Sent with `kept` and `gone` once rows name the first, while the second is still there."""

OWN_ROWS = (OrganizationText, DifferentOrganizations)
"""What goes with the record: texts are chosen, and who it is not has to be looked at anew."""


@transaction.atomic
def merge(
    kept: Organization, gone: Organization, values: dict[str, Any], texts: dict[str, str], by: Any
) -> None:
    """Merge a record into another.

    Args:
        kept: what stays; whatever belongs to the other comes to it.
        gone: what is part of it from now on; its address leads there.
        values: what the record says from now on, by field; others stay.
        texts: what the organisation does, by language; others stay.
        by: the administrator who merges them.
    """
    numbers = {"kept": kept.pk, "gone": gone.pk}
    end_proposals(kept, gone)
    for model, name in namings(Organization, OWN_ROWS):
        move(model, name, kept, gone)
    organizations_merged.send(Organization, kept=kept, gone=gone)
    slugs = {kept.slug, gone.slug}
    gone.delete()
    for field, value in values.items():
        setattr(kept, field, value)
    kept.save()
    for language, text in texts.items():
        OrganizationText.objects.update_or_create(
            organization=kept, language=language, defaults={"description": text}
        )
    FormerShortName.objects.bulk_create(
        FormerShortName(slug=slug, organization=kept) for slug in slugs - {kept.slug}
    )
    log(instance=kept, action="wagtail.edit", user=by)
    journal.write(JournalEntry.Verb.MERGED, by, **numbers)


def end_proposals(kept: Organization, gone: Organization) -> None:
    """Let what was proposed of both wait once for each field, the later one."""
    state = OrganizationProposal.State
    pending = OrganizationProposal.objects.filter(
        organization__in=(kept, gone), state=state.PENDING
    ).order_by("-created_at", "-pk")
    seen: set[str] = set()
    for proposal in pending:
        if proposal.field in seen:
            proposal.state, proposal.answered_at = state.REPLACED, timezone.now()
            proposal.save(update_fields=["state", "answered_at"])
        seen.add(proposal.field)
