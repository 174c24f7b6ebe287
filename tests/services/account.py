"""The user whom servers run as: databases refuse to be root."""

import os
import pwd
from pathlib import Path
from typing import TypedDict

# Every system has it, and it owns nothing.
NOBODY = "nobody"


class RunAs(TypedDict, total=False):
    """What `subprocess` is told, so that a program runs as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


def run_as() -> RunAs:
    """Options of `subprocess` for a server: `nobody` when we are root, else ourselves."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam(NOBODY)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give(folder: Path) -> None:
    """Make a folder and all within belong to the servers' user, closed to others."""
    folder.chmod(0o700)
    if account := run_as():
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account["user"], account["group"], follow_symlinks=False)
