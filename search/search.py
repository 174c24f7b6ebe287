"""The one interface to the index: what words find, and what a list holds, for these audiences."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from django.db.models import QuerySet

from search.engines import Engine, Request, database_engine, engine
from search.engines.base import last_page
from search.facets import Pair
from search.favours import favours
from search.hits import hits
from search.models import SearchDocument
from search.pins import pinned_for
from search.query import TextQuery, parse
from search.rarity import shares
from search.reading import split
from search.results import Hit, Results
from search.spelling import SO_FEW, respell

ENOUGH = 5
"""Where no more have all the words, others that have some of them follow."""

SOME = 3
"""Others have at least one word in so many."""

MOST_OTHERS = 10

COUNTED = ("type", "theme", "country", "language", "year")
BATCH = 100
Days = tuple[datetime.date | None, datetime.date | None]


def search(
    query: str,
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    page: int = 1,
    sort: str = "relevance",
    counted: tuple[str, ...] = COUNTED,
    days: Days = (None, None),
) -> Results:
    """Find documents by words.

    Args:
        query: what the reader typed; without a telling word everything is found.
        audiences: what the reader belongs to.
        filters: codes by filter name.
        locale: the reader's language, whose documents come first.
        page: number of the page, from 1; beyond the last it gives the last.
        sort: `relevance`, `date` or `title`.
        counted: names of the facets whose counts are wanted.
        days: the first and the last day of what is wanted; None for no limit.
    """
    request = request_for(query, audiences, filters, locale, sort, days)
    request = replace(request, page=page, counted=counted)
    results = answer(request, engine())
    results.pinned = pinned(request)
    spelt = respell(request) if results.total <= SO_FEW else ""
    if spelt and not results.total and not results.pinned:
        request = replace(request, query=understood(spelt))
        results = answer(request, engine())
        results.pinned = pinned(request)
        results.corrected = results.suggestion = spelt if results.total else ""
    elif spelt and any(engine().counts([replace(request, query=parse(spelt))], most=1)):
        results.suggestion = spelt
    above = {hit.anchor for hit in results.pinned}
    results.hits = [hit for hit in results.hits if hit.anchor not in above]
    results.others = [hit for hit in others(request, results) if hit.anchor not in above]
    return results


def pinned(request: Request) -> list[Hit]:
    """What editors put first for these words, as far as the reader may see it."""
    is_narrowed = request.filters or request.date_from or request.date_to
    if request.query is None or request.page > 1 or request.sort != "relevance" or is_narrowed:
        return []
    groups = pinned_for(request.query)
    if not groups:
        return []
    rows = SearchDocument.objects.filter(group__in=groups, audience__among=request.audiences)
    best: dict[str, tuple[bool, int]] = {}
    for key, group, language in rows.values_list("pk", "group", "language"):
        version = (language != request.language, key)
        best[group] = min(best.get(group, version), version)
    return hits([best[group][1] for group in groups if group in best], request)


def others(request: Request, results: Results) -> list[Hit]:
    """Documents that have some of the words, to follow the few that have all of them."""
    groups = request.query.groups if request.query else ()
    if len(groups) < 2 or results.total > ENOUGH or results.page > 1:
        return []
    found = engine().first(replace(request, least=-(-len(groups) // SOME)), MOST_OTHERS)
    return hits(found, request)


def every_hit(
    query: str,
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    sort: str = "relevance",
    days: Days = (None, None),
    most: int | None = None,
) -> Iterator[Hit]:
    """Find documents by words as `search` does, and give those of all pages, read in batches.

    Args:
        query: what the reader typed; where it finds nothing, its nearest spelling.
        audiences: what the reader belongs to.
        filters: codes by filter name.
        locale: the reader's language, whose documents come first.
        sort: `relevance`, `date` or `title`.
        days: the first and the last day of what is wanted; None for no limit.
        most: how many are wanted; None for all.
    """
    request = request_for(query, audiences, filters, locale, sort, days)
    ids: Iterator[int] = islice(engine().all(request), most)
    first = next(ids, None)
    if first is not None:
        ids = chain([first], ids)
    elif not pinned(request) and (spelt := respell(request)):
        request = replace(request, query=understood(spelt))
        ids = islice(engine().all(request), most)
    for batch in split(ids, BATCH):
        yield from hits(batch, request)


def request_for(
    query: str,
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    sort: str,
    days: Days,
) -> Request:
    """What an engine is asked for a search: the first page, without counts."""
    parsed = understood(query)
    return Request(
        audiences,
        locale,
        parsed,
        filters,
        excluded=parsed.excluded,
        date_from=days[0],
        date_to=days[1],
        sort=sort,
        favours=favours() if sort == "relevance" and parsed.groups else (),
    )


def filled(name: str, codes: list[str], audiences: tuple[str, ...], locale: str) -> list[str]:
    """Those values of a facet that some document has which the reader may see."""
    requests = [Request(audiences, locale, filters={name: (code,)}) for code in codes]
    counted = database_engine().counts(requests, most=1)
    return [code for code, number in zip(codes, counted, strict=True) if number]


def understood(text: str) -> TextQuery:
    """What a reader typed, with how much each of her words counts."""
    parsed = parse(text)
    return replace(parsed, shares=shares(parsed.groups))


def listing(
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    page: int = 1,
    sort: str = "date",
    paths: tuple[str, ...] | None = None,
    excluded: tuple[Pair, ...] = (),
    counted: tuple[str, ...] = (),
) -> Results:
    """List documents, each once, in the version that readers of `locale` are shown.

    Args:
        audiences: what the reader belongs to.
        filters: codes by filter name.
        locale: the reader's language.
        page: number of the page, from 1; beyond the last it gives the last.
        sort: `date`, `title` or `agenda`.
        paths: only documents below these places of the page tree.
        excluded: (facet, code) pairs to leave out.
        counted: names of the facets whose counts are wanted.
    """
    request = list_request(audiences, filters, locale, paths, excluded)
    return answer(replace(request, sort=sort, page=page, counted=counted), database_engine())


def everything(
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    paths: tuple[str, ...] | None = None,
    excluded: tuple[Pair, ...] = (),
) -> QuerySet[SearchDocument]:
    """All documents of a list, without pages or order, for what has an order of its own.

    The index proposes: who takes objects from it asks once more what may be seen of them.

    Args:
        audiences: what the reader belongs to.
        filters: codes by filter name.
        locale: the reader's language.
        paths: only documents below these places of the page tree.
        excluded: (facet, code) pairs to leave out.
    """
    return database_engine().documents(list_request(audiences, filters, locale, paths, excluded))


def list_request(
    audiences: tuple[str, ...],
    filters: dict[str, tuple[str, ...]],
    locale: str,
    paths: tuple[str, ...] | None,
    excluded: tuple[Pair, ...],
) -> Request:
    """What an engine is asked for a list: each document once, in the version for a language."""
    return Request(
        audiences, locale, filters=filters, excluded=excluded, paths=paths, one_version=True
    )


def answer(request: Request, asked: Engine) -> Results:
    """Ask an engine, then check each hit once more against what the reader may see now."""
    found = asked.find(request)
    return Results(
        hits=hits(found.ids, request),
        total=found.total,
        page=found.page,
        pages=last_page(found.total),
        facets={name: in_order(name, counts) for name, counts in found.facets.items()},
        degraded=found.degraded,
    )


def in_order(name: str, counts: dict[str, int]) -> list[tuple[str, int]]:
    """The values of a facet with their counts: years from the last one, else the most frequent."""
    if name == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
