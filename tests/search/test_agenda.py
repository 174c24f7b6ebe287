"""What is to come begins today, by the clock of the site, whichever engine says so."""

import datetime

import pytest
from time_machine import TimeMachineFixture

from pages.models import Section
from search.engines import Request, engine
from search.models import SearchDocument
from tests.factories import item
from tests.search.telling import write_index


@pytest.mark.usefixtures("engine")
def test_an_event_of_yesterday_is_past_though_it_is_still_yesterday_elsewhere(
    section: Section, time_machine: TimeMachineFixture
) -> None:
    for day in (11, 12, 13):
        item("workshop", section, f"Le {day}", starts_on=datetime.date(2026, 6, day))
    write_index()
    # Past midnight in Paris, before midnight in Greenwich.
    time_machine.move_to(datetime.datetime(2026, 6, 11, 22, 30, tzinfo=datetime.UTC))
    request = Request(("public",), "fr", filters={"type": ("workshop",)}, sort="agenda")
    ids = engine().find(request).ids
    rows = SearchDocument.objects.in_bulk(ids)
    found = [rows[key].title for key in ids]
    assert found == ["Le 12", "Le 13", "Le 11"]
