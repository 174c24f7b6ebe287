"""What one person was granted in a tree: read once for a request, asked often."""

from collections import defaultdict
from collections.abc import Iterable, Set

from django.db.models import Q

from access.policies.prefixes import Prefixes, ups


class Grants:
    """Rights at paths of a tree. They run down it, but from above never beneath a border.

    Attributes:
        rights: codenames such as `add_page` by the path that they were granted at.
        borders: paths of what holds spaces; see `access.borders`.
    """

    def __init__(self, rows: Iterable[tuple[str, str]], borders: tuple[str, ...]) -> None:
        """Take in a path and a codename for each right."""
        rights: dict[str, set[str]] = defaultdict(set)
        for path, codename in rows:
            rights[path].add(codename)
        self.rights = dict(rights)
        self.borders = borders
        self._within: dict[frozenset[str], Q | None] = {}

    def codenames(self) -> set[str]:
        """All rights that the person has somewhere."""
        return set().union(*self.rights.values())

    def at(self, path: str) -> set[str]:
        """The rights that hold for the object at a path."""
        found: set[str] = set()
        for above in ups(path):
            found |= self.rights.get(above, set())
            if above in self.borders and above != path:
                found.clear()
        return found

    def paths(self, codenames: Set[str] | None = None) -> list[str]:
        """Where any of these rights, or any right at all, was granted."""
        return [
            path
            for path, given in self.rights.items()
            if codenames is None or not given.isdisjoint(codenames)
        ]

    def within(self, codenames: Set[str]) -> Q | None:
        """The condition for objects for which any of these rights holds; None where none can."""
        key = frozenset(codenames)
        if key not in self._within:
            self._within[key] = self._condition(self.paths(key))
        return self._within[key]

    def _condition(self, paths: list[str]) -> Q | None:
        wide = {path for path in paths if any(border.startswith(path) for border in self.borders)}
        condition = Q(path__under=Prefixes(path for path in paths if path not in wide))
        if wide:
            outside = ~Q(path__under=Prefixes(self.borders)) | Q(path__in=self.borders)
            condition |= Q(path__under=Prefixes(wide)) & outside
        return condition if paths else None
