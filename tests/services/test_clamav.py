"""The real antivirus, with the one signature that harms nobody."""

import os
import shutil
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from files import antivirus
from files.antivirus import Trouble, Unsure, is_infected, trouble_now
from tests.files.clamd import EICAR
from tests.services.clamav import PROGRAM, ClamAV

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not shutil.which(PROGRAM), reason="no clamd on this machine"),
]


@pytest.fixture(scope="module")
def clamd() -> Iterator[ClamAV]:
    """A daemon."""
    service = ClamAV(f"tests-{os.getpid()}")
    service.start()
    yield service
    service.stop()


def doubt(content: bytes) -> Trouble:
    """Why it does not vouch for a file."""
    with pytest.raises(Unsure) as raised:
        is_infected(BytesIO(content), is_patient=True)
    return raised.value.args[0]


def test_it_finds_and_without_dated_signatures_it_vouches_for_nothing(
    clamd: ClamAV, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMD_URL = clamd.written_address()
    assert is_infected(BytesIO(EICAR))
    assert trouble_now() == Trouble.OLD
    assert doubt(b"words") == Trouble.OLD
    monkeypatch.setattr(antivirus, "trouble_now", lambda: None)
    assert not is_infected(BytesIO(b"words"))


def test_more_than_it_takes_and_a_silence_leave_a_file_in_doubt(
    clamd: ClamAV, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMD_URL = clamd.written_address()
    assert doubt(b"x" * 3_000_000) in (Trouble.UNDECIDED, Trouble.AWAY)
    monkeypatch.setattr(antivirus, "PATIENCE", 0.5)
    clamd.pause()
    assert doubt(b"words") == Trouble.AWAY
    clamd.resume()
    assert is_infected(BytesIO(EICAR), is_patient=True)
