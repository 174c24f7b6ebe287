"""Calendars in the iCalendar format: one event, those of a section, or those of one person."""

import datetime
import uuid
import zoneinfo

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from access.entrance import keep_private
from access.visibility import audiences_of, visible_to
from exchange.addresses import absolute_address
from exchange.feeds import AUDIENCES, changed_at, page_at, permanent_id, plain
from pages.context import page_language
from pages.filters import LIST_FILTERS, Selection
from pages.lists import list_documents
from pages.models import Section
from pages.models.event import EVENT_TYPES, EVENTS, Event
from people.site_name import site_name
from search.models import SearchDocument
from thesaurus.vocabulary import vocabulary

DAYS_BACK = 30
ONE_DAY = datetime.timedelta(days=1)
REFRESHED_EVERY = datetime.timedelta(hours=12)


@require_safe
def show_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """The calendar of the event that the reader may see at `path`, or of the public section.

    Raises:
        Http404: neither is there for this reader.
    """
    page = page_at(path, audiences_of(request.user))
    if isinstance(page, Event):
        events = [page]
    elif isinstance(page, Section) and holds_events(page):
        filters = Selection.read(request.GET, LIST_FILTERS).filters
        events = timely_events(list_documents(page, AUDIENCES, filters), AUDIENCES)
    else:
        raise Http404
    found = calendar(
        events,
        page_language(page),
        name=page.title,
        uid=permanent_id(page, ".ics"),
        url=absolute_address(page),
    )
    response = calendar_file(found, page.slug)
    return keep_private(response) if request.user.is_authenticated else response


def calendar_file(calendar: Calendar, name: str) -> HttpResponse:
    """A calendar as a file of this name, which calendar programs fetch again and again."""
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(False, f"{name}.ics") or ""
    return response


def holds_events(section: Section) -> bool:
    """Whether a section has events at all, be they long past."""
    return list_documents(section, AUDIENCES, {}).filter(type__in=EVENT_TYPES).exists()


def timely_events(documents: QuerySet[SearchDocument], audiences: tuple[str, ...]) -> list[Event]:
    """The events among documents that are to come or ended lately, in order of time.

    Args:
        documents: what the calendar is about, from the index.
        audiences: what its reader belongs to.
    """
    keys = documents.filter(kind="page").values("object_id")
    earliest = timezone.localdate() - datetime.timedelta(days=DAYS_BACK)
    events: list[Event] = []
    for model in EVENTS:
        events += visible_to(
            model._default_manager.filter(pk__in=keys)
            .annotate(last=Coalesce("ends_on", "starts_on"))
            .filter(last__gte=earliest)
            .select_related("country"),
            audiences,
        )
    return sorted(events, key=lambda event: (event.starts_on, event.pk))


def calendar(events: list[Event], language: str, name: str, uid: uuid.UUID, url: str) -> Calendar:
    """A calendar of these events.

    Args:
        events: in order of time.
        language: the language code of its name.
        name: what it is about, to which the name of the site is added.
        uid: what calendar programs know it by, for ever.
        url: the whole address of the page that shows the same.
    """
    result = Calendar.new(
        prodid=f"-//{plain(site_name())}//Passerelle//{language.upper()}",
        uid=str(uid),
        name=plain(f"{name} – {site_name()}"),
        url=url,
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
