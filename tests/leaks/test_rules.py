"""Rules of the matrix that are no place of their own: what is journalled, what a fault says."""

import pytest
from django.test import Client

from access.models import JournalEntry
from pages.models import Home
from pages.views.page import find_page
from passerelle.audit.run import Audit
from passerelle.audit.words import canary
from tests.leaks.removals.removal import rewritten
from tests.leaks.throwaway import throwaway


def test_an_administrator_leaves_one_line_a_space_by_entering_and_none_by_looking(
    db: None,
) -> None:
    audit = Audit(stages=(("members", "secret"),), roles=("ad",), codes=("page", "board_page"))
    with throwaway():
        report = audit.run()
        entered = JournalEntry.objects.filter(verb=JournalEntry.Verb.ENTERED)
        assert sorted(entered.values_list("space__slug", flat=True)) == [
            "audit-members",
            "audit-secret",
        ]
        assert report.findings == []


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_fault_says_nothing_of_what_it_was_about(
    home: Home, is_signed_in: bool, admin_client: Client
) -> None:
    client = admin_client if is_signed_in else Client()
    client.raise_request_exception = False
    word = canary("fault")
    with rewritten(find_page, "found = resolve(", f"raise RuntimeError('{word}')\n    resolve("):
        answer = client.get("/fr/somewhere/")
    assert answer.status_code == 500
    assert word not in answer.content.decode()
    assert "RuntimeError" not in answer.content.decode()
