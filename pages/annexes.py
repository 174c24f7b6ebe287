"""Annexes of a write-up: objects of a space, shown on the event’s page to who may see them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from access.decisions import may
from access.models import Space
from pages.addresses import page_address
from pages.models.space_home import Annex, SpaceHome
from pages.versions import in_language


def annexes_of(event: Page, language: str, audiences: tuple[str, ...]) -> list[Annex]:
    """The annexes of an event that the holder of these audiences may see, each once.

    Args:
        event: the event in whatever language: annexes are those of all its versions.
        language: the language of its page; an annex that is not in it comes in another.
        audiences: what the reader belongs to.
    """
    own = Annex.objects.filter(event__translation_key=event.translation_key)
    found = in_language(Page.objects.filter(pk__in=own.values("pk")), language, audiences)
    keys = sorted(page.pk for page in found.values())
    if not keys:
        return []
    rows = Annex.objects.select_related("file__collection", "locale").in_bulk(keys)
    return sorted(rows.values(), key=lambda annex: (annex.first_published_at, annex.pk))


def add_address(event: Page, space: Space | None, language: str, request: HttpRequest) -> str:
    """Where the reader writes an annex of an event; empty if she may not."""
    person = request.user
    if event.pk is None or space is None or not may(person, "contribute", space):
        return ""
    homes = SpaceHome.objects.filter(space=space).select_related("locale")
    home = min(homes, key=lambda page: page.locale.language_code != language, default=None)
    if home is None or not home.permissions_for_user(person).can_add_subpage():
        return ""
    return reverse("wagtailadmin_pages:add", args=["pages", "annex", home.pk])


def places_on_events(languages: dict[int, str], audiences: tuple[str, ...]) -> dict[int, str]:
    """Where annexes stand on the pages of their events.

    Args:
        languages: the language of each annex, by its id.
        audiences: what the reader belongs to.

    Returns:
        Addresses by id; without those whose event is not to be seen.
    """
    events: dict[int, Any] = dict(
        Annex.objects.filter(pk__in=languages, event__isnull=False).values_list(
            "pk", "event__translation_key"
        )
    )
    places = {}
    for language in sorted({languages[key] for key in events}):
        wanted = {key: events[key] for key in events if languages[key] == language}
        pages = Page.objects.filter(translation_key__in=wanted.values())
        found = in_language(pages, language, audiences)
        for key, group in wanted.items():
            if page := found.get(group):
                address = page_address(page.url_path, page.locale.language_code)
                places[key] = f"{address}#annex-{key}"
    return places
