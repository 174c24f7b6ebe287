"""What the site said it had taken, written down outside the site before anything else is done."""

import json
import threading
import uuid
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

OFTEN = 12
"""Times after which an act that was never taken is none that the site was asked for in earnest."""


@dataclass
class Entry:
    """One thing that somebody sent.

    Attributes:
        act: the key of what she did.
        name: words that are in nothing else.
        writer: her number.
        key: of the form, the same when it is sent again.
        facts: what else tells what was sent, such as the sum of a file.
        is_taken: whether the site said so.
        tried_at: when it was sent last, on a clock of this machine.
        said: what it answered; nothing when it did not.
    """

    act: str
    name: str
    writer: int
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    facts: dict[str, str] = field(default_factory=dict)
    is_taken: bool = False
    tried_at: float = 0
    said: list[str] = field(default_factory=list)


class Ledger:
    """A file of lines, one for each thing taken.

    Attributes:
        path: of the file.
        taken: the same in memory.
        begun: how often each act was begun.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.taken: list[Entry] = []
        self.begun: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.number = 0

    def begin(self, act: str, writer: int) -> Entry:
        """Something that is about to be sent, under a new name."""
        with self.lock:
            self.number += 1
            self.begun[act] += 1
            return Entry(act, f"zx{self.number:06d}", writer)

    def untaken(self) -> list[str]:
        """The acts that were begun often, and taken not once."""
        taken = {entry.act for entry in self.taken}
        return [act for act, times in self.begun.items() if times >= OFTEN and act not in taken]

    def note(self, entry: Entry) -> None:
        """Write down that it was taken."""
        with self.lock, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry)) + "\n")
            self.taken.append(entry)
