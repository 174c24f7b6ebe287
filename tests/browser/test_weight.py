"""Goals W1 to W4: what a page costs on a dear line."""

import re

import brotli
import pytest

from tests.browser.pages import ITEMS, KINDS, Case, Places, cases_in_turn, every_case
from tests.browser.wire import KILOBYTE, Visit, fetch, read_to_the_end

LIGHTEST_HOME = 18
FIRST_SCREEN = 14
UNCACHED = {"contact", "sign_in", "light_mode"}
SEARCHING = {"search", "found", "nothing_found"}
SCRIPTED = {*SEARCHING, *ITEMS, "write_up", "contact", "not_translated", "saved"} - {"organization"}
"""One script, of a kilobyte or so: the search proposes what is being typed, a page to read can be
saved, a form that cannot be sent is kept."""
LARGEST_SCRIPTS = 3

BURST = 14_600
"""Bytes that ten segments of 1,460 carry before the first word comes back: RFC 6928."""


def first_screen_limit(kind: str) -> int:
    """Bytes that the HTML of a kind of page may take."""
    return (LIGHTEST_HOME if kind == "home" else FIRST_SCREEN) * KILOBYTE


def visit(new_context, places: Places, case: Case, light: bool = False) -> Visit:
    """What a first visit loads."""
    context = new_context(color_scheme=case.theme)
    if light:
        context.add_cookies([{"name": "light", "value": "1", "url": places.url}])
    found = read_to_the_end(context, places.address(case.kind, case.language))
    if not light and case.kind not in UNCACHED:
        assert context.cookies() == []
    return found


def is_frugal(found: Visit, kind: str, kilobytes: int, requests: int) -> None:
    """Assert what holds for every visit: one host, one script at most, not much in all."""
    assert found.scripts == (kind in SCRIPTED)
    assert len(found.hosts) == 1
    assert found.size <= kilobytes * KILOBYTE
    assert found.requests <= requests


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_first_screen_comes_in_one_burst(places: Places, kind: str, language: str) -> None:
    answer = fetch(places.address(kind, language))
    assert answer.headers.get("content-encoding") == "br" or kind in UNCACHED
    # The goal counts the page with its sheet; a burst of ten segments takes the headers too.
    assert len(answer.body) <= first_screen_limit(kind)
    assert answer.size <= first_screen_limit(kind) - FIRST_SCREEN * KILOBYTE + BURST


@pytest.mark.parametrize("kind", ["article", "contact", "not_translated", "search"])
def test_the_script_of_a_page_with_the_worker_that_it_starts_is_tiny(
    places: Places, kind: str
) -> None:
    html = fetch(places.address(kind, "fr"), Accept_Encoding="identity").body.decode()
    sources = re.findall(r'<script [^>]*src="([^"]+)"', html)
    assert len(sources) == 1 and re.search(r"<script [^>]*defer", html)
    if kind not in SEARCHING:
        sources.append("/sw.js")
    answers = [fetch(places.url + source) for source in sources]
    # The demonstration sends what lies in files as it lies there.
    bodies = [
        answer.body if "content-encoding" in answer.headers else brotli.compress(answer.body)
        for answer in answers
    ]
    assert sum(len(body) for body in bodies) <= LARGEST_SCRIPTS * KILOBYTE


@pytest.mark.parametrize("kind", sorted(set(KINDS) - UNCACHED - {"missing"}))
def test_a_page_that_did_not_change_costs_next_to_nothing(places: Places, kind: str) -> None:
    address = places.address(kind, "fr")
    mark = fetch(address).headers["etag"]
    again = fetch(address, If_None_Match=mark)
    assert again.status == 304
    assert again.size <= KILOBYTE // 2


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_a_first_visit_with_pictures_stays_small(new_context, places: Places, case: Case) -> None:
    is_frugal(visit(new_context, places, case), case.kind, 60, 6)


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_a_visit_in_light_mode_is_one_small_page(new_context, places: Places, case: Case) -> None:
    is_frugal(visit(new_context, places, case, light=True), case.kind, 16, 2)


@pytest.mark.full
@pytest.mark.parametrize("case", every_case(), ids=str)
def test_every_kind_of_page_is_frugal(new_context, places: Places, case: Case) -> None:
    is_frugal(visit(new_context, places, case), case.kind, 60, 6)
    is_frugal(visit(new_context, places, case, light=True), case.kind, 16, 2)
