"""`…__among`: a column holds one of many names, in SQL that stays small however many they are.

Django writes a placeholder for each: with the audiences of somebody in 200 spaces, that costs
more than the query. Here they travel as one value.
"""

import json
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Lookup

MOST_KEPT = 200


@lru_cache(maxsize=MOST_KEPT)
def as_json(names: tuple[str, ...]) -> str:
    """The names as one JSON list; people ask with the same ones again and again."""
    return json.dumps(names)


@CharField.register_lookup
class Among(Lookup):
    """The column's value is one of a tuple of names."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By a JSON list."""
        column, params = self.process_lhs(compiler, connection)
        sql = f"{column} IN (SELECT value FROM json_each(%s))"
        return sql, (*params, as_json(self.names()))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By an array."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, list(self.names()))

    def names(self) -> tuple[str, ...]:
        """The names, which are given as a tuple."""
        assert isinstance(self.rhs, tuple)
        return self.rhs
