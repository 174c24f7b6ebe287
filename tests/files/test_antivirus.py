"""What the antivirus says is believed when it is there in time and knows this week."""

import io
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from files import antivirus
from files.antivirus import Trouble, Unsure, is_infected, trouble_now
from tests.files.clamd import EICAR, standing_in, version


@pytest.fixture
def socket_place(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an antivirus is looked for; nobody has failed there yet."""
    place = tmp_path / "clamd"
    settings.CLAMD_URL = f"unix://{place}"
    monkeypatch.setattr(antivirus, "failed_at", float("-inf"))
    return place


def unsure(content: bytes = b"words") -> Trouble:
    """Why nobody vouches for a file."""
    with pytest.raises(Unsure) as raised:
        is_infected(io.BytesIO(content))
    return raised.value.args[0]


def test_without_an_antivirus_nothing_is_asked_and_nothing_is_infected() -> None:
    assert not is_infected(io.BytesIO(EICAR))
    assert trouble_now() is None


def test_a_file_is_shown_whole_and_found_harmful_or_not(socket_place: Path) -> None:
    large = io.BytesIO(b"x" * (antivirus.PIECE * 2 + 7))
    with standing_in(socket_place) as shown:
        assert not is_infected(large)
        assert is_infected(io.BytesIO(b"before" + EICAR))
        assert shown[0] == large.getvalue()
        assert large.tell() == 0
        assert trouble_now() is None


def test_one_that_is_away_is_not_asked_again_for_a_while_but_by_the_patient(
    socket_place: Path,
) -> None:
    assert unsure() == Trouble.AWAY
    with standing_in(socket_place) as shown:
        assert unsure() == Trouble.AWAY
        assert shown == []
        assert not is_infected(io.BytesIO(b"words"), is_patient=True)


def test_one_that_hangs_is_waited_for_only_so_long(
    socket_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(antivirus, "PATIENCE", 0.2)
    begun = time.monotonic()
    with standing_in(socket_place, answer=lambda content: time.sleep(0.6) or b"stream: OK"):
        assert unsure() == Trouble.AWAY
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "told",
    [version(timedelta(days=8)), b"ClamAV 1.4.6", b"ClamAV 1.4.6/27450/yesterday", b""],
)
def test_one_with_old_signatures_vouches_for_nothing_but_still_finds(
    socket_place: Path, told: bytes
) -> None:
    with standing_in(socket_place, told=told):
        assert unsure() == Trouble.OLD
        assert is_infected(io.BytesIO(EICAR))
        assert trouble_now() == Trouble.OLD


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: OKAY"])
def test_an_answer_that_is_none_vouches_for_nothing(socket_place: Path, said: bytes) -> None:
    with standing_in(socket_place, answer=lambda content: said):
        assert unsure() == Trouble.UNDECIDED


def test_an_address_of_another_machine_is_asked_by_tcp(settings: Any) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    assert trouble_now() == Trouble.AWAY
