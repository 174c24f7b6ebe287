"""A page on paper: the text alone, links spelled out, a title that stays one."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Open
from tests.browser.pages import Case, cases_in_turn

SMALLEST_TITLE = 24
NAVIGATION = """() => [...document.querySelectorAll(
  'nav,form,.crumbs,.filters,.pages,.skip,.back,button,.button')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 1)
  .map(e => e.outerHTML.slice(0, 100))"""
SILENT_LINKS = """() => [...document.querySelectorAll('.text a[href^="http"]')]
  .filter(e => e.checkVisibility() && !getComputedStyle(e, '::after').content.includes(e.href))
  .map(e => e.href)"""


def on_paper(open_case: Open, case: Case) -> Page:
    """A page as it is printed."""
    page = open_case(case)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_paper_has_no_navigation_and_spells_links_out(open_case: Open, case: Case) -> None:
    page = on_paper(open_case, case)
    found = page.evaluate(NAVIGATION) + page.evaluate(SILENT_LINKS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_paper_is_white_with_black_ink_in_either_theme(open_case: Open, case: Case) -> None:
    page = on_paper(open_case, case)
    style = "(([property]) => getComputedStyle(document.body)[property])"
    assert page.evaluate(f"{style}(['color'])") == "rgb(0, 0, 0)"
    assert page.evaluate(f"{style}(['backgroundColor'])") == "rgb(255, 255, 255)"


def test_the_title_is_not_shrunk_on_paper(open_case: Open) -> None:
    page = on_paper(open_case, Case("write_up", "fr", "light"))
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    assert size >= SMALLEST_TITLE


def test_a_page_becomes_a_pdf_with_its_title_and_source(open_case: Open) -> None:
    page = open_case(Case("write_up", "fr", "dark"))
    title = page.locator("h1").inner_text()
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) > 0
    words = " ".join(pdf.pages[0].extract_text().split())
    assert title.split()[0] in words
