"""The API described in the words of OpenAPI, made of the same classes that answer."""

from typing import Any

from django.conf import settings
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from access.generation import held
from exchange.api.answers import Problem
from exchange.api.noun import Noun
from exchange.api.nouns import NOUNS
from people.site_name import site_name

SCHEMAS = "#/components/schemas/"
KEY = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}


@held
def description() -> dict[str, Any]:
    """Addresses, parameters and answers of the API."""
    models: list[type[BaseModel]] = [Problem]
    for noun in NOUNS:
        models += [noun.item, noun.detail]
    _references, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template=f"{SCHEMAS}{{model}}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site_name(),
            "version": "2",
            "description": "Everything that you may see, and nothing to write. What is private"
            " answers as what does not exist, unless you are signed in and may see it.",
        },
        "servers": [{"url": settings.BASE_URL}],
        "paths": {address: {"get": get} for noun in NOUNS for address, get in operations(noun)},
        "components": {"schemas": schemas["$defs"]},
    }


def operations(noun: Noun) -> list[tuple[str, dict[str, Any]]]:
    """The two addresses of a noun: its list, and one object."""
    listing = {
        "type": "object",
        "required": ["meta", "items"],
        "properties": {
            "meta": {
                "type": "object",
                "required": ["total_count"],
                "properties": {"total_count": {"type": "integer"}},
            },
            "items": {"type": "array", "items": reference(noun.item)},
        },
    }
    return [
        (
            f"/api/v2/{noun.name}/",
            {
                "operationId": f"list_{noun.name}",
                "summary": f"A part of the {noun.name} that you may see",
                "parameters": parameters(noun.query),
                "responses": {"200": content(listing), "400": refusal("A wrong parameter")},
            },
        ),
        (
            f"/api/v2/{noun.name}/{{id}}/",
            {
                "operationId": f"read_{noun.name}",
                "summary": f"One of the {noun.name}",
                "parameters": [KEY],
                "responses": {
                    "200": content(reference(noun.detail)),
                    "400": refusal("A parameter where there is none"),
                    "404": refusal("Nothing there that you may see"),
                },
            },
        ),
    ]


def parameters(query: type[BaseModel]) -> list[dict[str, Any]]:
    """The parameters of a list; an empty default is none."""
    found = []
    for name, schema in query.model_json_schema()["properties"].items():
        kept = {key: value for key, value in schema.items() if key != "description" and value != ""}
        found.append(
            {"name": name, "in": "query", "description": schema["description"], "schema": kept}
        )
    return found


def reference(model: type[BaseModel]) -> dict[str, str]:
    """Where a model is described."""
    return {"$ref": f"{SCHEMAS}{model.__name__}"}


def content(schema: dict[str, Any]) -> dict[str, Any]:
    """An answer in JSON."""
    return {"description": "Found", "content": {"application/json": {"schema": schema}}}


def refusal(words: str) -> dict[str, Any]:
    """An answer that says what is wrong."""
    problem = {"application/problem+json": {"schema": reference(Problem)}}
    return {"description": words, "content": problem}
