"""Events of a space go with its part “Events”: off, they are seen by nobody, and come back."""

from collections.abc import Iterable, Sequence
from typing import Any

from wagtail.models import Page

from access.models import SWITCHED_OFF, AudienceRoot, Space
from pages.models.event import EVENTS, Event
from pages.models.space_home import SpaceHome


def events_of(space: Space) -> Iterable[Page]:
    """The events that lie in a space, in all languages."""
    for home in SpaceHome.objects.filter(space=space):
        yield from Page.objects.descendant_of(home).type(*EVENTS)


def follow_parts(space: Space, after: Sequence[str], **signal: Any) -> None:
    """Hide or show the events of a space whose parts were switched."""
    is_on = Space.Part.EVENTS in after
    keys = [page.pk for page in events_of(space)]
    roots = AudienceRoot.objects.filter(page__in=keys)
    if is_on:
        for root in roots.filter(audience=SWITCHED_OFF):
            root.delete()
        return
    for page in Page.objects.filter(pk__in=keys, audience_root=None):
        AudienceRoot.begin(page, SWITCHED_OFF)


def hide_new_event(instance: Page, **signal: Any) -> None:
    """An event that is published where events are off stays unseen."""
    if not isinstance(instance, Event):
        return
    home = SpaceHome.objects.ancestor_of(instance).select_related("space").first()
    if home and not home.space.has(Space.Part.EVENTS):
        AudienceRoot.begin(instance, SWITCHED_OFF)
