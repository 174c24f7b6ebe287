"""A server's processes, found in Linux's `/proc` by the folder that they work in.

A number written to a file may be that of another process by now, and the children of PostgreSQL
leave its group: a working folder is true of all of them, for as long as they live.
"""

import os
import select
import time
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP, Signals

LONGEST_FAREWELL = 15


def living(folder: Path, program: str) -> set[int]:
    """The numbers of the processes that run a program within a folder, zombies not counted.

    Args:
        folder: without symbolic links.
        program: the name of the executable, so that a shell opened there is left alone.
    """
    return {
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and runs_there(process, folder, program)
    }


def runs_there(process: Path, folder: Path, program: str) -> bool:
    """Whether a process, by its folder in `/proc`, runs the program within the folder."""
    try:
        works_in, runs = (os.readlink(process / link) for link in ("cwd", "exe"))
    except OSError:  # gone, a zombie, or somebody else's
        return False
    return Path(works_in).is_relative_to(folder) and Path(runs).name == program


def tell(numbers: set[int], signal: Signals) -> None:
    """Send a signal to processes; those that are gone are passed over."""
    for number in numbers:
        try:
            os.kill(number, signal)
        except ProcessLookupError:
            continue


def freeze(folder: Path, program: str) -> None:
    """Stop the processes in a folder where they stand, and those that they begin meanwhile."""
    frozen: set[int] = set()
    while new := living(folder, program) - frozen:
        tell(new, SIGSTOP)
        frozen |= new


def thaw(folder: Path, program: str) -> None:
    """Let frozen processes go on."""
    tell(living(folder, program), SIGCONT)


def end(folder: Path, program: str, farewell: Signals) -> None:
    """End the processes in a folder, and wait until they are gone.

    Args:
        folder: without symbolic links.
        program: the name of the executable.
        farewell: what they are told first; those that stay are killed.

    Raises:
        TimeoutError: some outlived even that.
    """
    for signal in (farewell, SIGKILL):
        limit = time.monotonic() + LONGEST_FAREWELL
        while left := living(folder, program):
            if time.monotonic() > limit:
                break
            tell(left, signal)
            # What is frozen hears only this.
            tell(left, SIGCONT)
            for number in left:
                wait_for_end(number, limit)
        else:
            return
    raise TimeoutError(f"processes {sorted(left)} of {folder} cannot be ended")


def wait_for_end(number: int, limit: float) -> None:
    """Wait until a process is gone with all its threads, which still hold ports while they end.

    Args:
        number: that of the process.
        limit: when to give up, on the monotonic clock.
    """
    try:
        process = os.pidfd_open(number)
    except ProcessLookupError:
        return
    try:
        select.select([process], [], [], max(0, limit - time.monotonic()))
    finally:
        os.close(process)
