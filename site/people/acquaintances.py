"""Who has a space in common with whom."""

from typing import TYPE_CHECKING, Any

from access.models import Membership

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.models import Person


def shares_space(people: "QuerySet[Person]", reader: Any) -> "QuerySet[Person]":
    """Those among `people` who belong to a space that the reader belongs to too."""
    own = Membership.objects.filter(person=reader.pk).values("space")
    return people.filter(pk__in=Membership.objects.filter(space__in=own).values("person"))
