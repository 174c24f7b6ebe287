"""What the search index is told of people: what they show to everybody, or to all members."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from access.models import PUBLIC, Space
from people.models import Circle, Profile
from people.querysets import ProfileQuerySet
from search.documents import Entry, opening
from thesaurus.vocabulary import vocabulary

AS_WIDE: dict[str, tuple[str, ...]] = {
    Circle.EVERYBODY: (Circle.EVERYBODY,),
    Circle.MEMBERS: (Circle.MEMBERS, Circle.EVERYBODY),
}
"""The circles that are at least as wide as one in which a name is shown to more than some."""


class PersonSource:
    """People who show their name to everybody, or to all members."""

    kind = "person"

    def entries(self, object_ids: list[int]) -> Iterable[tuple[int, Entry]]:
        """One entry for each profile that somebody may find, in the language of its owner."""
        audiences = audiences_by_circle()
        for profile in findable(audiences).filter(pk__in=object_ids):
            yield profile.pk, entry_of(profile, audiences[profile.name_shown])

    def all_ids(self) -> Iterable[int]:
        """Every profile."""
        return Profile.objects.values_list("pk", flat=True)

    def addresses(
        self, keys: list[tuple[int, str]], audiences: tuple[str, ...]
    ) -> dict[tuple[int, str], str]:
        """Addresses of those who still show themselves to the holder of these audiences."""
        languages = dict(keys)
        seen = {circle: one for circle, one in audiences_by_circle().items() if one in audiences}
        rows = findable(seen).filter(pk__in=languages).values_list("pk", "key")
        return {(pk, languages[pk]): reverse("person", args=[key]) for pk, key in rows}


def audiences_by_circle() -> dict[str, str]:
    """The audience of those to whom a name is shown, by its circle.

    Members are those of the members’ area; without one, nobody else can be told apart from them.
    """
    area = Space.objects.in_use().filter(kind=Space.Kind.MEMBERS_AREA).first()
    found: dict[str, str] = {Circle.EVERYBODY: PUBLIC}
    return found | ({Circle.MEMBERS: area.audience} if area else {})


def findable(circles: Iterable[str]) -> ProfileQuerySet:
    """Profiles whose name is shown in one of these circles, and whose account is in use."""
    profiles = Profile.objects.filter(
        Q(name_shown__in=list(circles)), person__is_active=True, person__erased_at=None
    )
    found: ProfileQuerySet = profiles.select_related("person", "organization", "territory")
    return found


def entry_of(profile: Profile, audience: str) -> Entry:
    """What is indexed of somebody: no field that is shown to fewer than her name is."""
    shown = {
        field: value
        for field in Profile.FIELDS
        if getattr(profile, f"{field}_shown") in AS_WIDE[profile.name_shown]
        and (value := getattr(profile, field))
    }
    details = {name: str(shown[name]) for name in ("function", "organization") if name in shown}
    offers, others = opening(str(shown.get("offers", "")))
    territory = shown.get("territory")
    places = vocabulary().place_with_broader(territory.code) if territory else []
    return Entry(
        type="person",
        language=profile.person.language,
        group=str(profile.key),
        title=profile.name,
        summary=offers,
        body="\n".join([others, *details.values(), str(shown.get("spoken", ""))]),
        date=None,
        facets=[("country", code) for code in places],
        details=dict(details),
        audience=audience,
        shown_in=tuple(dict(settings.LANGUAGES)),
    )
