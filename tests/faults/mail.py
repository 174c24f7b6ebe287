"""A mail server of our own: it keeps what it took, and can be down, slow, rude or broken."""

import asyncio
import email
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

WELL, LATER, NEVER, SLOW, DROPS, LIES = "well", "4xx", "5xx", "slow", "drops", "lies"
SLOWNESS = 2.0


@dataclass
class Post:
    """The server and what it took.

    Attributes:
        port: where it answers.
        mood: how it answers now.
        taken: for each message that it said it had taken, its id and to whom it went.
        unsaid: likewise, where the line broke before it could say so.
    """

    port: int
    mood: str = WELL
    taken: list[tuple[str, str]] = field(default_factory=list)
    unsaid: list[tuple[str, str]] = field(default_factory=list)
    controller: Controller | None = None

    def start(self) -> None:
        """Answer."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        """Be away."""
        if self.controller is not None:
            self.controller.stop(no_assert=True)
            self.controller = None

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        """Take a message, or not, as the mood is."""
        if self.mood == LATER:
            return "451 Try later"
        if self.mood == NEVER:
            return "554 No"
        if self.mood == LIES:
            return "\x00\xff 250 no such thing"
        if self.mood == SLOW:
            await asyncio.sleep(SLOWNESS)
        found = email.message_from_bytes(envelope.content)["Message-ID"]
        messages = [(str(found), address) for address in envelope.rcpt_tos]
        if self.mood == DROPS:
            self.unsaid += messages
            server.transport.abort()
            return "421 Bye"
        self.taken += messages
        return "250 OK"
