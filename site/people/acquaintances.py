"""Who has a space in common with whom."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import Person


def shares_space(people: "QuerySet[Person]", reader: Any) -> "QuerySet[Person]":
    """Those among `people` who are in a space that the reader is in too.

    There are no spaces yet, so nobody is.
    """
    return people.none()
