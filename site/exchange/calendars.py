"""Calendars in the iCalendar format: one event, or the events of a section."""

import datetime
import zoneinfo

from django.conf import settings
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as CalendarEntry
from wagtail.models import Page

from access.visibility import visible_to
from exchange.feeds import (
    AUDIENCES,
    changed_at,
    permanent_id,
    plain,
    public_page,
    section_documents,
)
from pages.addresses import page_address
from pages.context import page_language
from pages.filters import LIST_FILTERS, Selection
from pages.models import Section
from pages.models.event import EVENT_TYPES, EVENTS, Event
from people.site_name import site_name
from thesaurus.vocabulary import vocabulary

DAYS_BACK = 30
ONE_DAY = datetime.timedelta(days=1)
REFRESHED_EVERY = datetime.timedelta(hours=12)


@require_safe
def show_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """The calendar of the event, or of the section with events, at `path`.

    Raises:
        Http404: neither is there for everybody to see.
    """
    page = public_page(path)
    if isinstance(page, Event):
        events = [page]
    elif isinstance(page, Section) and holds_events(page):
        events = section_events(page, Selection.read(request.GET, LIST_FILTERS))
    else:
        raise Http404
    response = HttpResponse(
        calendar(page, events).to_ical(), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(False, f"{page.slug}.ics") or ""
    return response


def holds_events(section: Section) -> bool:
    """Whether a section has events at all, be they long past."""
    return section_documents(section, {}).filter(type__in=EVENT_TYPES).exists()


def section_events(section: Section, selection: Selection) -> list[Event]:
    """The events of a section that are to come or ended lately, in order of time."""
    keys = section_documents(section, selection.filters).values("object_id")
    earliest = timezone.localdate() - datetime.timedelta(days=DAYS_BACK)
    events: list[Event] = []
    for model in EVENTS:
        events += visible_to(
            model._default_manager.filter(pk__in=keys)
            .annotate(last=Coalesce("ends_on", "starts_on"))
            .filter(last__gte=earliest)
            .select_related("country"),
            AUDIENCES,
        )
    return sorted(events, key=lambda event: (event.starts_on, event.pk))


def calendar(page: Page, events: list[Event]) -> Calendar:
    """A calendar of these events, named after the page that it belongs to."""
    language = page_language(page)
    result = Calendar.new(
        prodid=f"-//{plain(site_name())}//Passerelle//{language.upper()}",
        uid=str(permanent_id(page, ".ics")),
        name=plain(f"{page.title} – {site_name()}"),
        url=absolute_address(page),
        refresh_interval=REFRESHED_EVERY,
        subcomponents=[entry(event) for event in events],
    )
    if events:
        years = {day.year for event in events for day in (event.starts_on, event.last_day)}
        result.add_missing_timezones(
            datetime.date(min(years), 1, 1), datetime.date(max(years) + 1, 12, 31)
        )
    return result


def entry(event: Event) -> CalendarEntry:
    """What a calendar says of an event; its versions in all languages are one event to it."""
    start, end = span(event)
    address = absolute_address(event)
    changed = changed_at(event)
    return CalendarEntry.new(
        uid=str(event.translation_key),
        stamp=changed,
        created=event.first_published_at,
        last_modified=changed,
        sequence=sequence(event),
        summary=plain(event.title),
        description=plain("\n\n".join(part for part in (event.summary, address) if part)),
        location=place(event) or None,
        url=address,
        start=start,
        end=end,
    )


def span(event: Event) -> tuple[datetime.date, datetime.date | None]:
    """Start and exclusive end of an event.

    Returns:
        Days if it has no hour of beginning, else moments in its own time zone; no end when
        nothing sensible is known of it.
    """
    if event.starts_at is None:
        return event.starts_on, event.last_day + ONE_DAY
    zone = zoneinfo.ZoneInfo(event.time_zone)
    start = datetime.datetime.combine(event.starts_on, event.starts_at, zone)
    if event.ends_at is not None:
        end = datetime.datetime.combine(event.last_day, event.ends_at, zone)
    elif event.last_day > event.starts_on:
        end = datetime.datetime.combine(event.last_day + ONE_DAY, datetime.time.min, zone)
    else:
        end = start
    return start, end if end > start else None


def place(event: Event) -> str:
    """Venue, town and country on one line."""
    country = event.country
    name = vocabulary().place(country.code, page_language(event)) if country else ""
    return plain(", ".join(part for part in (event.venue, event.city, name) if part))


def sequence(event: Event) -> int:
    """A number that is 0 at first and grows with every publication: seconds since the first."""
    first = event.first_published_at
    return max(0, int((changed_at(event) - first).total_seconds())) if first else 0


def absolute_address(page: Page) -> str:
    """The whole address of a page, in ASCII."""
    path = page_address(page.url_path, page_language(page))
    return str(iri_to_uri(f"{settings.BASE_URL}{path}"))
