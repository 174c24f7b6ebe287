"""Read a file in a process of its own, which may fall without bringing anything down."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from files.text.extract import MOST_OUT_BYTES
from files.text.limits import MOST_CHARACTERS, MOST_CPU_SECONDS, MOST_SECONDS
from files.text.outcome import DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE, Outcome

ROOT = str(Path(__file__).resolve().parents[2])
BEGIN = "import sys; sys.path.append(sys.argv[1]); from files.text.extract import main; main()"
ANSWERS = frozenset({DONE, FAILED, NO_TEXT, REFUSED, TOO_LARGE})


class UnreadError(Exception):
    """Nothing was learnt of the file: it may be read another time."""


def read_apart(file: IO[bytes], kind: str) -> Outcome:
    """The text of a file, read by a process that has neither our settings nor our memory.

    Args:
        file: one that the system knows.
        kind: one of `READERS`.

    Raises:
        UnreadError: the process could not be started, or the machine had no time for it.
    """
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", BEGIN, ROOT, kind]
    # The process reads what the system has, from where that stands.
    file.flush()
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(  # noqa: S603 - our own program, and a kind out of a list
            command,
            stdin=file,
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            start_new_session=True,
        )
        try:
            code = code_of(process)
        finally:
            process.kill()
            process.wait()
        if code < 0:  # The system ended it: it had used up its share, or it fell.
            return Outcome(REFUSED)
        out.seek(0)
        state, _line, text = out.read(MOST_OUT_BYTES).decode(errors="replace").partition("\n")
    if code or state not in ANSWERS:
        raise UnreadError(f"it ended with {code}")
    return Outcome(state, text[:MOST_CHARACTERS].replace("\0", " "))


def code_of(process: subprocess.Popen[bytes]) -> int:
    """What a process ends with: less than nothing if it had to be ended.

    Raises:
        UnreadError: its time was over before it had come to do much.
    """
    try:
        return process.wait(MOST_SECONDS)
    except subprocess.TimeoutExpired as error:
        process.kill()
        _number, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if used.ru_utime + used.ru_stime < MOST_CPU_SECONDS / 2:
            raise UnreadError("the machine had no time for it") from error
        return process.returncode
