"""The table of security requirements is whole, honest and true of the tests that it names."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from passerelle.handbook.requirements import Standing, requirements

LEVELS = """
1.1 22  1.2 1111122223  1.3 112222222223  1.4 222  1.5 123  2.1 122  2.2 112  2.3 12223  2.4 23
3.1 3  3.2 113  3.3 12223  3.4 11222233  3.5 11122333  3.6 3  3.7 22333  4.1 12233  4.2 23333
4.3 22  4.4 1222  5.1 2  5.2 112333  5.3 113  5.4 222  6.1 122  6.2 111111112222  6.3 11223333
6.4 112233  6.5 22222333  6.6 2223  6.7 33  6.8 2222  7.1 222  7.2 1111  7.3 22  7.4 11222
7.5 223  7.6 22  8.1 1233  8.2 1123  8.3 133  8.4 23  9.1 111  9.2 1222  10.1 22  10.2 223
10.3 22223  10.4 1111122222233333  10.5 22222  10.6 22  10.7 222  11.1 2233  11.2 22233
11.3 11233  11.4 1222  11.5 23  11.6 23  11.7 33  12.1 12233  12.2 11  12.3 22223  13.1 2333
13.2 222223  13.3 2233  13.4 1222233  14.1 22  14.2 12223333  14.3 122  15.1 12233  15.2 12233
15.3 1222222  15.4 3333  16.1 2  16.2 22222  16.3 2222  16.4 222  16.5 2223  17.1 23
17.2 22223333  17.3 22
"""
"""Of each section of ASVS 5.0.0, the levels of its requirements from the first to the last."""

LONGEST = 15
WITHOUT_TEST = {Standing.BUILT, Standing.PARTLY, Standing.MACHINE, Standing.ABSENT, Standing.OPEN}


def asked() -> dict[str, int]:
    """Every requirement of the standard with its level."""
    return {
        f"{section}.{number}": int(level)
        for section, levels in re.findall(r"(\d+\.\d+) (\d+)", LEVELS)
        for number, level in enumerate(levels, 1)
    }


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of the tests of a file."""
    return frozenset(re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.M))


def test_the_levels_add_up_to_those_of_the_standard() -> None:
    assert Counter(asked().values()) == {1: 70, 2: 183, 3: 92}


def test_every_requirement_of_levels_1_and_2_has_one_line_and_no_other() -> None:
    wanted = {number: level for number, level in asked().items() if level < 3}
    assert {line.number: line.level for line in requirements()} == wanted
    assert len(requirements()) == len(wanted)


def test_every_test_that_is_named_is_there() -> None:
    folder = Path(settings.ROOT) / "tests"
    lost = [
        (line.number, test)
        for line in requirements()
        for test in line.tests
        for file, _colons, name in [test.partition("::")]
        if not (folder / file).is_file() or name not in names_in(folder / file)
    ]
    assert lost == []


def test_what_is_called_met_names_a_test_and_all_else_a_reason() -> None:
    for line in requirements():
        assert line.tests or line.standing in WITHOUT_TEST, line.number
        assert line.note or line.standing not in WITHOUT_TEST, line.number
        assert len(line.words.split()) <= LONGEST, line.number


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["fr", "en"])
def test_whoever_asks_reads_the_table(client: Client, code: str) -> None:
    address = f"/{code}/help/asvs/"
    assert address in client.get(f"/{code}/help/").content.decode()
    html = client.get(address).content.decode()
    assert html.count('<th scope="row">') == len(requirements())
    assert ('<td lang="en"' in html) == (code == "fr")
