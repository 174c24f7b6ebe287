"""Goal A1: axe finds nothing against WCAG 2.2 AA and best practice."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import Case, cases_in_turn, every_case

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
"""What passes is as long as the page: it is not told."""


def violations(page: Page) -> list[str]:
    """What axe complains of, one line for each element."""
    results = Axe().run(page, options=OPTIONS).response
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_axe_finds_nothing_on_five_kinds_of_page_taken_in_turn(open_case: Open, case: Case) -> None:
    found = violations(open_case(case))
    assert not found, "\n".join(found)


@pytest.mark.full
@pytest.mark.parametrize("case", every_case(), ids=str)
def test_axe_finds_nothing_on_any_kind_of_page(open_case: Open, case: Case) -> None:
    found = violations(open_case(case))
    assert not found, "\n".join(found)
