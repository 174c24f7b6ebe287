"""Take the names of a table: all that may be taken, or nothing."""

from django.db import transaction

from access import journal
from access.models import JournalEntry
from exchange.directory.sheet import Sheet
from exchange.themes.plan import State, make_plan
from exchange.waiting import Changed
from people.models import Person
from thesaurus.models import Concept, ConceptLabel
from thesaurus.vocabulary import read


@transaction.atomic
def take(sheet: Sheet, mark: str, by: Person) -> int:
    """Write what was shown.

    Args:
        sheet: the table.
        mark: of the plan that was shown.
        by: the documentalist.

    Returns:
        How many themes have a name more.

    Raises:
        Changed: the plan would be another now.
    """
    # Whoever else changes a theme waits until this is over.
    keys = dict(
        Concept.objects.select_for_update(no_key=True).order_by("pk").values_list("code", "pk")
    )
    plan = make_plan(sheet, read())
    if plan.mark != mark:
        raise Changed(plan)
    lines = plan.of(State.TAKEN)
    nameless = ConceptLabel.objects.filter(name="")
    labels = {(label.concept_id, label.language): label for label in nameless}
    for line in lines:
        key = keys[line.code]
        label = labels.get((key, line.language)) or ConceptLabel(
            concept_id=key, language=line.language
        )
        label.name = line.name
        label.save()
    if lines:
        journal.write(JournalEntry.Verb.THEMES_NAMED, by, number=len(lines))
    return len(lines)
