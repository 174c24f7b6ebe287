"""Pages follow when two organisations are merged: drafts, former versions, speakers, uses."""

import json
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from pages.actions.renumber import Renumbering, uses_of
from pages.models import SeminarSession, WorkshopSession
from people.models import Organization
from search.outbox import enqueue

SPEAKER = "organization"
"""The name of the field of a speaker that holds the number of an organisation."""


def follow_merge(kept: Organization, gone: Organization, **signal: Any) -> None:
    """Let pages name the one that stays, in every version that can be taken back."""
    users = list(uses_of(gone))
    renumbering = Renumbering(Organization, kept.pk, gone.pk, SPEAKER)
    rewrite_speakers(renumbering)
    renumbering.in_versions(str(gone.pk))
    for model, key in users:
        found = model._default_manager.filter(pk=key).first()
        if found:
            ReferenceIndex.create_or_update_for_object(
                found.specific if isinstance(found, Page) else found
            )
    enqueue("page", [key for model, key in users if issubclass(model, Page)])


def rewrite_speakers(renumbering: Renumbering) -> None:
    """Let the sessions of published events name the one that stays."""
    for model in (SeminarSession, WorkshopSession):
        rows = model.objects.alias(text=Cast("speakers", TextField()))
        for row in rows.filter(text__contains=f'"{SPEAKER}": {renumbering.gone}'):
            raw = list(row.speakers.raw_data)
            if renumbering.in_stream(raw):
                row.speakers = json.dumps(raw)
                row.save(update_fields=["speakers"])
