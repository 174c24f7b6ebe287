"""`…__among`: a column holds one of many names, in SQL that stays small however many they are.

Django writes a placeholder for each: with the audiences of somebody in 200 spaces, that costs
more than the query. Here they travel as one value.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Lookup, TextField

from access.prepared import Slot

MOST_KEPT = 200


@lru_cache(maxsize=MOST_KEPT)
def as_json(names: tuple[str, ...]) -> str:
    """The names as one JSON list; people ask with the same ones again and again."""
    return json.dumps(names)


@lru_cache(maxsize=MOST_KEPT)
def as_array(names: tuple[str, ...]) -> str:
    """The same as an array, as PostgreSQL writes it."""
    quoted = (name.replace("\\", r"\\").replace('"', r"\"") for name in names)
    return "{" + ",".join(f'"{name}"' for name in quoted) + "}"


@CharField.register_lookup
@TextField.register_lookup
class Among(Lookup):
    """The column's value is one of a tuple of names."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By a JSON list."""
        column, params = self.process_lhs(compiler, connection)
        sql = f"{column} IN (SELECT value FROM json_each(%s))"
        return sql, (*params, self.names(as_json))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By an array."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::text[])", (*params, self.names(as_array))

    def names(self, adapt: Callable[[tuple[str, ...]], str]) -> Any:
        """The names, which are given as a tuple, or as a slot for one."""
        if isinstance(self.rhs, Slot):
            return Slot(self.rhs.name, adapt)
        assert isinstance(self.rhs, tuple)
        return adapt(self.rhs)
