"""Addresses of the API: a list of each noun, each object by its number, and nothing else."""

from typing import Any

from django.http import Http404, HttpRequest

from access.visibility import audiences_of
from exchange.api.answers import answered
from exchange.api.description import description
from exchange.api.noun import Noun
from exchange.api.queries import NoQuery, read_query


@answered
def show_list(request: HttpRequest, noun: Noun) -> dict[str, Any]:
    """A part of the objects that the reader may see, with the number of all of them.

    Raises:
        NotUnderstood: the address asks for what no list can give.
    """
    query = read_query(request.GET, noun.query)
    audiences = audiences_of(request.user)
    found = noun.narrowed(noun.visible(audiences), query)
    part = found.order_by("pk")[query.offset : query.offset + query.limit]
    items = noun.items(list(part.values_list("pk", flat=True)), audiences)
    return {
        "meta": {"total_count": found.count()},
        "items": [item.model_dump(mode="json") for item in items],
    }


@answered
def show_one(request: HttpRequest, noun: Noun, key: int) -> dict[str, Any]:
    """An object by its number.

    Raises:
        Http404: no such object, or none that the reader may see.
        NotUnderstood: the address asks for anything more.
    """
    read_query(request.GET, NoQuery)
    audiences = audiences_of(request.user)
    if not noun.visible(audiences).filter(pk=key).exists():
        raise Http404
    return noun.one(key, audiences).model_dump(mode="json")


@answered
def show_description(request: HttpRequest) -> dict[str, Any]:
    """All addresses of the API in the words of OpenAPI."""
    return description()


@answered
def show_nothing(request: HttpRequest) -> dict[str, Any]:
    """Any other address.

    Raises:
        Http404: always.
    """
    raise Http404
