"""What there is in all: counted by facets, and of each kind the first ones."""

import datetime
from dataclasses import dataclass, field, replace

from django.db.models import Case, CharField, Count, F, Value, When, Window
from django.db.models.functions import RowNumber

from search.engines import Request, database_engine
from search.facets import Pair, character, known
from search.hits import hits
from search.results import Hit, Results
from search.search import everything, in_order, list_request


@dataclass
class First:
    """The first documents on a shelf, and how many there are."""

    total: int
    hits: list[Hit] = field(default_factory=list)


def tally(
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    counted: tuple[str, ...],
    paths: tuple[str, ...] | None = None,
    excluded: tuple[Pair, ...] = (),
) -> Results:
    """Count what `listing` would list, by facets, and list none of it.

    Args:
        audiences: what the reader belongs to.
        filters: codes by filter name.
        locale: the reader's language.
        counted: names of the facets whose counts are wanted.
        paths: only documents below these places of the page tree.
        excluded: (facet, code) pairs to leave out.
    """
    request = list_request(audiences, filters, locale, paths, excluded)
    total, facets = database_engine().tallies(replace(request, counted=counted))
    return Results([], total, 1, 1, {name: in_order(name, found) for name, found in facets.items()})


def first_of_each(
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    most: int,
    shelves: dict[str, str],
    apart: dict[str, Pair],
    excluded: tuple[Pair, ...] = (),
) -> dict[str, First]:
    """The first documents on each shelf: what comes next, then the newest; in a few queries.

    Args:
        audiences: what the reader belongs to.
        filters: codes by filter name.
        locale: the reader's language.
        most: how many of each are wanted.
        shelves: the shelf of each type; types that are not named have one of their own name.
        apart: shelves of documents that have a facet, whatever their type.
        excluded: (facet, code) pairs to leave out.
    """
    today = datetime.date.today()
    order = (
        Case(When(date__gte=today, then=F("date"))).asc(nulls_last=True),
        F("date").desc(nulls_last=True),
        F("title_key").asc(),
        F("pk").asc(),
    )
    rows = (
        everything(audiences, filters, locale, excluded=excluded)
        .annotate(shelf=shelf(shelves, apart))
        .annotate(
            total=Window(Count("pk"), partition_by=F("shelf")),
            place=Window(RowNumber(), partition_by=F("shelf"), order_by=order),
        )
        .filter(place__lte=most)
        .order_by("shelf", "place")
        .values_list("pk", "shelf", "total")
    )
    keys: list[int] = []
    found: dict[str, First] = {}
    for key, code, total in rows:
        keys.append(key)
        found.setdefault(code, First(total))
    for hit in hits(keys, Request(audiences, locale)):
        found[shelf_of(hit, shelves, apart)].hits.append(hit)
    return found


def shelf(shelves: dict[str, str], apart: dict[str, Pair]) -> Case:
    """The shelf on which a document stands."""
    numbers = known(name for name, _value in apart.values())
    return Case(
        *(
            When(facets__contains=character(numbers[pair]), then=Value(code))
            for code, pair in apart.items()
            if pair in numbers
        ),
        *(When(type=name, then=Value(code)) for name, code in shelves.items()),
        default=F("type"),
        output_field=CharField(),
    )


def shelf_of(hit: Hit, shelves: dict[str, str], apart: dict[str, Pair]) -> str:
    """The same of a document that was found."""
    codes = (code for code, (name, value) in apart.items() if value in hit.facets.get(name, []))
    return next(codes, shelves.get(hit.type, hit.type))
