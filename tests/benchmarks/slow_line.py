"""A slow line between a browser and a site: a proxy that makes each octet wait for its turn."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

SET_UP = 4
"""Journeys there and back before the first octet: a name looked up, TCP, and TLS."""

PACKET = 1400


@dataclass(frozen=True)
class SlowLine:
    """What a line takes.

    Attributes:
        name: as people call it.
        journey: milliseconds there and back.
        rate: kilobits that arrive in a second; half as many leave.
    """

    name: str
    journey: float
    rate: float


SLOW_3G = SlowLine("slow 3G", 400, 400)
EDGE = SlowLine("EDGE", 600, 250)
GPRS = SlowLine("GPRS", 800, 50)


class Way:
    """One direction of a line, that all connections share."""

    def __init__(self, line: SlowLine, rate: float) -> None:
        self.seconds_an_octet = 8 / (rate * 1000)
        self.delay = line.journey / 2000
        self.is_free_at = 0.0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Bring everything over, each packet when it would arrive."""
        sent: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self.deliver(sent, writer))
        packet = b"-"
        while packet:
            packet = await reader.read(PACKET)
            begins = max(self.is_free_at, time.monotonic())
            self.is_free_at = begins + len(packet) * self.seconds_an_octet
            sent.put_nowait((self.is_free_at + self.delay, packet))
        await arriving

    async def deliver(
        self, sent: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        """Hand packets over when they arrive; an empty one is the end."""
        packet = b"-"
        while packet:
            arrives, packet = await sent.get()
            await asyncio.sleep(max(0, arrives - time.monotonic()))
            writer.write(packet)
            await writer.drain()
        writer.close()


@dataclass
class Told:
    """What the thread of a line says of itself."""

    port: int = 0
    loop: asyncio.AbstractEventLoop | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    is_open: threading.Event = field(default_factory=threading.Event)


async def serve(line: SlowLine, url: str, told: Told) -> None:
    """Listen at a port of its own until told to stop."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    down, up = Way(line, line.rate), Way(line, line.rate / 2)

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(SET_UP * line.journey / 1000)
        from_site, to_site = await asyncio.open_connection(host, port)
        both = up.carry(reader, to_site), down.carry(from_site, writer)
        with suppress(asyncio.CancelledError):  # At the end, of what a browser keeps open.
            await asyncio.gather(*both, return_exceptions=True)

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    told.port, told.loop = server.sockets[0].getsockname()[1], asyncio.get_running_loop()
    told.is_open.set()
    await told.stop.wait()


@contextmanager
def slowed(line: SlowLine, url: str) -> Iterator[str]:
    """Put a line before a site.

    Args:
        line: how slow.
        url: where the site answers.

    Yields:
        Where it answers by that line.
    """
    told = Told()
    thread = threading.Thread(target=asyncio.run, args=[serve(line, url, told)])
    thread.start()
    told.is_open.wait()
    try:
        yield f"http://127.0.0.1:{told.port}"
    finally:
        assert told.loop is not None
        told.loop.call_soon_threadsafe(told.stop.set)
        thread.join()
