"""Stands for `systemctl`: runs the commands of units in a folder, and nothing of the machine's.

units.py ROOT enable --now NAME… | start NAME… | restart NAME… | kill NAME… | stop
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 20

PLACES = re.compile(r"(?<![\w.-])/(?=(?:srv|var|etc)/)")
"""The folders of a machine that commands name."""


def placed(text: str, root: Path | str, port: int | str) -> str:
    """A text with the folders and the port that stand for those of the machine."""
    return (
        PLACES.sub(f"{root}/", text)
        .replace("127.0.0.1:8000", f"127.0.0.1:{port}")
        .replace("--port 8000", f"--port {port}")
    )


class Units:
    """The units in a folder that stands for a machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "etc/systemd/system"
        self.running = root / "run"
        self.running.mkdir(exist_ok=True)

    def lines(self, name: str) -> dict[str, list[str]]:
        """What a unit says, by key."""
        base, at, instance = name.partition("@")
        file = self.folder / f"{name}.service"
        if at and not file.exists():
            file = self.folder / f"{base}@.service"
        said: dict[str, list[str]] = {}
        text = placed(file.read_text(encoding="utf-8"), self.root, os.environ["PORT_OF_SITE"])
        for line in text.splitlines():
            key, equals, value = line.partition("=")
            if equals:
                said.setdefault(key, []).append(value.replace("%i", instance))
        return said

    def start(self, name: str) -> int:
        """Run a unit: to its end, or beside us if it is a service."""
        if name.endswith(".target") or name == "nginx":
            return 0
        said = self.lines(name)
        variables = [shlex.split(line) for line in said.get("Environment", [])]
        environment = os.environ | dict(word.split("=", 1) for words in variables for word in words)
        command = shlex.split(said["ExecStart"][-1])
        folder = said["WorkingDirectory"][-1]
        if said.get("Type") == ["oneshot"]:
            return subprocess.run(command, cwd=folder, env=environment, check=False).returncode
        log = (self.running / f"{name}.log").open("ab")
        process = subprocess.Popen(
            command, cwd=folder, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        (self.running / f"{name}.pid").write_text(str(process.pid))
        return 0

    def end(self, name: str, farewell: signal.Signals) -> int:
        """Send a signal to a service and all its processes, and see that none stays."""
        number = int((self.running / f"{name}.pid").read_text())
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            try:
                os.killpg(number, farewell)
            except ProcessLookupError:
                return 0
            time.sleep(0.1)
        os.killpg(number, signal.SIGKILL)
        return 0


def main(root: str, verb: str, *names: str) -> int:
    """Do what is asked; the exit code of what went wrong first."""
    units = Units(Path(root))
    wanted = [name for name in names if not name.startswith("-")]
    if verb in ("stop", "kill"):
        every = [file.stem for file in units.running.glob("*.pid")]
        farewell = signal.SIGKILL if verb == "kill" else signal.SIGTERM
        return max((units.end(name, farewell) for name in wanted or every), default=0)
    return max((units.start(name) for name in wanted), default=0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
