"""What every server has: a name, a folder outside the checkout, a life from start to stop."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path
from signal import SIGKILL, Signals
from typing import ClassVar

from tests.services import processes
from tests.services.account import give, run_as
from tests.services.lock import locked

SHARED = "shared"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
LONGEST_START = 300
BETWEEN_LOOKS = 0.2
LINES_SHOWN = 30


class ServiceError(Exception):
    """A server cannot do what is asked; the message says why, and what to do."""


class Service(ABC):
    """One server under a name, or a cluster of them; each node has a folder, numbered from 1.

    Attributes:
        kind: what the command line calls it.
        program: the executable that its processes run.
        farewell: the signal by which it ends, its data being of no use any more.
    """

    kind: ClassVar[str]
    program: ClassVar[str]
    farewell: ClassVar[Signals] = SIGKILL

    def __init__(self, name: str = SHARED) -> None:
        """Speak of the server of that name, whether it runs or not."""
        if not NAME.fullmatch(name):
            raise ServiceError(f"“{name}” is no name: a to z, 0 to 9 and -, 31 at most.")
        self.name = name
        self.folder = ours() / f"{self.kind}-{name}"

    @abstractmethod
    def prepare(self, nodes: list[Path]) -> str:
        """Install what is missing, fill the nodes' empty folders, and say the address."""

    @abstractmethod
    def launch(self, node: Path) -> list[str]:
        """The command that starts a node and ends when it runs, with 0 if all is well."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether all nodes that run answer, as one."""

    def environment(self, node: Path) -> dict[str, str]:
        """Variables for a node, beside the path: those of whoever starts it are not passed on."""
        return {}

    def address(self) -> str | None:
        """Where it answers, once whoever is starting it has done so; None when it does not run."""
        if not self.folder.exists():
            return None
        with self.alone():
            return self.written_address() if self.living() else None

    def start(self, nodes: int | None = None) -> str:
        """Start it, or what is missing of it, and give its address once it answers.

        Args:
            nodes: how many; None for one, or for as many as it has.

        Raises:
            ServiceError: it has another number of nodes, or does not come up.
        """
        with self.alone():
            if not self.nodes():
                self.begin(nodes or 1)
            elif nodes and nodes != len(self.nodes()):
                raise ServiceError(f"{self} has {len(self.nodes())} nodes: stop it first.")
            else:
                self.bring_up()
            return self.written_address()

    def stop(self, node: int | None = None) -> str:
        """End it and remove its data, or end one node, whose data wait for the next start.

        Returns:
            The address that it had; empty when there was nothing to stop.
        """
        with self.alone():
            address = self.written_address()
            self.end(self.part(node))
            if node is None:
                shutil.rmtree(self.folder, ignore_errors=True)
            return address

    def pause(self, node: int | None = None) -> str:
        """Freeze it, or one node: connections are taken, and nothing answers."""
        with self.alone():
            processes.freeze(self.running_part(node), self.program)
            return self.written_address()

    def resume(self, node: int | None = None) -> str:
        """Let it go on, or one node, after a pause."""
        with self.alone():
            processes.thaw(self.running_part(node), self.program)
            return self.written_address()

    def __str__(self) -> str:
        """What messages call it."""
        return self.kind if self.name == SHARED else f"{self.kind} “{self.name}”"

    def alone(self) -> AbstractContextManager[None]:
        """Hold this server: whoever else wants to start or stop it waits."""
        return locked(self.folder.with_name(f"{self.folder.name}.lock"))

    def begin(self, count: int) -> None:
        """Make nodes and bring them up; nothing is left of those that did not come up."""
        shutil.rmtree(self.folder, ignore_errors=True)
        nodes = [self.folder / str(number) for number in range(1, count + 1)]
        try:
            for node in nodes:
                node.mkdir(parents=True)
            address = self.prepare(nodes)
            for node in nodes:
                give(node)
            # Written last: a folder without it is one whose making was broken off.
            (self.folder / "address").write_text(address, encoding="utf-8")
            self.bring_up()
        except BaseException:
            self.end(self.folder)
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def bring_up(self) -> None:
        """Start the nodes that do not run, let the others go on, and wait for all."""
        limit = time.monotonic() + LONGEST_START
        processes.thaw(self.folder, self.program)
        silent = [node for node in self.nodes() if not processes.living(node, self.program)]
        launchers = {node: self.launched(node) for node in silent}
        try:
            for node, launcher in launchers.items():
                if launcher.wait(max(0, limit - time.monotonic())):
                    raise ServiceError(f"{self} did not start:\n{log_end(node)}")
        except subprocess.TimeoutExpired as error:
            raise ServiceError(f"{self} took too long to start:\n{log_end(node)}") from error
        finally:
            for launcher in launchers.values():
                if launcher.poll() is None:
                    os.killpg(launcher.pid, SIGKILL)
        while not self.is_ready():
            if time.monotonic() > limit:
                ends = "\n".join(log_end(node) for node in self.nodes())
                raise ServiceError(f"{self} runs but is not ready:\n{ends}")
            time.sleep(BETWEEN_LOOKS)

    def launched(self, node: Path) -> subprocess.Popen[bytes]:
        """Begin to start a node, in a session of its own: it outlives whoever asked for it."""
        with log_of(node).open("ab") as log:
            return subprocess.Popen(
                self.launch(node),
                cwd=node,
                env={"PATH": os.environ["PATH"], **self.environment(node)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **run_as(),
            )

    def end(self, part: Path) -> None:
        """End the processes in a folder."""
        processes.end(part, self.program, self.farewell)

    def living(self) -> set[int]:
        """The numbers of its processes."""
        return processes.living(self.folder, self.program)

    def nodes(self) -> list[Path]:
        """The folders of its nodes, by number; none before it has been wholly made."""
        if not self.written_address():
            return []
        return sorted(path for path in self.folder.iterdir() if path.name.isdigit())

    def part(self, node: int | None) -> Path:
        """The folder of a node, or of all.

        Raises:
            ServiceError: it has no such node.
        """
        if node is None:
            return self.folder
        if (part := self.folder / str(node)) not in self.nodes():
            raise ServiceError(f"{self} has no node {node}.")
        return part

    def running_part(self, node: int | None) -> Path:
        """The same, of something that runs."""
        if not processes.living(part := self.part(node), self.program):
            raise ServiceError(f"{self} does not run: `tests/services/run {self.kind} start`.")
        return part

    def written_address(self) -> str:
        """The address that was given when it was made; empty when it does not exist."""
        try:
            return (self.folder / "address").read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""


def ours() -> Path:
    """The folder of all servers of this user, on a short path as sockets need.

    Raises:
        ServiceError: somebody else made it.
    """
    folder = Path(tempfile.gettempdir()).resolve() / f"passerelle-services-{os.geteuid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise ServiceError(f"{folder} belongs to somebody else: remove it.")
    return folder


def log_of(node: Path) -> Path:
    """What a node says while it starts."""
    return node / "start.log"


def log_end(node: Path) -> str:
    """The end of that."""
    lines = log_of(node).read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([f"… {log_of(node)}:", *lines[-LINES_SHOWN:]])
