"""Pairs of records that are perhaps one organisation, and what tells them apart."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from people.alike import REASONS, Crowd, Face
from people.models import DifferentOrganizations, Organization

FIELDS = (
    "name", "slug", "kind", "size", "founded", "territory", "city", "rna", "siret", "org_id",
    "email", "phone", "website", "address", "contact_person",
)  # fmt: skip
"""Compared and chosen one by one; a contact detail goes with its consent to be shown."""


@dataclass(frozen=True)
class Pair:
    """Two records, the older one first, and why they are perhaps the same."""

    first: Organization
    second: Organization
    reasons: tuple[str | Promise, ...]


def pairs() -> list[Pair]:
    """All pairs that nobody has called different, in the order of names."""
    rows = list(Organization.objects.select_related("territory").order_by("name", "pk"))
    different = set(DifferentOrganizations.objects.values_list("first", "second"))
    found = []
    for one, other, reasons in Crowd([Face.of(row) for row in rows]).pairs():
        first, second = sorted((rows[one], rows[other]), key=lambda row: row.pk)
        if (first.pk, second.pk) not in different:
            found.append(Pair(first, second, tuple(REASONS[code] for code in sorted(reasons))))
    return found


@dataclass(frozen=True)
class Difference:
    """A field that two records say otherwise.

    Attributes:
        code: its name, or `description_<language>`.
        label: what people call it.
        said: what the first and the second say, in words; empty where they say nothing.
        preferred: 0 or 1: the first, unless only the second says something.
    """

    code: str
    label: str
    said: tuple[str, str]
    preferred: int


def differences(first: Organization, second: Organization) -> Iterator[Difference]:
    """What two records say otherwise, field by field."""
    for code in FIELDS:
        label = capfirst(Organization._meta.get_field(code).verbose_name)
        yield from difference(code, str(label), (in_words(first, code), in_words(second, code)))
    for language, name in settings.LANGUAGES:
        label = _("What it does (%(language)s)") % {"language": str(name).lower()}
        said = (text_of(first, language), text_of(second, language))
        yield from difference(f"description_{language}", label, said)


def difference(code: str, label: str, said: tuple[str, str]) -> Iterator[Difference]:
    """A difference, if it is one."""
    if said[0] != said[1]:
        yield Difference(code, label, said, 0 if said[0] else 1)


def in_words(organization: Organization, code: str) -> str:
    """What a record says in a field."""
    value: Any = getattr(organization, code)
    if code in ("kind", "size"):
        return str(getattr(organization, f"get_{code}_display")())
    if code in Organization.CONTACT_FIELDS and value:
        is_shown = getattr(organization, f"{code}_published")
        consent = _("shown on the site") if is_shown else _("not shown")
        return f"{value} ({consent})"
    return "" if value is None else str(value)


def text_of(organization: Organization, language: str) -> str:
    """What it does, in one language and no other."""
    texts = {text.language: text.description for text in organization.texts.all()}
    return texts.get(language, "")


def mark_of(first: Organization, second: Organization) -> str:
    """What tells a pair from the same pair after one of them was corrected."""
    fields = [field.attname for field in Organization._meta.concrete_fields]
    said = [[str(getattr(one, field)) for field in fields] for one in (first, second)]
    texts = [[text_of(one, code) for code, _name in settings.LANGUAGES] for one in (first, second)]
    return hashlib.sha256(repr((said, texts)).encode()).hexdigest()


def chosen(
    first: Organization, second: Organization, choices: dict[str, int]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values and texts that were chosen.

    Args:
        choices: 0 or 1 by the code of a difference.
    """
    both = (first, second)
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for code, which in choices.items():
        if code in FIELDS:
            names = [code]
            if code in Organization.CONTACT_FIELDS:
                names.append(f"{code}_published")
            values |= {name: getattr(both[which], name) for name in names}
        elif text := text_of(both[which], code.removeprefix("description_")):
            texts[code.removeprefix("description_")] = text
    return values, texts
