"""Many readers at once, by `wrk`: how many they are served in a second, and for how much CPU."""

import json
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field

from tests.benchmarks.serving import Served

SECONDS = 3
WARMING = 2
ROUNDS = 3
CONNECTIONS = 8
THREADS = 2
SCRIPT = """
local addresses = %(addresses)s
local headers = %(headers)s
local fresh = "%(fresh)s"
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
function init() number = id * math.floor(#addresses / %(threads)d) end
function request()
  number = number + 1
  local address = addresses[(number - 1) %% #addresses + 1]
  if fresh ~= "" then
    address = address .. (address:find("?", 1, true) and "&" or "?") .. fresh .. id .. number
  end
  return wrk.format("GET", address, headers)
end
"""


@dataclass(frozen=True)
class Asked:
    """What is asked again and again.

    Attributes:
        addresses: in turn.
        session: a cookie; none for a visitor.
        is_fresh: whether each request has an address of its own, that no cache knows.
        refused: whether each is to be answered that there is nothing.
        parameter: of the query, that makes an address another one.
    """

    addresses: list[str]
    session: str = ""
    is_fresh: bool = False
    refused: bool = False
    parameter: str = "format=html"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """What a round came to; milliseconds of CPU are for one request."""

    rate: float
    ours: float
    engine: float
    p99: float

    @property
    def whole(self) -> float:
        """CPU of all processes together."""
        return self.ours + self.engine


def is_installed() -> bool:
    """Whether there is a `wrk`."""
    return shutil.which("wrk") is not None


def best(served: Served, asked: Asked, rounds: int = ROUNDS, url: str = "") -> Load:
    """The round that cost least: what else runs on the machine only ever adds.

    Args:
        served: the site, already warm.
        asked: what is asked of it.
        rounds: how many.
        url: where to ask, if not the site itself: a proxy before it.
    """
    one_round(served, asked, WARMING, url)
    return min(
        (one_round(served, asked, SECONDS, url) for _round in range(rounds)),
        key=lambda load: load.whole,
    )


def one_round(served: Served, asked: Asked, seconds: int, url: str = "") -> Load:
    """Ask for some seconds.

    Raises:
        AssertionError: something else was answered than wanted.
    """
    headers = {"Accept-Encoding": "br", **asked.headers}
    if asked.session:
        headers["Cookie"] = asked.session
    fresh = f"{asked.parameter}{time.time_ns()}" if asked.is_fresh else ""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(
            SCRIPT
            % {
                "addresses": lua_list(asked.addresses),
                "headers": lua_table(headers),
                "fresh": fresh,
                "threads": THREADS,
            }
        )
        script.flush()
        command = [
            *("wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"),
            *("--timeout", "30s", "-s", script.name, url or served.url),
        ]
        before = served.cpu()
        done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        after = served.cpu()
    return read(done, after.ours_since(before), after.engine_since(before), asked.refused)


def read(text: str, ours: float, engine: float, refused: bool) -> Load:
    """What wrk wrote, beside the CPU that the round took.

    Raises:
        AssertionError: answers were other ones than wanted, or missing.
    """
    requests = int(number_in(text, r"(\d+) requests in"))
    others = int(number_in(text, r"Non-2xx or 3xx responses: (\d+)"))
    assert "Socket errors" not in text, text
    assert others == (requests if refused else 0), text
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    return Load(
        rate=float(number_in(text, r"Requests/sec:\s+([\d.]+)")),
        ours=ours * 1000 / requests,
        engine=engine * 1000 / requests,
        p99=float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
    )


def number_in(text: str, pattern: str) -> str:
    """What a pattern finds; nothing is `0`."""
    found = re.search(pattern, text)
    return found[1] if found else "0"


def lua_list(texts: list[str]) -> str:
    """Texts as a list of Lua's; JSON writes strings as Lua does."""
    return "{" + ", ".join(json.dumps(text, ensure_ascii=False) for text in texts) + "}"


def lua_table(texts: dict[str, str]) -> str:
    """Texts by name as a table of Lua's."""
    rows = (f"[{json.dumps(name)}] = {json.dumps(value)}" for name, value in texts.items())
    return "{" + ", ".join(rows) + "}"
