"""Processes of ours that read or draw one file: started apart, kept to what that may cost."""

import contextlib
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import IO

ROOT = str(Path(__file__).resolve().parents[1])


class OverdueError(Exception):
    """A process had to be ended.

    Attributes:
        is_greedy: whether it had used up its time; else the machine had none for it.
    """

    def __init__(self, is_greedy: bool) -> None:
        super().__init__()
        self.is_greedy = is_greedy


def run_apart(
    program: str, given: IO[bytes], out: IO[bytes], *words: str, seconds: float, cpu_seconds: float
) -> int:
    """Run a program of ours in a process that has neither our settings nor our memory.

    Args:
        program: Python, which finds the folder of our sources in its first argument.
        given: what it reads, from where that stands; a file that the system knows.
        out: where it writes.
        words: its other arguments, out of lists of ours.
        seconds: on the clock, after which it is ended.
        cpu_seconds: that it may use.

    Returns:
        What it ended with: less than nothing if the system ended it.

    Raises:
        OverdueError: its time was over.
    """
    process = subprocess.Popen(  # noqa: S603 - our own program and words
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", program, ROOT, *words],
        stdin=given,
        stdout=out,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        _number, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        raise OverdueError(used.ru_utime + used.ru_stime >= cpu_seconds / 2) from None
    finally:
        process.kill()
        process.wait()


def confine(
    *,
    cpu_seconds: int,
    memory_bytes: int,
    out_bytes: int,
    open_files: int = 32,
    politeness: int = 0,
) -> None:
    """Limit this process: a second one, or a larger one, it cannot have.

    Args:
        cpu_seconds: after which the system ends it.
        memory_bytes: that it may ask for.
        out_bytes: of the largest file that it may write.
        open_files: that it may hold at once.
        politeness: how far it lets others go first, from 0 to 19.
    """
    os.nice(politeness)
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, out_bytes),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, memory_bytes),
    ):
        # A system without a limit (macOS: memory) has the others, and the one on the clock.
        with contextlib.suppress(ValueError):
            resource.setrlimit(limit, (most, most))
