"""Who is named on a published translation: those who wrote its words, and those who read them."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from wagtail_localize.models import StringTranslation, Translation

from access.generation import raise_generation
from languages.models import Credit, TranslationLink
from languages.states import segments_read

Named = set[tuple[int, str]]
"""Ids of people, each with a role of `Credit`."""


def named(translation: Translation) -> Named:
    """Those whose words stand in a translation, and those who read them."""
    found = set()
    for segment in segments_read(translation):
        if segment.data is None:
            continue
        if segment.writer and segment.kind == StringTranslation.TRANSLATION_TYPE_MANUAL:
            found.add((segment.writer, Credit.Role.TRANSLATOR.value))
        if segment.reviewer:
            found.add((segment.reviewer, Credit.Role.REVIEWER.value))
    return found


def still_there(kept: Iterable[tuple[int, str]]) -> Named:
    """Those among some whose accounts are still there."""
    pairs = [(int(person), str(role)) for person, role in kept]
    people = get_user_model().objects.filter(pk__in={person for person, _role in pairs})
    there = set(people.values_list("pk", flat=True))
    return {(person, role) for person, role in pairs if person in there}


def credit(link: TranslationLink, wanted: Named) -> None:
    """Name those who made what is published, and nobody else."""
    known = set(link.credits.values_list("person", "role"))
    if known == wanted:
        return
    for person, role in known - wanted:
        link.credits.filter(person=person, role=role).delete()
    Credit.objects.bulk_create(
        Credit(link=link, person_id=person, role=role) for person, role in wanted - known
    )
    raise_generation()
