"""Every class of bad input has a test that exists, or a reason why there is none."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLASSES = tomllib.loads((Path(__file__).parent / "classes.toml").read_text(encoding="utf-8"))


def names_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_of_the_fifty_four_classes_is_there() -> None:
    assert list(CLASSES) == [str(number) for number in range(1, 55)]


@pytest.mark.parametrize("number", CLASSES)
def test_a_class_names_tests_that_exist_or_says_why_there_is_none(number: str) -> None:
    found = CLASSES[number]
    assert found["name"]
    assert len({"tests", "not_here"} & set(found)) == 1
    for test in found.get("tests", []):
        path, _colons, name = test.partition("::")
        assert (ROOT / path).is_file(), test
        assert not name or name in names_in(path), test


def test_no_test_of_this_folder_is_forgotten() -> None:
    named = {test for found in CLASSES.values() for test in found.get("tests", [])}
    here = {
        f"tests/bad_input/{path.name}::{name}"
        for path in Path(__file__).parent.glob("test_*.py")
        for name in names_in(f"tests/bad_input/{path.name}")
        if name.startswith("test_") and path.name != Path(__file__).name
    }
    assert here - named == REPORTED_ERRORS


REPORTED_ERRORS = {
    "tests/bad_input/test_every_form.py::"
    "test_whoever_reports_an_error_is_answered_whatever_she_types"
}
"""Of no class of its own: the same for a form that stands below a translation."""
