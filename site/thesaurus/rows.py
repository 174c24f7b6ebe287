"""Rows that name one record come to name another one, each thing once."""

from typing import Any

from django.db.models import F, Field, Model
from modelcluster.fields import ParentalKey

OF_THE_ROW = frozenset({"sort_order", "translation_key"})


def namings(model: type[Model], own: tuple[type[Model], ...]) -> list[tuple[type[Model], str]]:
    """The models whose rows name a record, and by which field; links of lists too.

    Args:
        model: of the record.
        own: models whose rows belong to a record, and go with it.
    """
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    return [
        (relation.related_model, relation.field.name)
        for relation in relations
        if relation.one_to_many and relation.related_model not in own
    ]


def move(model: type[Model], name: str, kept: Model, gone: Model) -> None:
    """Let the rows that name one record name the other, each thing once."""
    rows = model._default_manager.filter(**{name: gone})
    if not model._meta.auto_created:
        rows.update(**{name: kept})
        strike_repeated(model, name, kept)
        return
    other = next(
        field.attname
        for field in model._meta.concrete_fields
        if field.is_relation and field.name != name
    )
    known = model._default_manager.filter(**{name: kept}).values_list(other, flat=True)
    rows.filter(**{f"{other}__in": list(known)}).delete()
    rows.update(**{name: kept})
    if model._meta.get_field(other.removesuffix("_id")).related_model is type(kept):
        model._default_manager.filter(**{other: F(f"{name}_id")}).delete()


def strike_repeated(model: type[Model], name: str, kept: Model) -> None:
    """Strike rows of a page that say the same of a record as another of its rows."""
    fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
    if not any(isinstance(field, ParentalKey) for field in fields):
        return
    said = [
        field.attname for field in fields if not field.primary_key and field.name not in OF_THE_ROW
    ]
    seen: set[tuple[Any, ...]] = set()
    repeated = []
    for key, *values in (
        model._default_manager.filter(**{name: kept}).order_by("pk").values_list("pk", *said)
    ):
        if tuple(values) in seen:
            repeated.append(key)
        seen.add(tuple(values))
    model._default_manager.filter(pk__in=repeated).delete()
