"""Queries that every page asks with other values: put together once, as Django would each time.

Django takes longer to put such a query together than databases to answer it.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Expression, Model, QuerySet

from access.generation import held


class Slot(Expression):
    """The place of a value in a query that is put together before the value is known.

    Args:
        name: of the value.
        adapt: makes of it what the database takes.
    """

    def __init__(self, name: str, adapt: Callable[[Any], Any] | None = None) -> None:
        super().__init__()
        self.name, self.adapt = name, adapt

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Itself, in the place of the value."""
        return "%s", (self,)

    def of(self, values: Mapping[str, Any]) -> Any:
        """The value, as the database takes it."""
        value = values[self.name]
        if self.adapt:
            return self.adapt(value)
        is_plain = not isinstance(value, UUID) or connection.features.has_native_uuid_field
        return value if is_plain else value.hex


@dataclass(frozen=True)
class Statement:
    """A query that is put together.

    Attributes:
        sql: as the database is asked.
        params: values and slots, in their order.
        model: what each row is one of; None for rows of values.
        names: its fields, in the order of the columns.
        converters: by column, what makes values of Python of what the database answers.
    """

    sql: str
    params: tuple[Any, ...]
    model: type[Model] | None
    names: list[str]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]

    @classmethod
    def of(cls, queryset: QuerySet[Any]) -> "Statement":
        """What a queryset asks: objects without others beside them, or a list of values."""
        compiler = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        is_model = queryset.query.default_cols
        return cls(
            sql,
            tuple(params),
            queryset.model if is_model else None,
            [column.target.attname for column in columns] if is_model else [],
            compiler.get_converters(columns),
        )

    def ask(self, values: Mapping[str, Any]) -> list[Any]:
        """The rows for these values of the slots."""
        params = [one.of(values) if isinstance(one, Slot) else one for one in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[Any] = cursor.fetchall()
        if self.converters:
            rows = [self.converted(row) for row in rows]
        if self.model is None:
            return rows
        return [self.model.from_db(connection.alias, self.names, row) for row in rows]

    def converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A row in values of Python."""
        values = list(row)
        for place, (converters, column) in self.converters.items():
            for converter in converters:
                values[place] = converter(values[place], column, connection)
        return tuple(values)


def prepared(query: Callable[..., QuerySet[Any, Any]]) -> Callable[..., list[Any]]:
    """Make of a function that gives a queryset one that gives its rows.

    Args:
        query: compares columns with its arguments, and does nothing else with them: it is given
            a slot for each, and called anew only when something on the site has changed.
    """
    names = list(inspect.signature(query).parameters)

    @held
    def statement() -> Statement:
        return Statement.of(query(*map(Slot, names)))

    @wraps(query)
    def rows(*values: Any) -> list[Any]:
        return statement().ask(dict(zip(names, values, strict=True)))

    return rows
