"""The tables of a site, and the form in which their rows are kept: the same for every database."""

import datetime
import decimal
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model

KINDS = {
    **dict.fromkeys(
        (
            "AutoField", "BigAutoField", "BigIntegerField", "IntegerField",
            "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField",
            "SmallAutoField", "SmallIntegerField",
        ),
        "integer",
    ),
    **dict.fromkeys(
        ("CharField", "FileField", "GenericIPAddressField", "SlugField", "TextField"), "text"
    ),
    "BooleanField": "boolean",
    "DateField": "day",
    "DateTimeField": "moment",
    "DecimalField": "decimal",
    "FloatField": "float",
    "JSONField": "json",
    "TimeField": "time",
    "UUIDField": "uuid",
}  # fmt: skip
"""How the values of a column are kept, by what Django calls the type of its field."""

MADE_ANEW = frozenset(
    {
        "access_collectionaudience", "access_pageaudience",  # by triggers
        "django_tasks_database_dbtaskresult",  # what waits is known without it
        "search_externalindex", "search_facet", "search_indexjob", "search_lease",
        "search_outbox", "search_push", "search_searchdocument", "search_searchword",
        "wagtailadmin_editingsession",
        "wagtailsearch_indexentry", "wagtailsearch_indexentry_fts",
    }
)  # fmt: skip
"""Tables of what is worked out from the others, of another form in each database."""

ENDED = frozenset(
    {
        "account_emailconfirmation", "django_session", "people_personaltoken",
        "usersessions_usersession", "wagtailcore_apitoken",
    }
)  # fmt: skip
"""Tables of sessions, and of what opens the site to programs: void in every backup."""

Row = list[Any]


@dataclass(frozen=True)
class Table:
    """A table of which rows are kept.

    Attributes:
        name: in the database.
        columns: in the order of their values.
        kinds: of these columns, values of `KINDS`.
        counted: the column that the database numbers by itself; empty if there is none.
    """

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    counted: str


def kept_tables(registry: Any = apps) -> list[Table]:
    """The tables whose rows are kept, by name.

    Args:
        registry: of the models: those of today, or those of an older version.

    Raises:
        KeyError: a field of a model is of a type that no backup knows.
    """
    found = [
        table_of(model)
        for model in own_models(registry)
        if model._meta.db_table not in MADE_ANEW | ENDED
    ]
    return sorted(found, key=lambda table: table.name)


def own_models(registry: Any = apps) -> Iterator[type[Model]]:
    """The models that have a table, each table once."""
    seen = set()
    for model in registry.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in seen:
            seen.add(model._meta.db_table)
            yield model


def table_of(model: type[Model]) -> Table:
    """What is to be known of the table of a model."""
    fields: Any = model._meta.local_concrete_fields
    counted = [str(field.column) for field in fields if isinstance(field, models.AutoField)]
    return Table(
        model._meta.db_table,
        tuple(field.column for field in fields),
        tuple(kind_of(field) for field in fields),
        counted[0] if counted else "",
    )


def kind_of(field: Any) -> str:
    """How the values of a field are kept: a key as what it points to."""
    while field.is_relation:
        field = field.target_field
    return KINDS[field.get_internal_type()]


# --- Values as they are kept ------------------------------------------------------------------


def as_moment(value: Any) -> str:
    """A moment in universal time; SQLite keeps it without saying so."""
    if value.tzinfo is not None:
        value = value.astimezone(datetime.UTC).replace(tzinfo=None)
    return str(value.isoformat(" "))


def as_decimal(value: Any) -> str:
    """A number as it is written, without zeros that say nothing."""
    return format(decimal.Decimal(str(value)).normalize(), "f")


def as_key(value: Any) -> str:
    """A universal key as 32 digits."""
    return value.hex if isinstance(value, uuid.UUID) else str(value)


KEEPERS: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "day": lambda value: value.isoformat(),
    "decimal": as_decimal,
    "moment": as_moment,
    "text": str,
    "time": lambda value: value.isoformat(),
    "uuid": as_key,
}


def keep(table: Table, rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Rows as they are kept, from what the database gives."""
    changes = [(place, KEEPERS[kind]) for place, kind in enumerate(table.kinds) if kind in KEEPERS]
    for found in rows:
        row = list(found)
        for place, keeper in changes:
            if row[place] is not None:
                row[place] = keeper(row[place])
        yield row


def is_row(table: Table, row: Any) -> bool:
    """Whether something is a row of a table as it is kept."""
    return (
        isinstance(row, list)
        and len(row) == len(table.columns)
        and all(
            value is None or type(value) in TYPES[kind]
            for value, kind in zip(row, table.kinds, strict=True)
        )
    )


TYPES = {
    **dict.fromkeys(("day", "decimal", "json", "moment", "text", "time", "uuid"), (str,)),
    "boolean": (bool,),
    "float": (float, int),
    "integer": (int,),
}


# --- The mark of a table's rows ----------------------------------------------------------------


class Mark:
    """A number that says whether two tables hold the same rows, in whatever order they come.

    PostgreSQL writes JSON in its own way: what it says counts, not how it is written.
    """

    def __init__(self, table: Table) -> None:
        self.json = [place for place, kind in enumerate(table.kinds) if kind == "json"]
        self.rows, self.sum = 0, 0

    def add(self, row: Row) -> None:
        """Count a row as it is kept."""
        if self.json:
            row = list(row)
            for place in self.json:
                if row[place] is not None:
                    row[place] = json.loads(row[place], parse_float=plain_number)
        digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).digest()
        self.sum = (self.sum + int.from_bytes(digest, "big")) % (1 << 256)
        self.rows += 1

    @property
    def text(self) -> str:
        """The number as 64 digits."""
        return f"{self.sum:064x}"


def plain_number(text: str) -> float | int:
    """A number of JSON: a whole one as such, however it is written."""
    value = float(text)
    return int(value) if value.is_integer() else value
