"""Without any one of its checks the site leaks, and the matrix says so."""

import pytest

from tests.leaks.removals import QUICK, REMOVALS, intact, missed
from tests.leaks.removals.removal import Removal, rewritten

BY_NAME = {removal.name: removal for removal in REMOVALS}


@pytest.mark.parametrize("name", QUICK)
def test_a_check_that_is_taken_out_turns_its_rows_red(db: None, name: str) -> None:
    assert missed(BY_NAME[name]) == set()


@pytest.mark.full
@pytest.mark.parametrize("removal", REMOVALS, ids=lambda removal: removal.name)
def test_every_check_that_is_taken_out_turns_its_rows_red(db: None, removal: Removal) -> None:
    assert intact(removal) == []
    assert missed(removal) == set()


def test_each_removal_has_a_name_and_changes_something_that_is_there() -> None:
    assert len(BY_NAME) == len(REMOVALS) >= 40
    for removal in REMOVALS:
        if "farthest" not in repr(removal.without):
            with removal.without():
                pass


def test_a_check_that_moved_is_told() -> None:
    with pytest.raises(ValueError, match="0 times"), rewritten(intact, "no such text", ""):
        pass
