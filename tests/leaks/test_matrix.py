"""The leak matrix: what each role gets of each object at each surface, in each language."""

import pytest

from passerelle.audit.matrix import COLUMNS, rows
from passerelle.audit.people import NAMES, PENDING
from passerelle.audit.report import Report
from passerelle.audit.run import STAGES, Audit
from passerelle.audit.surface import SURFACES
from tests.leaks.throwaway import throwaway

RUN = [row.surface for row in rows().values() if not row.pending and row.surface in SURFACES]
WHEREVER = {"draft_page", "same_queries", "fault_page"}
"""Rows that are a rule for others, or have a test of their own."""


@pytest.fixture
def report(db: None, request: pytest.FixtureRequest) -> Report:
    """The matrix in two closed spaces for all roles, and in an open one for those it is about."""
    with throwaway():
        found = Audit(stages=(("members", "secret"),)).run()
    with throwaway():
        roles = ("an", "au", "re", "pa", "vo")
        opened = Audit(stages=(("open", "folder"),), roles=roles).run()
    found.findings += opened.findings
    found.judged += opened.judged
    found.requests += opened.requests
    return found


def test_nothing_leaks_and_nothing_is_withheld(
    report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("\n" + report.lines()[-2] + "\n" + report.lines()[-1])
    assert report.lines()[:-2] == []
    unasked = [code for code in RUN if not report.judged[code] and not rows()[code].places]
    unasked.remove("stale_index")
    assert unasked == []


@pytest.mark.full
def test_nothing_leaks_in_any_place_and_language(db: None) -> None:
    with throwaway():
        report = Audit(stages=STAGES, thorough=True).run()
    print("\n".join(report.lines()))
    assert report.lines()[:-2] == []
    assert {code for code in RUN if not report.judged[code]} == {"people_found", "stale_index"}


def test_a_lagging_index_tells_nothing_of_what_it_should_not_have(db: None) -> None:
    with throwaway():
        report = Audit(
            stages=(("secret",),),
            roles=("an", "au", "re"),
            codes=("stale_index",),
            kinds=("stale",),
        ).run()
    assert report.lines()[:-2] == []
    assert report.judged["stale_index"] == 3


def test_people_are_found_by_those_to_whom_they_show_themselves(db: None) -> None:
    with throwaway():
        report = Audit(
            stages=(("network",),), codes=("people_found",), kinds=("member",), thorough=True
        ).run()
    assert report.lines()[:-2] == []
    assert report.judged["people_found"] == len(NAMES)


def test_every_row_of_the_specification_is_in_the_matrix_with_a_surface_or_a_reason() -> None:
    assert {row.number for row in rows().values()} == set(range(1, 56))
    assert set(SURFACES) <= set(rows())
    for row in rows().values():
        assert row.pending or row.surface in SURFACES or row.surface in WHEREVER, row.surface
        assert set(row.letters) == set(COLUMNS)


def test_every_role_of_the_specification_is_looked_through_or_has_a_reason() -> None:
    assert set(COLUMNS) == (set(NAMES) & set(COLUMNS)) | set(PENDING)
    assert {"pa", "vo", "su"} <= set(NAMES)
