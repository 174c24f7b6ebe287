"""The events of a space: those kept among its people, and the public one that it belongs to."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from wagtail.models import Page

from access.entrance import enter, keep_private, space_context
from access.models import Space
from access.numbers import page_in
from access.visibility import audiences_of, visible_to
from pages.addresses import address_of
from pages.models import SpaceHome
from pages.models.event import EVENT_TYPES, EVENTS
from search.search import listing

PART = "events"


def show_events(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to come in a space, then what is past.

    Raises:
        Http404: no such space for this reader, or its events are switched off.
    """
    space = enter(request, slug, part=PART)
    audiences = audiences_of(request.user)
    homes = SpaceHome.objects.filter(space=space).values_list("path", flat=True)
    results = listing(
        audiences,
        {"type": EVENT_TYPES},
        get_language() or "",
        page_in(request.GET.get("page", "")),
        sort="agenda",
        paths=tuple(homes),
    )
    context = {
        **space_context(request, space, PART),
        "results": results,
        "owners": owners(space, audiences),
    }
    return keep_private(TemplateResponse(request, "spaces/events.html", context))


def owners(space: Space, audiences: tuple[str, ...]) -> list[Page]:
    """The public events that the space belongs to, each with its `address`."""
    found = []
    for model in EVENTS:
        pages = visible_to(model._default_manager.filter(space=space), audiences)
        for page in pages.filter(locale__language_code=get_language()).select_related("locale"):
            page.address = address_of(page)
            found.append(page)
    return found
