"""A site loses nothing that it said it had taken, whatever happens to it; see `tests.faults`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.place import ROOT

pytestmark = pytest.mark.faults


def test_nothing_acknowledged_is_lost_and_the_site_comes_back_by_itself(
    pytestconfig: pytest.Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "faults.json"
    command = [
        *(sys.executable, "-m", "tests.faults", "--json", str(file)),
        *("--injections", str(pytestconfig.getoption("injections"))),
        *("--seed", str(pytestconfig.getoption("seed"))),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    with capsys.disabled():
        print(f"\n{done.stdout}")
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(file.read_text())["wrongs"] == []
