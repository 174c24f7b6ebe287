"""Lists and the search as JSON, described in the words of OpenAPI for programs that draw cases."""

from typing import Any

from pages.filters import LIST_FILTERS, SEARCH_FILTERS

TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}
HITS = {"type": "array", "items": {"type": "object", "required": ["title", "url"]}}
RESULTS = {
    "type": "object",
    "required": ["query", "total", "page", "pages", "hits", "facets", "degraded"],
    "properties": {
        "query": TEXT,
        "total": NUMBER,
        "page": {"type": "integer", "minimum": 1},
        "pages": NUMBER,
        "degraded": {"type": "boolean"},
        "hits": HITS,
        "others": HITS,
        "pinned": HITS,
        "facets": {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["value", "label", "count"],
                    "properties": {"value": TEXT, "label": TEXT, "count": NUMBER},
                },
            },
        },
    },
}
SUGGESTIONS = {
    "type": "object",
    "required": ["suggestions"],
    "properties": {
        "suggestions": {
            "type": "array",
            "items": {"type": "object", "required": ["text", "type", "url"]},
        }
    },
}
OF_THE_SEARCH = ("q", "page", "sort", *SEARCH_FILTERS, "date_from", "date_to", "space", "back")
OF_A_LIST = ("page", "sort", *LIST_FILTERS)


def description(section: str) -> dict[str, Any]:
    """Where lists and the search are asked as JSON.

    Args:
        section: the address of a list.
    """
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lists and search", "version": "1"},
        "paths": {
            "/fr/search/": asked(OF_THE_SEARCH, RESULTS),
            "/fr/search/suggest": asked(("q", *SEARCH_FILTERS, "space"), SUGGESTIONS),
            section: asked(OF_A_LIST, RESULTS),
        },
    }


def asked(names: tuple[str, ...], schema: dict[str, Any]) -> dict[str, Any]:
    """An address that takes these parameters, whatever they say, and answers so."""
    parameters = [{"name": name, "in": "query", "schema": TEXT} for name in names]
    answer = {"description": "Found", "content": {"application/json": {"schema": schema}}}
    return {"get": {"parameters": parameters, "responses": {"200": answer}}}
