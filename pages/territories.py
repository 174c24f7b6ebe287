"""What there is in a country or region, and where on the map there is something."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.labels import TYPES
from pages.lists import NOT_ARCHIVED
from pages.models.event import EVENT_TYPES
from search.overview import First, first_of_each
from search.results import Hit
from search.words import fold
from thesaurus.vocabulary import vocabulary

FEW = 3
ORGANIZATIONS, CENTRES = "organization", "resource_centre"
APART = {CENTRES: ("kind", CENTRES)}
"""Organisations of this kind have a shelf of their own, and count among all of them as well."""

KINDS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    ORGANIZATIONS: (_("Organisations"), ("organization",)),
    CENTRES: (_("Resource centres"), ()),
    "network": (_("Networks and alliances"), ("network",)),
    "offer": (_("Offers of networks"), ("offer",)),
    "event": (_("Events"), EVENT_TYPES),
    "project": (_("Projects"), ("project",)),
    "sheet": (_("Action and experience sheets"), ("action_sheet", "experience_sheet")),
    "resource": (_("Resources"), ("resource",)),
    "article": (_("Articles"), ("article",)),
    "person": (_("People"), ("person",)),
}
"""Titles and types of the shelves, in their order; any other type follows by its own name."""


@dataclass(frozen=True)
class Shelf:
    """The first things of a kind in a territory.

    Attributes:
        title: what they are called.
        total: how many there are.
        hits: the first ones.
        url: the list of all of them, if there are more.
    """

    title: str | Promise
    total: int
    hits: list[Hit]
    url: str = ""


@dataclass(frozen=True)
class Place:
    """A country or region with how much there is in it, and those within it."""

    code: str
    name: str
    count: int
    within: tuple["Place", ...] = ()


def shelves_of(code: str, audiences: tuple[str, ...], language: str) -> list[Shelf]:
    """The kinds of things that there are in a country or region, with the first ones.

    Args:
        code: of the territory, which holds what those within it hold.
        audiences: what the reader belongs to.
        language: hers.
    """
    shelf_by_type = {name: kind for kind, (_title, types) in KINDS.items() for name in types}
    found = first_of_each(
        audiences,
        {"country": (code,)},
        language,
        FEW,
        shelf_by_type,
        APART,
        excluded=NOT_ARCHIVED,
    )
    if CENTRES in found:
        others = found.get(ORGANIZATIONS, First(0))
        found[ORGANIZATIONS] = First(
            others.total + found[CENTRES].total, [*others.hits, *found[CENTRES].hits][:FEW]
        )
    order = [*(kind for kind in KINDS if kind in found), *sorted(found.keys() - KINDS.keys())]
    return [shelf(kind, found[kind]) for kind in order]


def shelf(kind: str, first: First) -> Shelf:
    """The shelf of a kind, with the list of all of it where there is more than the first ones."""
    title, types = KINDS.get(kind, (TYPES.get(kind, kind), (kind,)))
    narrowing = [("type", name) for name in types]
    if kind == CENTRES:
        narrowing = [("type", ORGANIZATIONS), APART[CENTRES]]
    url = f"?{urlencode(narrowing)}" if first.total > len(first.hits) else ""
    return Shelf(title, first.total, first.hits, url)


def places_of(counts: dict[str, int], codes: Iterable[str]) -> tuple[Place, ...]:
    """The countries and regions among these that have something, by name, with those within.

    Args:
        counts: how much there is in each territory.
        codes: of territories that lie beside each other.
    """
    terms = vocabulary()
    found = [
        Place(
            code,
            terms.place(code),
            counts[code],
            places_of(counts, terms.places_within.get(code, [])),
        )
        for code in codes
        if counts.get(code)
    ]
    return tuple(sorted(found, key=lambda place: fold(place.name)))
