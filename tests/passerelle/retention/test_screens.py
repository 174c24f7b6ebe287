"""What is kept of people is told to everybody; administrators have the register of it."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from pages.models import Home
from passerelle.retention.activities import ACTIVITIES
from passerelle.retention.register import HEADS
from passerelle.retention.table import TABLE
from people.models import Person
from tests.factories import PersonFactory, holding, reading_screens, signed_in

PAGE = "/en/help/personal-data/"
REGISTER = "/admin/reports/personal-data/"


def test_everybody_reads_what_is_kept_for_how_long_and_what_becomes_of_it(
    home: Home, client: Client, settings: Settings
) -> None:
    html = client.get(PAGE).content.decode()
    assert f'href="{PAGE}"' in client.get("/en/help/").content.decode()
    for kept in TABLE:
        assert str(kept.name) in html
    assert "2 years, counted from: writing" in html
    assert "30 days, counted from: the last time" in html
    assert "Until: the end of the session" in html
    settings.KEEP_DAYS = {"contact": 100}
    assert "100 days, counted from: writing" in Client().get(PAGE, {"page": 2}).content.decode()


def test_the_register_shows_administrators_what_they_may_choose(roles: dict[str, Group]) -> None:
    html = reading_screens(holding(roles["administrator"])).get(REGISTER).content.decode()
    assert "30 to 1095 days, as “contact”" in html
    with override("en"):
        purposes = [str(activity.purpose) for activity in ACTIVITIES]
    assert [words for words in purposes if words not in html] == []


def test_the_register_comes_as_a_table_with_a_row_for_each_kind(boss: Client) -> None:
    answer = boss.get(REGISTER, {"format": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="register.csv"'
    heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(heads) == HEADS
    assert len(rows) == len(TABLE)
    assert {len(row) for row in rows} == {len(HEADS)}
    empty = {HEADS[place] for row in rows for place, cell in enumerate(row) if not cell}
    assert empty == {"then"}


@pytest.mark.parametrize("query", ["", "?format=csv"])
def test_the_register_is_for_administrators_alone(
    home: Home, editor: Person, client: Client, query: str
) -> None:
    assert signed_in(editor).get(REGISTER + query).status_code == 404
    assert signed_in(PersonFactory()).get(REGISTER + query).status_code in (302, 404)
    assert client.get(REGISTER + query).status_code == 302


def test_every_activity_has_something_that_is_kept_and_every_code_is_one() -> None:
    assert {kept.activity for kept in TABLE} == set(ACTIVITIES)
    assert len({kept.code for kept in TABLE}) == len(TABLE)
    for kept in TABLE:
        assert (kept.days is None) == (kept.outdated is None)
        assert kept.limits is None or kept.limits[0] <= (kept.days or 0) <= kept.limits[1]
