"""Classes 31 and 32: days that are none, and amounts that are read rightly or not at all."""

from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.models import Project, Seminar
from tests.bad_input.answers import assert_answered, undone
from tests.bad_input.editing import drawn_less, saved, seminar_form
from tests.bad_input.site import Site
from tests.bad_input.texts import DATES, NUMBERS

NO_DAYS = [day for day in DATES if day != "0001-01-01"]
RIGHT = {
    "1 000,50": "1000.50", "1\u202f000,50": "1000.50", "１２３": "123", "٣": "3", "+5": "5",
    "5.0": "5", "-0": "0", "-1": "-1",
}  # fmt: skip
"""What a person means by a number, where it can be taken at all."""


def project_form(**changed: str) -> dict[str, str]:
    """What the form of a project sends."""
    rows = ("theme_rows", "territory_rows", "phases", "partner_rows", "comments", "materials")
    fields = {
        "title": "Un projet",
        "slug": "un-projet",
        "stage": "running",
        "currency": "EUR",
        "licence": "cc-by-sa",
        "body": streamfield([]),
        "results": streamfield([]),
        "claims": streamfield([]),
        **{name: inline_formset([]) for name in rows},
    }
    return nested_form_data({**fields, **changed})


@drawn_less
@given(day=st.sampled_from(NO_DAYS), field=st.sampled_from(["starts_on", "ends_on"]))
def test_a_day_that_is_none_is_said_at_its_field(
    boss: Client, site: Site, day: str, field: str
) -> None:
    with undone():
        sent = saved(boss, site, "seminar", seminar_form(**{field: day}))
        assert_answered(sent)
        assert sent.answer.status_code == 200
        assert f'id="panel-child-content-child-{field}' in sent.page or field in sent.page
        assert not Seminar.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_all_days_is_refused(boss: Client, site: Site, day: str) -> None:
    for form in (seminar_form(starts_on=day), seminar_form(ends_on=day)):
        sent = saved(boss, site, "seminar", form | {"action-publish": "1"})
        assert_answered(sent)
        assert sent.answer.status_code == 200
        assert "1900" in sent.page
    assert not Seminar.objects.exists()


def test_an_event_that_ends_before_it_begins_is_not_saved(boss: Client, site: Site) -> None:
    form = seminar_form(starts_on="2031-05-12", ends_on="2031-05-11")
    assert saved(boss, site, "seminar", form).answer.status_code == 200
    assert not Seminar.objects.exists()


@pytest.mark.parametrize("zone", ["Europe/Paris", "Africa/Dakar", "Nowhere/Never", "", "../etc"])
def test_an_hour_that_the_clock_leaves_out_breaks_nothing(
    boss: Client, site: Site, zone: str
) -> None:
    form = seminar_form(starts_on="2026-03-29", time_zone=zone, **{"action-publish": "1"})
    form |= {"sessions-0-day": "2026-03-29", "sessions-0-starts_at": "02:30"}
    form |= {"starts_at": "02:30", "sessions-0-ends_at": "02:10"}
    assert_answered(saved(boss, site, "seminar", form))
    for page in Seminar.objects.filter(live=True):
        assert Client().get(page.url).status_code == 200
        assert Client().get(page.url.rstrip("/") + ".ics").status_code == 200


@drawn_less
@given(amount=st.one_of(st.sampled_from(NUMBERS), st.decimals().map(str)))
def test_an_amount_is_read_as_it_was_meant_or_refused(
    boss: Client, site: Site, amount: str
) -> None:
    with undone():
        sent = saved(boss, site, "project", project_form(budget=amount))
        assert_answered(sent)
        for project in Project.objects.filter(slug="un-projet"):
            budget = project.get_latest_revision_as_object().budget
            assert budget == Decimal(RIGHT.get(amount, amount))
