"""The sheet: small, flat, and made of what a phone of 2020 understands (Chromium 80)."""

import re

import brotli
import pytest

from theme.sheet import minify, sheet, sheet_source

TOO_NEW = {
    "layers": r"@layer",
    "container queries": r"@container",
    "shorthands of logical properties": r"(?:margin|padding|border|inset)-(?:inline|block):",
    "inset": r"[;{]inset:",
    ":is and :where": r":(?:is|where|has)\(",
    "aspect-ratio": r"aspect-ratio",
    "colour functions": r"color-mix|oklch|lch\(",
    "nesting": r"&",
}


def rules_of(css: str) -> list[str]:
    """The declarations of each innermost block."""
    return re.findall(r"\{([^{}]*)\}", css)


@pytest.mark.parametrize("feature", TOO_NEW)
def test_the_sheet_asks_nothing_newer_than_chromium_80(feature: str) -> None:
    assert re.findall(TOO_NEW[feature], sheet()) == []


def test_no_flex_box_relies_on_gap() -> None:
    relying = [
        rule
        for rule in rules_of(sheet())
        if "display:flex" in rule and re.search(r"(?:^|;)(?:row-|column-)?gap:", rule)
    ]
    assert relying == []


FOUR = re.compile(r"(?:^|;)(?:margin|padding|border-width|border-radius|inset):([^;]+)")
PHYSICAL = re.compile(
    r"(?:^|[;{-])(?:left|right)\b|(?:float|clear|text-align|caption-side):(?:left|right)"
    r"|-(?:left|right)(?:-\w+)*:|translateX|text-transform|letter-spacing"
)


def test_nothing_of_the_sheet_knows_left_from_right() -> None:
    """Pages from right to left are mirrored by the sheet alone; Arabic letters are never spread."""
    found = [rule for rule in rules_of(sheet()) if PHYSICAL.search(rule)]
    for rule in rules_of(sheet()):
        for value in FOUR.findall(rule):
            sides = value.replace("!important", "").split()
            if len(sides) == 4 and sides[1] != sides[3]:
                found.append(f"{value} in {rule}")
    assert found == []


def test_arabic_has_room_between_its_lines_and_signs_that_point_turn() -> None:
    css = sheet()
    assert "[dir=rtl]:not(a),[dir=rtl] body{line-height:1.85}" in css
    assert "[dir=rtl] .turns{transform:scaleX(-1)}" in css


def test_the_sheet_is_small_enough_to_be_part_of_every_page() -> None:
    assert len(sheet().encode()) <= 12_500
    assert len(brotli.compress(sheet().encode())) <= 4_000


def test_minifying_keeps_selectors_and_values() -> None:
    css = "/* why */ a:visited > b , c { color : red; margin: 0 auto; }\n"
    assert minify(css) == "a:visited>b,c{color :red;margin:0 auto}"


def test_the_policy_names_the_sheet_by_its_hash() -> None:
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", sheet_source())
