"""Calendars of events and of sections."""

import datetime
import time
import zoneinfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import Http404
from django.test import Client
from django.utils.translation import override
from icalendar import Calendar
from wagtail.models import Locale, Page, Site

from access.generation import forget_generation
from access.models import AudienceRoot, Generation
from exchange.calendars import show_calendar
from pages.models import Article, Home, PageTheme, Section, Seminar, Workshop
from passerelle.install import cleared_root
from search.indexing import index_objects
from thesaurus.models import Concept, Territory

pytestmark = pytest.mark.django_db

FIRST_PUBLISHED = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
SOON = datetime.date.today() + datetime.timedelta(days=20)
ONE_DAY = datetime.timedelta(days=1)
NOON = datetime.time(12)


@pytest.fixture
def home() -> Home:
    """The French home page, public."""
    cache.clear()
    Generation.objects.update_or_create(pk=1, defaults={"number": time.time_ns()})
    forget_generation()
    french, _created = Locale.objects.get_or_create(language_code="fr")
    page = Home(title="Accueil", slug="accueil-fr", locale=french)
    cleared_root().add_child(instance=page)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
    )
    cache.clear()
    AudienceRoot.begin(page, "public")
    return page


@pytest.fixture
def agenda(home: Home) -> Section:
    """A section with nothing in it yet."""
    page = Section(title="Agenda", slug="agenda")
    home.add_child(instance=page)
    return page


def publish(parent: Page, page: Page) -> Page:
    """Put a page under another as published, and index it."""
    page.first_published_at = FIRST_PUBLISHED
    page.last_published_at = FIRST_PUBLISHED + datetime.timedelta(minutes=2)
    parent.add_child(instance=page)
    index_objects("page", [page.pk])
    return page


def read(client: Client, address: str) -> Calendar:
    """The calendar at an address."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def refuse(rf, path: str) -> None:
    """There is no calendar at a path."""
    with override("fr"), pytest.raises(Http404):
        request = rf.get(f"/fr/{path}.ics")
        request.user = AnonymousUser()
        show_calendar(request, path)


def titles(calendar: Calendar) -> list[str]:
    """The titles of the events of a calendar."""
    return [str(event["SUMMARY"]) for event in calendar.events]


def test_an_event_has_its_hours_in_the_zone_of_its_place_with_that_zone_defined(
    client, agenda, settings
):
    event = publish(
        agenda,
        Seminar(
            title="L'eau, bien commun",
            slug="eau",
            summary="Une journée; trois tables.",
            starts_on=datetime.date(2027, 7, 8),
            starts_at=datetime.time(9, 30),
            ends_at=datetime.time(17),
            time_zone="America/Port-au-Prince",
            venue="Maison des associations",
            city="Jacmel",
            country=Territory.objects.get_or_create(code="HT")[0],
        ),
    )

    calendar = read(client, "/fr/agenda/eau.ics")
    (found,) = calendar.events

    zone = zoneinfo.ZoneInfo("America/Port-au-Prince")
    address = f"{settings.BASE_URL}/fr/agenda/eau/"
    assert found.start == datetime.datetime(2027, 7, 8, 9, 30, tzinfo=zone)
    assert found.end == datetime.datetime(2027, 7, 8, 17, tzinfo=zone)
    assert found["DTSTART"].params["TZID"] == "America/Port-au-Prince"
    assert [zone.tz_name for zone in calendar.timezones] == ["America/Port-au-Prince"]
    assert found["UID"] == str(event.translation_key)
    assert found["SUMMARY"] == "L'eau, bien commun"
    assert found["DESCRIPTION"] == f"Une journée; trois tables.\n\n{address}"
    assert found["LOCATION"] == "Maison des associations, Jacmel, Haïti"
    assert found["URL"] == address
    assert found["SEQUENCE"] == 120
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == event.last_published_at


def test_an_event_is_given_under_its_own_file_name_and_twice_the_same(client, agenda):
    publish(agenda, Workshop(title="Budget", slug="budget", starts_on=SOON))
    first = client.get("/fr/agenda/budget.ics")
    cache.clear()
    assert first["Content-Disposition"] == 'inline; filename="budget.ics"'
    assert client.get("/fr/agenda/budget.ics").content == first.content


def test_an_event_without_hours_lasts_whole_days_up_to_the_day_after_its_last(client, agenda):
    publish(agenda, Seminar(title="Deux jours", starts_on=SOON, ends_on=SOON + ONE_DAY))
    (found,) = read(client, "/fr/agenda/deux-jours.ics").events
    assert (found.start, found.end) == (SOON, SOON + 2 * ONE_DAY)
    assert found["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("ends_on", "ends_at", "end"),
    [
        (None, None, None),
        (None, datetime.time(8), None),
        (SOON + ONE_DAY, None, datetime.datetime.combine(SOON + 2 * ONE_DAY, datetime.time(0))),
        (SOON + ONE_DAY, NOON, datetime.datetime.combine(SOON + ONE_DAY, NOON)),
    ],
)
def test_an_end_that_is_unknown_or_makes_no_sense_is_left_out(
    client, agenda, ends_on, ends_at, end
):
    publish(
        agenda,
        Workshop(
            title="Matinée",
            slug="matinee",
            starts_on=SOON,
            starts_at=datetime.time(9),
            ends_on=ends_on,
            ends_at=ends_at,
        ),
    )
    (found,) = read(client, "/fr/agenda/matinee.ics").events
    given = found["DTEND"].dt.replace(tzinfo=None) if "DTEND" in found else None
    assert given == end


def test_a_section_gives_its_events_in_order_of_time_from_thirty_days_ago(client, agenda):
    today = datetime.date.today()
    publish(agenda, Seminar(title="Plus tard", starts_on=today + 40 * ONE_DAY))
    publish(agenda, Workshop(title="Bientôt", starts_on=today + 4 * ONE_DAY))
    first, last = today - 40 * ONE_DAY, today - 29 * ONE_DAY
    publish(agenda, Seminar(title="Fini il y a peu", starts_on=first, ends_on=last))
    publish(agenda, Seminar(title="Ancien", starts_on=today - 40 * ONE_DAY))
    publish(agenda, Article(title="Un article"))
    calendar = read(client, "/fr/agenda.ics")
    assert titles(calendar) == ["Fini il y a peu", "Bientôt", "Plus tard"]
    assert str(calendar.calendar_name).startswith("Agenda")


def test_a_calendar_is_narrowed_like_the_list_of_its_section(client, agenda):
    seminar = publish(agenda, Seminar(title="Eau", starts_on=SOON))
    publish(agenda, Seminar(title="Santé", starts_on=SOON))
    concept = Concept.objects.create(code="water")
    PageTheme.objects.create(page=seminar, concept=concept)
    index_objects("page", [seminar.pk])
    assert titles(read(client, "/fr/agenda.ics?theme=water")) == ["Eau"]


def test_a_section_whose_events_are_all_long_past_still_has_its_calendar(client, agenda):
    publish(agenda, Seminar(title="Ancien", starts_on=datetime.date(2020, 1, 1)))
    assert titles(read(client, "/fr/agenda.ics")) == []


def test_an_event_in_two_languages_comes_once_in_the_language_of_the_calendar(client, home, agenda):
    english, _created = Locale.objects.get_or_create(language_code="en")
    english_home = Home(
        title="Home", slug="home-en", locale=english, translation_key=home.translation_key
    )
    Page.get_first_root_node().add_child(instance=english_home)
    AudienceRoot.begin(english_home, "public")
    cache.clear()
    events = Section(
        title="Events", slug="events", locale=english, translation_key=agenda.translation_key
    )
    english_home.add_child(instance=events)
    seminar = publish(agenda, Seminar(title="Eau", starts_on=SOON))
    key = seminar.translation_key
    publish(events, Seminar(title="Water", starts_on=SOON, locale=english, translation_key=key))
    publish(agenda, Seminar(title="Santé", starts_on=SOON))
    index_objects("page", [seminar.pk])
    assert sorted(titles(read(client, "/en/events.ics"))) == ["Santé", "Water"]
    assert sorted(titles(read(client, "/fr/agenda.ics"))) == ["Eau", "Santé"]


def test_what_is_neither_an_event_nor_a_section_with_events_has_no_calendar(rf, home, agenda):
    publish(agenda, Article(title="Un article"))
    for path in ("agenda", "agenda/un-article", "agenda/nulle-part", "nulle-part"):
        refuse(rf, path)


def test_events_that_are_withdrawn_or_without_audience_are_in_no_calendar(client, rf, agenda):
    withdrawn = publish(agenda, Seminar(title="Retiré", slug="retire", starts_on=SOON))
    Page.objects.filter(pk=withdrawn.pk).update(live=False)
    hidden = publish(agenda, Seminar(title="Caché", slug="cache", starts_on=SOON))
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    publish(agenda, Seminar(title="Public", starts_on=SOON))
    assert titles(read(client, "/fr/agenda.ics")) == ["Public"]
    refuse(rf, "agenda/retire")
    refuse(rf, "agenda/cache")
    AudienceRoot.objects.all().delete()
    refuse(rf, "agenda")
    refuse(rf, "agenda/public")


def test_a_calendar_takes_the_same_number_of_queries_for_three_and_for_thirty_events(
    client, agenda, django_assert_max_num_queries
):
    country = Territory.objects.get_or_create(code="SN")[0]
    numbers = []
    for count in (3, 27):
        for number in range(count):
            title = f"Séminaire {number} de {count}"
            publish(agenda, Seminar(title=title, starts_on=SOON, country=country))
        client.get("/fr/agenda.ics")
        cache.clear()
        with django_assert_max_num_queries(14) as queries:
            read(client, "/fr/agenda.ics")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
