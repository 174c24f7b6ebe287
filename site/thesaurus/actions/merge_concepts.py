"""Make one theme of two: its names, its place, and all that is about the other."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from wagtail.log_actions import log

from access import journal
from access.models import JournalEntry
from thesaurus.models import Concept, ConceptLabel, FormerCode
from thesaurus.rows import move, namings

concepts_merged = Signal()
"""Sent with `kept` and `gone` once rows name the first, while the second is still there."""

OWN_ROWS = (ConceptLabel, FormerCode)
"""What is joined name by name."""


@transaction.atomic
def merge(kept: Concept, gone: Concept, by: Any) -> None:
    """Merge a theme into another: its names become other words, and its address leads there.

    Args:
        kept: what stays; what is about the other, and what lies beneath it, comes to it.
        gone: what is part of it from now on.
        by: the documentalist who merges them.

    Raises:
        ValueError: it is one theme.
    """
    if kept.pk == gone.pk:
        raise ValueError("A theme cannot be merged into itself.")
    # Whoever else changes one of them waits until this is over.
    list(Concept.objects.select_for_update(no_key=True).filter(pk__in=(kept.pk, gone.pk)))
    numbers = {"kept": kept.pk, "gone": gone.pk}
    if lies_beneath(kept, gone):
        kept.broader = gone.broader
        kept.save(update_fields=["broader"])
    for model, name in namings(Concept, OWN_ROWS):
        move(model, name, kept, gone)
    join_names(kept, gone)
    concepts_merged.send(Concept, kept=kept, gone=gone)
    code = gone.code
    gone.former_codes.update(concept=kept)
    gone.delete()
    FormerCode.objects.create(code=code, concept=kept)
    log(instance=kept, action="wagtail.edit", user=by)
    journal.write(JournalEntry.Verb.THEMES_MERGED, by, **numbers)


def lies_beneath(concept: Concept, other: Concept) -> bool:
    """Whether a theme is among those beneath another, as the database has it."""
    above = dict(Concept.objects.values_list("pk", "broader"))
    seen = {concept.pk}
    at = above[concept.pk]
    while at is not None and at not in seen:
        if at == other.pk:
            return True
        seen.add(at)
        at = above[at]
    return False


def join_names(kept: Concept, gone: Concept) -> None:
    """Let the names and other words of one be other words of the other, language by language."""
    known = {label.language: label for label in ConceptLabel.objects.filter(concept=kept)}
    for label in ConceptLabel.objects.filter(concept=gone):
        same = known.get(label.language)
        if same is None:
            label.concept = kept
            label.save()
            continue
        same.add_words([label.name, *label.other_words])
        same.definition = same.definition or label.definition
        same.save()
