"""Do what a plan says, as a whole or not at all."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django_tasks import task
from wagtail.models import ModelLogEntry, ReferenceIndex

from access import journal
from access.generation import raise_generation
from access.models import JournalEntry
from exchange.directory.kinds import LANGUAGES
from exchange.directory.known import Known
from exchange.directory.plan import Line, State, make_plan
from exchange.directory.sheet import Sheet
from exchange.waiting import Changed
from people.finding import look_again
from people.models import FormerShortName, Organization, OrganizationText, Person, Profile
from search.outbox import enqueue
from thesaurus.models import Concept, Territory

AT_ONCE = 200
LONGEST_SLUG = 80
RELATIONS = ("sectors", "parents")
DESCRIPTIONS = {f"description_{code}": code for code in LANGUAGES}


@transaction.atomic
def apply(sheet: Sheet, mark: str, wanted: Collection[int], actor: Person) -> tuple[int, int]:
    """Write what was shown.

    Args:
        sheet: the table.
        mark: of the plan that was shown.
        wanted: numbers of the lines that are added although they are like others.
        actor: who says so.

    Returns:
        How many organisations were added, and how many corrected.

    Raises:
        Changed: the plan would be another now, or lines are refused.
        NotReadable: the table cannot be read as the directory.
    """
    # Whoever else corrects one of them waits until this is over.
    list(Organization.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    known = Known.read()
    plan = make_plan(sheet, known)
    if plan.mark != mark or plan.is_refused:
        raise Changed(plan)
    new = plan.of(State.NEW) + [line for line in plan.of(State.ALIKE) if line.number in wanted]
    corrected = plan.of(State.CORRECTED)
    places = dict(Territory.objects.values_list("code", "pk"))
    added = add(sorted(new, key=lambda line: line.number), known, places)
    correct(corrected, known, places)
    written = [*added, *((line, known.organizations[line.key or 0]) for line in corrected)]
    write_descriptions(written)
    write_relations(written)
    tell([row for _line, row in added], [line.key or 0 for line in corrected], actor)
    journal.write(JournalEntry.Verb.IMPORTED, actor, added=len(added), corrected=len(corrected))
    return len(added), len(corrected)


Written = tuple[Line, Organization]


def add(lines: list[Line], known: Known, places: dict[str, int]) -> list[Written]:
    """Make the records of new organisations."""
    former = FormerShortName.objects.values_list("slug", flat=True)
    given = {line.values["slug"] for line in lines if "slug" in line.values}
    taken = known.slugs | set(former) | given
    made = []
    for line in lines:
        fields = fields_of(line, places)
        if "slug" not in fields:
            fields["slug"] = free_slug(fields["name"], taken)
        made.append(Organization(**fields))
    Organization.objects.bulk_create(made, batch_size=AT_ONCE)
    return list(zip(lines, made, strict=True))


def free_slug(name: str, taken: set[str]) -> str:
    """A short name that no record has or had, which is taken from now on."""
    stem = slugify(name)[: LONGEST_SLUG - 5].strip("-") or "organisation"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def correct(lines: list[Line], known: Known, places: dict[str, int]) -> None:
    """Write the fields of known organisations that change."""
    rows: list[Organization] = []
    names: set[str] = set()
    for line in lines:
        row, fields = known.organizations[line.key or 0], fields_of(line, places)
        for name, value in fields.items():
            setattr(row, name, value)
        if fields:
            rows.append(row)
            names |= fields.keys()
    if rows:
        Organization.objects.bulk_update(rows, sorted(names), batch_size=AT_ONCE)


def fields_of(line: Line, places: dict[str, int]) -> dict[str, Any]:
    """The values of a line that the record itself keeps."""
    fields = {
        code: value
        for code, value in line.values.items()
        if code not in RELATIONS and code not in DESCRIPTIONS
    }
    if "territory" in fields:
        fields["territory_id"] = places[fields.pop("territory")]
    return fields


def write_descriptions(written: list[Written]) -> None:
    """Write what organisations do, by language; an empty text is struck."""
    texts: list[OrganizationText] = []
    struck: list[OrganizationText] = []
    for line, row in written:
        for code, language in DESCRIPTIONS.items():
            if code not in line.values:
                continue
            text = OrganizationText(
                organization_id=row.pk, language=language, description=line.values[code]
            )
            (texts if text.description else struck).append(text)
    OrganizationText.objects.bulk_create(
        texts, batch_size=AT_ONCE, update_conflicts=True,
        unique_fields=["organization", "language"], update_fields=["description"],
    )  # fmt: skip
    for language in DESCRIPTIONS.values():
        keys = [text.organization_id for text in struck if text.language == language]
        OrganizationText.objects.filter(organization__in=keys, language=language).delete()


def write_relations(written: list[Written]) -> None:
    """Write sectors and what organisations belong to, in place of what was."""
    concepts = dict(Concept.objects.values_list("code", "pk"))
    slugs = dict(Organization.objects.values_list("slug", "pk"))
    for code, column, target, keys in (
        ("sectors", "organization_id", "concept_id", concepts),
        ("parents", "from_organization_id", "to_organization_id", slugs),
    ):
        through = getattr(Organization, code).through
        changed = [(line.values[code], row.pk) for line, row in written if code in line.values]
        for batch in batches([key for _values, key in changed]):
            through.objects.filter(**{f"{column}__in": batch}).delete()
        links = [
            through(**{column: key, target: keys[one]})
            for values, key in changed
            for one in sorted(values)
        ]
        through.objects.bulk_create(links, batch_size=AT_ONCE)


def batches(keys: list[int]) -> Iterable[list[int]]:
    """Numbers in lots that one query takes."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def tell(added: list[Organization], corrected: list[int], actor: Person) -> None:
    """Tell histories, the search index, caches and the index of uses: rows in bulk tell nobody."""
    known, keys = frozenset(corrected), [*(row.pk for row in added), *corrected]
    kind = ContentType.objects.get_for_model(Organization)
    now = timezone.now()
    rows = Organization.objects.in_bulk(keys)
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind, object_id=str(row.pk), label=str(row)[:200], user_id=actor.pk,
                action="wagtail.edit" if row.pk in known else "wagtail.create",
                timestamp=now, content_changed=True,
            )
            for row in rows.values()
        ],
        batch_size=AT_ONCE,
    )  # fmt: skip
    enqueue("organization", keys, is_patient=True)
    for batch in batches(corrected):
        named = Profile.objects.filter(organization__in=batch).values_list("pk", flat=True)
        look_again(list(named))
    transaction.on_commit(partial(note_uses.enqueue, keys))
    raise_generation()


@task(backend="background")
def note_uses(keys: list[int]) -> None:
    """Note which places and themes organisations name, for whoever wants to delete those."""
    for batch in batches(keys):
        with transaction.atomic():
            for row in Organization.objects.filter(pk__in=batch):
                ReferenceIndex.create_or_update_for_object(row)
