"""`path__under`: the objects of a tree at or beneath any of many paths, in small SQL.

Wagtail joins one `OR` for each path: with a thousand paths SQLite refuses the query, and
planning it costs more than running it. Here paths travel as one JSON list for each depth.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import CharField, Lookup

STEP = 4
"""Characters of a path for each level of the tree, for pages and collections alike."""

VALUES = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT json_array_elements_text(%s::json)",
}


def ups(path: str) -> list[str]:
    """The paths from the root of the tree down to `path` itself."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


class Prefixes(frozenset[str]):
    """Paths at which branches begin, none beneath another."""

    def __new__(cls, paths: Iterable[str]) -> "Prefixes":
        """Keep the topmost of the paths."""
        given = set(paths)
        return super().__new__(cls, [path for path in given if given.isdisjoint(ups(path)[:-1])])

    @cached_property
    def lists(self) -> tuple[tuple[int, str], ...]:
        """For each length of path, the paths of that length as JSON."""
        by_length: dict[int, list[str]] = defaultdict(list)
        for path in self:
            by_length[len(path)].append(path)
        return tuple(
            (length, json.dumps(sorted(paths))) for length, paths in sorted(by_length.items())
        )


@CharField.register_lookup
class Under(Lookup):
    """The path begins with one of `Prefixes`."""

    lookup_name = "under"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One condition for each length of path; without any, no row will do."""
        assert isinstance(self.rhs, Prefixes)
        column, column_params = self.process_lhs(compiler, connection)
        conditions, params = [], []
        for length, paths in self.rhs.lists:
            conditions.append(f"substr({column}, 1, {length}) IN ({VALUES[connection.vendor]})")
            params += [*column_params, paths]
        return f"({' OR '.join(conditions) or '1 = 0'})", tuple(params)
