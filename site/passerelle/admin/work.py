"""What there is to do on pages: those to write up, and those to translate."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce, Length
from wagtail.models import Page, get_page_models
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from languages.freshness import Freshness
from languages.models import TranslationLink
from pages.models.event import Event

TO_WRITE_UP = datetime.timedelta(days=730)
"""How long after its last day an event still waits for its write-up."""
SUBMIT = "wagtail_localize.submit_translation"
"""The right of those to whom translating is proposed."""


def editable(person: Any) -> PageQuerySet:
    """The pages that she may change."""
    policy = policy_registry.get_by_type(Page)
    found: PageQuerySet = policy.instances_user_has_any_permission_for(person, {"change"})
    return found


def events(model: type[Event], person: Any) -> QuerySet[Any]:
    """The events of a kind that she may change, with their last day as `last`."""
    found = model.objects.filter(pk__in=editable(person).values("pk"), alias_of=None)
    return found.alias(last=Coalesce("ends_on", "starts_on"))


def not_written_up(model: type[Event], person: Any) -> QuerySet[Any]:
    """Her published events that are over and say nothing of what was said."""
    today = datetime.date.today()
    said = {f"{name}_size": size(name) for name in ("write_up", "key_points", "decisions")}
    return (
        events(model, person)
        .filter(live=True)
        .alias(**said)
        .filter(last__lt=today, last__gt=today - TO_WRITE_UP)
        .filter(**{f"{name}__lte": len("[]") for name in said})
    )


def translatable(person: Any) -> PageQuerySet:
    """Her published pages that lists show."""
    models = [model for model in get_page_models() if getattr(model, "type_code", "")]
    return editable(person).live().type(*models).filter(alias_of=None)


def not_translated(pages: PageQuerySet, languages: Collection[str]) -> PageQuerySet:
    """Those of which there is none in one of these languages."""
    siblings = siblings_in(languages).values("translation_key")
    number = siblings.annotate(number=Count("pk")).values("number")
    found = pages.alias(number=Subquery(number))
    return found.filter(Q(number=None) | Q(number__lt=len(languages)))


def not_current(pages: PageQuerySet, languages: Collection[str]) -> PageQuerySet:
    """Those with a translation that is overtaken, partial, or a machine's that nobody has read.

    The key of the one that is least up to date is `target`; `freshness` and `changed` say how it
    stands.
    """
    links = (
        TranslationLink.objects.filter(
            source=OuterRef("pk"),
            kind=TranslationLink.Kind.TRANSLATION,
            target__locale__language_code__in=languages,
        )
        .exclude(state=Freshness.CURRENT)
        .order_by("-changed", "-words_left", "pk")
    )
    return pages.annotate(
        target=Subquery(links.values("target")[:1]),
        freshness=Subquery(links.values("state")[:1]),
        changed=Subquery(links.values("changed")[:1]),
    ).filter(target__isnull=False)


def siblings_in(languages: Collection[str]) -> QuerySet[Page]:
    """For a condition: the page and its translations, in these languages."""
    found = Page.objects.filter(translation_key=OuterRef("translation_key"))
    return found.filter(locale__language_code__in=languages).order_by()


def size(stream: str) -> Length:
    """How long a stream is as it is stored."""
    return Length(Cast(stream, TextField()))
