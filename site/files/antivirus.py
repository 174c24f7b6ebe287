"""Ask ClamAV's daemon about a file; nothing leaves for elsewhere.

Known clients allow so much time for each answer and none for all of them, and bind what uses them
to another licence than ours: what is needed here is two of the daemon's commands.
"""

import datetime
import re
import socket
import time
from enum import StrEnum
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 15.0
"""Seconds for a file, from the first byte to the answer."""

SILENCE = 60.0
"""Seconds for which an antivirus that failed is not asked again while somebody waits."""

OLDEST = datetime.timedelta(days=7)
"""Signatures of before protect nobody against what goes round now."""

LONGEST_ANSWER = 4096
DATED = re.compile(r"^ClamAV [^/]+/\d+/(.+)$")
DATE = "%a %b %d %H:%M:%S %Y"
DEFAULT_PORT = 3310


class Trouble(StrEnum):
    """Why an antivirus cannot vouch for a file."""

    AWAY = "away"
    OLD = "old"
    UNDECIDED = "undecided"


class Unsure(Exception):
    """Nobody vouches for the file now; the argument is one of `Trouble`."""


failed_at = float("-inf")


def is_infected(file: IO[bytes], is_patient: bool = False) -> bool:
    """Whether a file is known to do harm; no file is where no antivirus is set.

    Args:
        file: read from its beginning, and left there.
        is_patient: whether to ask though the antivirus did not answer a moment ago.

    Raises:
        Unsure: it does not answer in time, or knows nothing of this week.
    """
    global failed_at  # noqa: PLW0603 - each process finds out for itself
    if not settings.CLAMD_URL:
        return False
    if not is_patient and time.monotonic() - failed_at < SILENCE:
        raise Unsure(Trouble.AWAY)
    file.seek(0)
    try:
        answer = ask(b"zINSTREAM\0", file)
    except OSError as error:
        failed_at = time.monotonic()
        raise Unsure(Trouble.AWAY) from error
    finally:
        file.seek(0)
    if answer.endswith(" FOUND"):
        return True
    if not answer.endswith(": OK"):
        raise Unsure(Trouble.UNDECIDED)
    if trouble := trouble_now():
        raise Unsure(trouble)
    return False


def trouble_now() -> Trouble | None:
    """What is the matter with the antivirus that is set; None where all is well."""
    if not settings.CLAMD_URL:
        return None
    try:
        made = signatures_made_at()
    except OSError:
        return Trouble.AWAY
    is_old = made is None or datetime.datetime.now() - made > OLDEST
    return Trouble.OLD if is_old else None


def signatures_made_at() -> datetime.datetime | None:
    """When its signatures were made, by the clock of its machine; None if it has no dated ones.

    Raises:
        OSError: it does not answer.
    """
    dated = DATED.match(ask(b"zVERSION\0"))
    try:
        return datetime.datetime.strptime(dated[1], DATE) if dated else None
    except ValueError:
        return None


def ask(command: bytes, file: IO[bytes] | None = None, address: str = "") -> str:
    """The daemon's answer to a command, and to a file that comes with it.

    Args:
        command: of its protocol, with a zero at the end.
        file: sent after it, from where it stands.
        address: of the daemon; that of the settings unless given.

    Raises:
        OSError: it does not answer, or not in time.
    """
    end = time.monotonic() + PATIENCE
    with connected(address or settings.CLAMD_URL, end) as line:
        line.sendall(command)
        if file is not None:
            for piece in iter(lambda: file.read(PIECE), b""):
                line.settimeout(left(end))
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            line.settimeout(left(end))
            heard = line.recv(LONGEST_ANSWER)
            if not heard:
                break
            answer += heard
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def connected(url: str, end: float) -> socket.socket:
    """A line to the daemon at an address.

    Raises:
        OSError: nobody listens there.
    """
    address = urlsplit(url)
    if address.scheme != "unix":
        place = (address.hostname or "", address.port or DEFAULT_PORT)
        return socket.create_connection(place, timeout=left(end))
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(left(end))
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line


def left(end: float) -> float:
    """Seconds until a moment.

    Raises:
        TimeoutError: there are none.
    """
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
