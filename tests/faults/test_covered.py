"""Every fault is injected, held by tests that exist, or has a reason why it cannot come."""

import ast
import tomllib
from pathlib import Path

import pytest

from tests.faults.kinds import KINDS
from tests.faults.place import ROOT

FAULTS = tomllib.loads((Path(__file__).parent / "covered.toml").read_text(encoding="utf-8"))


def names_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_of_the_twenty_six_faults_is_there() -> None:
    assert list(FAULTS) == [f"F{number}" for number in range(1, 27)]


@pytest.mark.parametrize("number", FAULTS)
def test_a_fault_is_injected_tested_or_cannot_come(number: str) -> None:
    found = FAULTS[number]
    assert found["name"]
    assert bool(found.get("not_here")) != bool(found.get("kinds") or found.get("tests"))
    assert set(found.get("kinds", [])) <= {kind.code for kind in KINDS}
    for test in found.get("tests", []):
        path, _colons, name = test.partition("::")
        assert name in names_in(path), test


def test_no_kind_is_forgotten_and_each_has_a_name_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))
    named = {code for found in FAULTS.values() for code in found.get("kinds", [])}
    assert set(codes) - named == {"kill of check_access"}
