"""Pages follow when two themes are merged: drafts, former versions, and what says where it is used.

Published pages and the index follow by themselves: rows name the theme that stays, and documents
found by the other one are written again once it is gone.
"""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from pages.actions.renumber import Renumbering, uses_of
from thesaurus.models import Concept


def follow_themes(kept: Concept, gone: Concept, **signal: Any) -> None:
    """Let pages name the theme that stays, in every version that can be taken back."""
    Renumbering(Concept, kept.pk, gone.pk).in_versions(f'"concept": {gone.pk}')
    named = Counter([*uses_of(kept), *uses_of(gone)])
    rows = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(Concept))
    rows.filter(to_object_id=str(gone.pk)).update(to_object_id=str(kept.pk))
    # Those that had both lost a row: only they are looked at one by one.
    for (model, key), times in named.items():
        found = model._default_manager.filter(pk=key).first() if times > 1 else None
        if found:
            ReferenceIndex.create_or_update_for_object(
                found.specific if isinstance(found, Page) else found
            )
