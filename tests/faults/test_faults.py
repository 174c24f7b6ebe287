"""A site loses nothing that it said it had taken, whatever happens to it; see `tests.faults`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.place import ROOT

pytestmark = pytest.mark.faults

SHARES = {"small": 0.8, "large": 0.2}
"""Of all injections, by the size of the site that they come to."""

MANY = 100
"""Injections from which the large site is tried too: its servers take long to begin."""


@pytest.mark.parametrize("size", SHARES)
def test_nothing_acknowledged_is_lost_and_the_site_comes_back_by_itself(
    pytestconfig: pytest.Config, tmp_path: Path, capsys: pytest.CaptureFixture[str], size: str
) -> None:
    injections = pytestconfig.getoption("injections")
    if injections >= MANY and os.environ.get("PASSERELLE_POSTGRESQL"):
        injections = round(injections * SHARES[size])
    elif size == "large":
        pytest.skip(f"from --injections {MANY} on, and with PASSERELLE_POSTGRESQL")
    file = tmp_path / "faults.json"
    command = [
        *(sys.executable, "-m", "tests.faults", "--json", str(file), "--size", size),
        *("--injections", str(injections), "--seed", str(pytestconfig.getoption("seed"))),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    with capsys.disabled():
        print(f"\n{done.stdout}")
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(file.read_text())["wrongs"] == []
