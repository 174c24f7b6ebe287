"""What the API gives of each kind of object."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from pydantic import BaseModel

from exchange.api.queries import ListQuery


class Noun:
    """A kind of object: how it is found and what is said of it.

    Attributes:
        name: as addresses have it.
        query: what a list can be narrowed by.
        item: what a list says of each object.
        detail: what its own address says of it.
    """

    name: str
    query: type[ListQuery] = ListQuery
    item: type[BaseModel]
    detail: type[BaseModel]

    def visible(self, audiences: tuple[str, ...]) -> QuerySet[Any]:
        """All objects that the holder of these audiences may see."""
        raise NotImplementedError

    def narrowed(self, found: QuerySet[Any], query: Any) -> QuerySet[Any]:
        """Those of the objects found that an address asks for."""
        return found

    def items(self, keys: list[int], audiences: tuple[str, ...]) -> Sequence[BaseModel]:
        """What a list says of these objects, which may be seen, in their order by key."""
        raise NotImplementedError

    def one(self, key: int, audiences: tuple[str, ...]) -> BaseModel:
        """All that is said of an object, which may be seen."""
        return self.items([key], audiences)[0]
