"""The statement on accessibility says what the grid says, and no more."""

import tomllib

import pytest
from django.test import Client

from pages.models import Home
from passerelle.accessibility.grid import HOW, SOURCE, Criterion, Grid, grid

CRITERIA_OF_EACH_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""RGAA 4.1 has thirteen themes."""


def test_the_grid_has_every_criterion_of_the_reference_once_in_its_order() -> None:
    wanted = [
        f"{theme}.{number}"
        for theme, many in enumerate(CRITERIA_OF_EACH_THEME, start=1)
        for number in range(1, many + 1)
    ]
    assert [one.number for one in grid("fr").criteria] == wanted
    assert len(wanted) == 106


def test_each_criterion_says_how_it_was_checked_on_which_of_the_eight_pages() -> None:
    found = grid("en")
    assert len(found.pages) == 8
    for one in found.criteria:
        assert one.how in HOW
        assert set(one.pages) <= set(found.pages)


def test_what_is_not_met_says_what_is_missing_in_both_languages() -> None:
    rows = tomllib.loads(SOURCE.read_text())["criteria"]
    unmet = [row for row in rows if row.get("result", "met") != "met"]
    assert unmet
    assert all(row["note"]["fr"] and row["note"]["en"] for row in unmet)


def test_the_share_counts_only_what_concerns_a_page_and_is_rounded_down() -> None:
    met = Criterion("1.1", "", "tool", ("home",), True, "")
    unmet = Criterion("1.2", "", "tool", ("home",), False, "Not yet.")
    nowhere = Criterion("1.3", "", "tool", (), True, "")
    found = Grid("", grid("fr").checked_on, "fr", {}, [met, met, unmet, nowhere], [])
    assert found.percent == 66
    assert found.unmet == [unmet]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everybody_reads_the_statement(home: Home, client: Client, language: str) -> None:
    answer = client.get(f"/{language}/help/accessibility/")
    page, found = answer.content.decode(), grid(language)
    assert answer.status_code == 200
    assert all(text in page for text in found.not_tried)
    assert all(one.note in page for one in found.unmet)
    assert (
        f'href="/{language}/help/accessibility/"'
        in client.get(f"/{language}/help/").content.decode()
    )
