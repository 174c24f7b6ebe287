"""What one person was granted in a tree: read once for a request, asked often."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from access.models import PUBLIC, AudienceRoot
from access.policies.prefixes import Prefixes, ups

Borders = Callable[[Prefixes], Iterable[str]]


def page_borders(branches: Prefixes) -> Iterable[str]:
    """The paths in these branches at which a private audience begins."""
    roots = AudienceRoot.objects.exclude(audience=PUBLIC).filter(page__path__under=branches)
    return roots.values_list("page__path", flat=True)


def no_borders(branches: Prefixes) -> Iterable[str]:
    """None, in a tree where rights run down to the end."""
    return ()


class Grants:
    """Rights at paths of a tree. They run down it, though never into a private audience.

    Attributes:
        rights: codenames such as `add_page` by the path that they were granted at.
        borders: paths where a private audience begins: from there on holds only what was
            granted there or beneath, whatever was granted above.
    """

    def __init__(self, rows: Iterable[tuple[str, str]], borders: Borders) -> None:
        """Take in a path and a codename for each right."""
        rights: dict[str, set[str]] = defaultdict(set)
        for path, codename in rows:
            rights[path].add(codename)
        self.rights = dict(rights)
        self.borders = frozenset(borders(Prefixes(rights))) if rights else frozenset()
        self._within: dict[frozenset[str], Q | None] = {}

    def codenames(self) -> set[str]:
        """All rights that the person has somewhere."""
        return set().union(*self.rights.values())

    def at(self, path: str) -> set[str]:
        """The rights that hold for the object at a path."""
        found: set[str] = set()
        for above in ups(path):
            if above in self.borders:
                found.clear()
            found |= self.rights.get(above, set())
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
        realms: dict[str | None, list[str]] = defaultdict(list)
        for path in paths:
            realms[self._realm(ups(path))].append(path)
        whole: list[str] = []
        parts = []
        for realm, begun in realms.items():
            branches = Prefixes(begun)
            cut = [end for end in self._ends.get(realm, ()) if branches.hold(ups(end)[:-1])]
            if cut:
                parts.append(Q(path__under=branches) & ~Q(path__under=Prefixes(cut)))
            else:
                whole += branches
        if whole:
            parts.append(Q(path__under=Prefixes(whole)))
        return reduce(or_, parts) if parts else None

    def _realm(self, above: list[str]) -> str | None:
        """The last of these paths where a private audience begins."""
        return next((path for path in reversed(above) if path in self.borders), None)

    @cached_property
    def _ends(self) -> dict[str | None, list[str]]:
        """The borders at which each private audience, or the public one, ends."""
        ends: dict[str | None, list[str]] = defaultdict(list)
        for border in self.borders:
            ends[self._realm(ups(border)[:-1])].append(border)
        return ends
