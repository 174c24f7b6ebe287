"""A mail server that does as it is told: it accepts, refuses, hangs, or hangs up."""

import email
import socketserver
import threading
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

REFUSALS = {"busy": b"451 try later", "full": b"552 mailbox full", "unknown": b"550 no such user"}
HOURS = 3600


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a port of its own until the `with` block ends.

    Attributes:
        fault: empty, or what goes wrong: a key of `REFUSALS`, `rejects` (after the text),
            `silent` (no greeting), `hangs` (no answer to a recipient), `closes` (at a
            recipient), `drops` (reads the text, then closes without a word).
        faulty: addresses that meet the fault; all of them while empty.
        accepted: the messages that it took, as parsed.
        offered: how many recipients it was given, refused ones too.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.fault = ""
        self.faulty: set[str] = set()
        self.accepted: list[EmailMessage] = []
        self.offered = 0
        self.over = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        self.shutdown()
        self.server_close()


class Session(socketserver.StreamRequestHandler):
    """One line to one client."""

    server: MailServer

    def say(self, answer: bytes) -> None:
        """Answer with one line."""
        self.wfile.write(answer + b"\r\n")

    def handle(self) -> None:
        """Talk until the client quits, or the fault ends it."""
        if self.server.fault == "silent":
            self.server.over.wait(HOURS)
            return
        self.say(b"220 ready")
        while line := self.rfile.readline():
            word = line[:4].strip().upper().decode()
            answer: Any = getattr(self, f"on_{word.lower()}", self.on_other)
            if answer(line) is False:
                return

    def on_rcpt(self, line: bytes) -> bool:
        """A recipient."""
        self.server.offered += 1
        address = line.decode().partition("<")[2].partition(">")[0]
        spared = self.server.faulty and address not in self.server.faulty
        self.fault = "" if spared else self.server.fault
        if self.fault == "hangs":
            self.server.over.wait(HOURS)
        if self.fault in ("hangs", "closes"):
            return False
        self.say(REFUSALS.get(self.fault, b"250 ok"))
        return True

    def on_data(self, line: bytes) -> bool:
        """The text of a message."""
        self.say(b"354 go on")
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line.removeprefix(b".")
        if self.fault == "drops":
            return False
        if self.fault == "rejects":
            self.say(b"554 no, thank you")
            return True
        message = email.message_from_bytes(text, policy=default)
        assert isinstance(message, EmailMessage)
        self.server.accepted.append(message)
        self.say(b"250 taken")
        return True

    def on_quit(self, line: bytes) -> bool:
        """The end."""
        self.say(b"221 bye")
        return False

    def on_other(self, line: bytes) -> bool:
        """Greetings, senders, resets."""
        self.say(b"250 ok")
        return True
