"""What the search index hears of people, and forgets at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save

from access.models import Space
from people.models import Circle, Organization, Person, Profile
from people.source import PersonSource
from search.documents import register
from search.models import SearchDocument
from search.outbox import enqueue

ABOUT_FINDING = {"is_active", "erased_at", "language"}


def look_again(profile_ids: Iterable[int]) -> None:
    """Have people indexed again; until then nobody finds them by what they may have taken back."""
    keys = list(profile_ids)
    SearchDocument.objects.filter(kind=PersonSource.kind, object_id__in=keys).update(audience="")
    enqueue(PersonSource.kind, keys)


def profile_changed(instance: Profile, **signal: Any) -> None:
    """Somebody changed what she tells, or to whom; or erased it."""
    look_again([instance.pk])


def person_changed(instance: Person, update_fields: Any = None, **signal: Any) -> None:
    """An account was suspended, restored or erased."""
    if update_fields is None or not ABOUT_FINDING.isdisjoint(update_fields):
        look_again(Profile.objects.filter(person=instance).values_list("pk", flat=True))


def organization_changed(instance: Organization, **signal: Any) -> None:
    """An organisation that people name may be called otherwise."""
    look_again(Profile.objects.filter(organization=instance).values_list("pk", flat=True))


def area_changed(instance: Space, **signal: Any) -> None:
    """Members have an area of their own now, or none any more."""
    if instance.kind == Space.Kind.MEMBERS_AREA:
        shown = Profile.objects.filter(name_shown=Circle.MEMBERS)
        look_again(shown.values_list("pk", flat=True))


def connect() -> None:
    """Connect everything above, and name the source of the index."""
    register(PersonSource())
    post_save.connect(profile_changed, sender=Profile, dispatch_uid="people.finding.profile")
    post_delete.connect(profile_changed, sender=Profile, dispatch_uid="people.finding.gone")
    post_save.connect(person_changed, sender=Person, dispatch_uid="people.finding.person")
    post_save.connect(
        organization_changed, sender=Organization, dispatch_uid="people.finding.organization"
    )
    post_save.connect(area_changed, sender=Space, dispatch_uid="people.finding.area")
