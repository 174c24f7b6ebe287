"""Who shows what to whom, asked of the database so that no filter can tell more than a page."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from people.acquaintances import shares_space


def circles_of(reader: Any) -> list[str]:
    """The circles that a reader is in, whoever the other one is."""
    if reader.is_authenticated and not reader.limited:
        return ["members", "everybody"]
    return ["everybody"]


def field_shown(field: str, reader: Any) -> Q:
    """The condition on a profile that a field of it is shown to a reader."""
    from people.models import Person

    shown = Q(**{f"{field}_shown__in": circles_of(reader)})
    if reader.is_authenticated:
        acquaintances = shares_space(Person.objects.all(), reader)
        shown |= Q(**{f"{field}_shown": "spaces"}, person__in=acquaintances)
    return shown


class ProfileQuerySet(models.QuerySet[Any]):
    """Profiles as a reader may find them."""

    def shown_to(self, reader: Any) -> "ProfileQuerySet":
        """Those who show at least their name to the reader, and whose account is in use."""
        return self.filter(field_shown("name", reader), person__is_active=True)

    def showing_photo_to(self, reader: Any) -> "ProfileQuerySet":
        """Those whose photo the reader is shown; her own, whoever else is.

        A limited account is shown what everybody is.
        """
        seen_by = AnonymousUser() if reader.is_authenticated and reader.limited else reader
        shown = self.shown_to(seen_by).filter(field_shown("photo", seen_by))
        return (shown | self.filter(person=reader.pk)).exclude(photo="")

    def saying(self, words: str, reader: Any) -> "ProfileQuerySet":
        """Those who say each of these words in a field that the reader is shown."""
        found = self
        for word in words.split():
            says = Q()
            for field, lookup in (
                ("name", "name"),
                ("function", "function"),
                ("organization", "organization__name"),
                ("offers", "offers"),
                ("spoken", "spoken"),
            ):
                says |= field_shown(field, reader) & Q(**{f"{lookup}__icontains": word})
            found = found.filter(says)
        return found

    def living_in(self, territory_code: str, reader: Any) -> "ProfileQuerySet":
        """Those who show the reader that they live in this country or region."""
        return self.filter(field_shown("territory", reader), territory__code=territory_code)

    def places(self, reader: Any) -> list[str]:
        """The codes of the countries and regions that they show the reader."""
        return list(
            self.filter(field_shown("territory", reader), territory__isnull=False)
            .order_by("territory__code")
            .values_list("territory__code", flat=True)
            .distinct()
        )
