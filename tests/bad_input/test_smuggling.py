"""Class 44 on the wire: requests that two servers in a row could take for different ones.

The real nginx, as the product sets it up, stands before a real Granian, with a program behind it
that says what came through. Whatever is sent, both must see the same requests, and whoever asks
next over the same lines must get her own answer.
"""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import override_settings

from passerelle.deploy import config
from passerelle.deploy.config import Place
from tests.bad_input.tally import note
from tests.services.nginx import Nginx, program
from tests.services.ports import free_ports

HOST = "example.org"
ROOT = Path(__file__).resolve().parents[2]
SECOND = b"GET /second HTTP/1.1\r\nHost: example.org\r\n\r\n"
"""What hides in the body of the first."""

STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
ECHO = re.compile(rb'"((?:GET|POST) /\S* \d+)"')


@dataclass
class Line:
    """Two servers in a row.

    Attributes:
        front: the port of nginx.
        behind: the port of Granian.
    """

    front: int
    behind: int

    def send(self, request: bytes) -> bytes:
        """All that comes back on a connection of its own; nothing, where it is only cut."""
        context = ssl._create_unverified_context()
        with (
            socket.create_connection(("127.0.0.1", self.front), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname=HOST) as secure,
        ):
            return exchanged(secure, request)

    def seen(self) -> list[str]:
        """What came through since this was asked last."""
        asked = b"GET /seen HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.behind), timeout=10) as plain:
            answer = exchanged(plain, asked)
        found: list[str] = json.loads(answer.rpartition(b"\r\n\r\n")[2])
        return found


def exchanged(line: socket.socket, request: bytes) -> bytes:
    """What comes back until the other side ends, or says nothing more."""
    line.sendall(request)
    line.settimeout(0.6)
    came = b""
    try:
        while part := line.recv(65536):
            came += part
    except (TimeoutError, ConnectionResetError, ssl.SSLError):
        pass
    return came


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """nginx before Granian."""
    if program() is None and not os.environ.get("CI"):
        pytest.skip("no nginx on this machine: install Debian's `nginx-light`")
    (behind,) = free_ports(1)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(behind), "--workers", "1", "--blocking-threads", "4"),
        *("--log-level", "warning", "tests.bad_input.mirror:application"),
    ]
    granian = subprocess.Popen(command, cwd=ROOT)
    nginx = Nginx(f"test-{uuid4().hex[:8]}", partial(site, behind))
    try:
        with override_settings(BASE_URL=f"https://{HOST}", ALLOWED_HOSTS=[HOST]):
            nginx.start()
        wait_for(behind)
        yield Line(urlsplit(nginx.written_address()).port or 0, behind)
    finally:
        nginx.stop()
        granian.terminate()
        granian.wait(20)


def site(behind: int, node: Path, plain: int, secure: int) -> str:
    """The configuration that the product prints."""
    place = Place(
        port=behind, certificate=str(node), http=f"127.0.0.1:{plain}",
        https=f"127.0.0.1:{secure}", cache=str(node / "cache"), error_log=str(node / "site.log"),
    )  # fmt: skip
    return config.nginx(place)["passerelle.conf"]


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + 20
    with socket.socket() as probe:
        while probe.connect_ex(("127.0.0.1", port)) and time.monotonic() < until:
            time.sleep(0.05)


def post(*headers: bytes, body: bytes = b"0\r\n\r\n" + SECOND) -> bytes:
    """A request with odd headers, and another one hidden in its body."""
    return b"\r\n".join([b"POST /first HTTP/1.1", b"Host: example.org", *headers, b"", body])


CHUNKED = b"Transfer-Encoding: chunked"
WHOLE = b"Content-Length: %d" % (5 + len(SECOND))
TWO_WAYS = {
    "two lengths": post(b"Content-Length: 0", WHOLE),
    "two lengths, the longer first": post(WHOLE, b"Content-Length: 0"),
    "two lengths that agree": post(WHOLE, WHOLE),
    "lengths in one header": post(b"Content-Length: 5, 5"),
    "a length and chunks": post(WHOLE, CHUNKED),
    "chunks and a length": post(CHUNKED, b"Content-Length: 4"),
    "chunks twice": post(CHUNKED, CHUNKED),
    "chunks of another kind": post(b"Transfer-Encoding: xchunked"),
    "chunks and no chunks": post(b"Transfer-Encoding: chunked, identity"),
    "chunks after a tab": post(b"Transfer-Encoding:\x0bchunked", WHOLE),
    "chunks before the colon": post(b"Transfer-Encoding : chunked", WHOLE),
    "chunks on the next line": post(b"X: y\r\n Transfer-Encoding: chunked", WHOLE),
    "chunks under a line of its own": post(b"Transfer-Encoding:\r\n chunked", WHOLE),
    "chunks in a header after a bare CR": post(b"X: y\rTransfer-Encoding: chunked", WHOLE),
    "chunks with a NUL": post(b"Transfer-Encoding: chunked\0", WHOLE),
    "a length with a sign": post(b"Content-Length: +5"),
    "a length below nothing": post(b"Content-Length: -5"),
    "a length of sixteen": post(b"Content-Length: 0x5"),
    "a length of two words": post(b"Content-Length: 5 5"),
    "an endless length": post(b"Content-Length: 99999999999999999999"),
    "a chunk of sixteen": post(CHUNKED, body=b"0x5\r\nabcde\r\n0\r\n\r\n" + SECOND),
    "a chunk with a sign": post(CHUNKED, body=b"+5\r\nabcde\r\n0\r\n\r\n" + SECOND),
    "a chunk below nothing": post(CHUNKED, body=b"-5\r\nabcde\r\n0\r\n\r\n" + SECOND),
    "an endless chunk": post(CHUNKED, body=b"f" * 17 + b"\r\nabcde\r\n0\r\n\r\n" + SECOND),
    "a chunk longer than it says": post(CHUNKED, body=b"2\r\nabcde\r\n0\r\n\r\n" + SECOND),
    "two hosts": post(b"Host: evil.example", b"Content-Length: 0"),
    "no host": b"GET /first HTTP/1.1\r\n\r\n",
    "a header without a name": post(b": x", b"Content-Length: 0"),
    "a NUL in a header": post(b"X: a\0b", b"Content-Length: 0"),
    "a version that is none": b"GET /first HTTP/9.9\r\nHost: example.org\r\n\r\n",
    "a line of many words": b"GET /first /second HTTP/1.1\r\nHost: example.org\r\n\r\n",
    "a tab in the first line": b"GET\t/first\tHTTP/1.1\r\nHost: example.org\r\n\r\n",
}
"""What can be read in two ways."""

ONE_WAY = {
    "two requests in a row": post(b"Content-Length: 0", body=SECOND),
    "chunks": post(CHUNKED, body=b"5\r\nabcde\r\n0\r\n\r\n"),
    "chunks with a remark": post(CHUNKED, body=b"5;a=b\r\nabcde\r\n0\r\n\r\n"),
    "chunks with a trailer": post(CHUNKED, body=b"5\r\nabcde\r\n0\r\nContent-Length: 9\r\n\r\n"),
    "a body that says another request": post(WHOLE),
    "a body where none belongs": post(WHOLE).replace(b"POST", b"GET"),
    "lines that end in one sign": SECOND.replace(b"\r\n", b"\n"),
    "a question before the body": post(WHOLE, b"Expect: 100-continue"),
    "an address with its host": SECOND.replace(b"/second", b"https://example.org/second"),
    "a length that is underlined": post(b"Content_Length: 5", WHOLE),
    "chunks of the first version": post(CHUNKED, WHOLE).replace(b"HTTP/1.1", b"HTTP/1.0", 1),
}
"""What can be read in one way only, or may be refused: both servers see the same."""


def assert_nobody_is_harmed(line: Line) -> None:
    """Whoever comes next over the lines between the servers gets her own answers."""
    for number in range(3):
        address = b"/hers-%d" % number
        answer = line.send(
            b"GET %s HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n" % address
        )
        assert ECHO.findall(answer) == [b"GET %s 0" % address]


@pytest.mark.parametrize("shape", TWO_WAYS)
def test_what_can_be_read_in_two_ways_is_refused_before_the_site(line: Line, shape: str) -> None:
    line.seen()
    answer = line.send(TWO_WAYS[shape])
    statuses = STATUS.findall(answer)
    note(statuses[0].decode() if statuses else "cut")
    assert statuses in ([], [b"400"], [b"411"], [b"413"], [b"501"], [b"505"])
    assert line.seen() == []
    assert_nobody_is_harmed(line)


@pytest.mark.parametrize("shape", ONE_WAY)
def test_both_servers_see_the_same_requests(line: Line, shape: str) -> None:
    line.seen()
    answer = line.send(ONE_WAY[shape])
    note(STATUS.findall(answer)[-1].decode())
    assert [came.decode() for came in ECHO.findall(answer)] == line.seen()
    assert_nobody_is_harmed(line)
