"""From a request to what Elasticsearch is asked."""

import datetime
from typing import Any

from django.utils import timezone

from search.columns import theme_token
from search.engines.base import AFTER_LETTERS, Request
from search.query import Group
from search.ranking import Favour, clues

Clause = dict[str, Any]

OWN_LANGUAGE = 100_000
"""More than any words can weigh: documents in the reader's language come first."""

MOST_CODES = 10_000
"""Of one facet: more than any has, so that every count is exact."""

BY_DATE: list[Clause] = [
    {"date": {"order": "desc", "missing": "_last"}},
    {"object_id": "desc"},
    {"id": "asc"},
]

DAYS_FROM_TODAY = """
    if (doc['date'].empty) return Long.MAX_VALUE;
    long day = doc['date'].value.toLocalDate().toEpochDay();
    return day >= params.today ? day - params.today : 1000000 + params.today - day;
"""
"""Those to come first, the nearest in front, then those that are past, then those without a day."""


def asked(request: Request, hidden: list[int]) -> Clause:
    """The query, the order and the counts of a request.

    Args:
        request: what is asked.
        hidden: ids of documents that fewer may see than the index believes.
    """
    own = conditions(request)
    counted = {name: conditions(request.counting(name)) for name in request.counted}
    shared = [one for one in own if all(one in others for others in counted.values())]
    best = preferred(request) if request.sort == "relevance" else []
    return {
        "query": {
            "bool": {
                "filter": [*always(request), *shared],
                "must_not": refused(request, hidden),
                "should": best,
            }
        },
        "post_filter": all_of(without(own, shared)),
        "sort": order(request.sort),
        "aggs": {
            name: {
                "filter": all_of(without(others, shared)),
                "aggs": {"codes": {"terms": {"field": f"facets.{name}", "size": MOST_CODES}}},
            }
            for name, others in counted.items()
        },
    }


def order(sort: str) -> list[Clause]:
    """The keys by which documents are sorted; the last is the document's id.

    Hits need tell nothing else.
    """
    if sort == "title":
        return [{"title_key": "asc"}, {"object_id": "asc"}, {"id": "asc"}]
    if sort == "agenda":
        today = (timezone.localdate() - datetime.date(1970, 1, 1)).days
        script = {"source": DAYS_FROM_TODAY, "params": {"today": today}}
        return [{"_script": {"type": "number", "script": script, "order": "asc"}}, *BY_DATE]
    return [{"_score": "desc"}, *BY_DATE] if sort == "relevance" else BY_DATE


def always(request: Request) -> list[Clause]:
    """What is true of every document that is found or counted: who may see it, and its words."""
    found: list[Clause] = [{"terms": {"audience": list(request.audiences)}}]
    if groups := request.query.groups if request.query else ():
        least = request.least or len(groups)
        wanted = [holding("text", group) for group in groups]
        found.append({"bool": {"should": wanted, "minimum_should_match": least}})
    days = {"gte": request.date_from, "lte": request.date_to}
    if said := {bound: day.isoformat() for bound, day in days.items() if day}:
        found.append({"range": {"date": said}})
    if request.paths is not None:
        found.append(
            any_of(
                [
                    {"range": {"path": {"gt": path, "lt": path + AFTER_LETTERS}}}
                    for path in request.paths
                ]
            )
        )
    return found


def refused(request: Request, hidden: list[int]) -> list[Clause]:
    """What no document may be that is found or counted."""
    unwanted = request.query.without if request.query else ()
    return [
        {"ids": {"values": [str(key) for key in hidden]}},
        *(holding("text", group) for group in unwanted),
        *all_groups(request),
    ]


def all_groups(request: Request) -> list[Clause]:
    """That it has all the words, where only so many of them are asked for."""
    if not request.least or request.query is None:
        return []
    return [all_of([holding("text", group) for group in request.query.groups])]


def conditions(request: Request) -> list[Clause]:
    """What the filters of a request ask of a document."""
    return [
        *({"terms": {f"facets.{name}": list(codes)}} for name, codes in request.conditions()),
        *(
            {"bool": {"must_not": {"term": {f"facets.{name}": code}}}}
            for name, code in request.excluded
        ),
    ]


def preferred(request: Request) -> list[Clause]:
    """What makes a document come before others: its language, and where it holds the words."""
    told = clues(request.query, request.least) if request.query else []
    return [
        weighing({"term": {"language": request.language}}, OWN_LANGUAGE),
        *(weighing(holding(clue.place, clue.group), clue.weight) for clue in told),
        *(favouring(favour) for favour in request.favours),
    ]


def favouring(favour: Favour) -> Clause:
    """What a favour counts for; nothing counts below zero here, so all others gain instead."""
    if favour.since:
        kind: Clause = {"range": {"date": {"gte": favour.since.isoformat()}}}
    else:
        kind = {"term": {f"facets.{favour.name}": favour.code}}
    if favour.weight < 0:
        kind = {"bool": {"must_not": kind}}
    return weighing(kind, abs(favour.weight))


def titled(
    beginnings: list[str], audiences: tuple[str, ...], language: str, hidden: list[int]
) -> Clause:
    """The query and the order of documents whose titles have words that begin so."""
    return {
        "query": {
            "bool": {
                "filter": [
                    {"terms": {"audience": list(audiences)}},
                    *({"term": {"named": beginning}} for beginning in beginnings),
                ],
                "must_not": [{"ids": {"values": [str(key) for key in hidden]}}],
                "should": [weighing({"term": {"language": language}}, 1)],
            }
        },
        "sort": [{"_score": "desc"}, {"title_length": "asc"}, *BY_DATE],
    }


def holding(place: str, group: Group) -> Clause:
    """A document has one of a group's phrases or themes in a place."""
    any_phrase = group.phrases | group.alike
    words = {phrase[0] for phrase in any_phrase if len(phrase) == 1}
    words |= {theme_token(code) for code in group.themes}
    phrases = sorted(phrase for phrase in any_phrase if len(phrase) > 1)
    return any_of(
        [
            {"terms": {place: sorted(words)}},
            *({"match_phrase": {place: " ".join(phrase)}} for phrase in phrases),
        ]
    )


def weighing(clause: Clause, weight: int) -> Clause:
    """A clause that counts for so much, however often or rarely it is true."""
    return {"constant_score": {"filter": clause, "boost": weight}}


def any_of(clauses: list[Clause]) -> Clause:
    """At least one of these is true; without any, nothing is."""
    return {"bool": {"should": clauses or [{"match_none": {}}], "minimum_should_match": 1}}


def all_of(clauses: list[Clause]) -> Clause:
    """All of these are true."""
    return {"bool": {"filter": clauses}}


def without(clauses: list[Clause], others: list[Clause]) -> list[Clause]:
    """The clauses that are not among others."""
    return [clause for clause in clauses if clause not in others]
