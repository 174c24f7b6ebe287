"""Lines of the log: one for each record, as text or as JSON, without what is personal or secret."""

import datetime
import ipaddress
import json
import logging
import re
from types import TracebackType
from typing import Any

from django.apps import apps
from django.conf import settings

from passerelle.watch.current import current
from passerelle.watch.trace import name_of, trace_of

SECRET = re.compile(r"(?<=/)(?=[a-z0-9_:=-]*[A-Z])[A-Za-z0-9_:=-]{20,}(?=[./?\s]|$)")
"""Random parts have capital letters; the short names of pages have none."""

EMAIL = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+\.[^\s@<>\"'(),;:.]+")
QUERY = re.compile(r"(?<=[\w/.-])\?[^\s\"'<>]+")
ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|[0-9a-fA-F]*:[0-9a-fA-F:.]*(?![\w:]))"
)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
MASK = "…"

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def masked(text: str, addresses: bool = False) -> str:
    """A text without secret parts of addresses, queries, e-mail addresses and people's machines.

    Args:
        text: as it was to be written.
        addresses: whether those of machines may stay.
    """
    for pattern in (SECRET, EMAIL):
        text = pattern.sub(MASK, text)
    text = QUERY.sub(f"?{MASK}", text)
    return text if addresses else ADDRESS.sub(mask_machine, text)


def mask_machine(found: re.Match[str]) -> str:
    """A mask for the address of a machine, other than this one; a time of day stays."""
    try:
        machine = ipaddress.ip_address(found[0])
    except ValueError:
        return found[0]
    return found[0] if machine.is_loopback else MASK


class Lines(logging.Formatter):
    """What both forms have in common.

    Args:
        addresses: whether the addresses of people's machines may be written.
    """

    def __init__(self, addresses: bool = False) -> None:
        super().__init__()
        self.addresses = addresses

    def said(self, record: logging.LogRecord) -> str:
        """The words of a record, on one line."""
        words = masked(record.getMessage(), self.addresses)
        return CONTROL.sub(lambda found: repr(found[0])[1:-1], words)

    def formatException(self, ei: ExcInfo) -> str:
        """Where an error came up; with its own words only where a developer is looking."""
        if settings.DEBUG or ei[1] is None:
            return super().formatException(ei)
        return f"{trace_of(ei[1])}\n{masked(name_of(ei[1]), self.addresses)}"


class TextLines(Lines):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, log, number of the request, words; below it, where an error came up."""
        number = current.get().number
        at = self.formatTime(record)
        parts = [
            at,
            record.levelname,
            record.name,
            f"[{number}]" if number else "",
            self.said(record),
        ]
        line = " ".join(part for part in parts if part)
        if record.exc_info:
            line += f"\n{self.formatException(record.exc_info)}"
        return line


class JsonLines(Lines):
    """Lines for programs."""

    def format(self, record: logging.LogRecord) -> str:
        """The same, as one object; what a record counts is there by name."""
        asked = current.get()
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "says": self.said(record),
        }
        if asked.number:
            line |= {"request_id": asked.number, "route": asked.route}
        if isinstance(record.args, dict):
            line |= record.args
        if record.exc_info and record.exc_info[1]:
            line["error"] = masked(name_of(record.exc_info[1]), self.addresses)
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class NoteFaults(logging.Handler):
    """Notes each error that is logged, wherever it came up: see `passerelle.watch.faults`."""

    def emit(self, record: logging.LogRecord) -> None:
        """Note its type and place; its words are left out, for they may hold anything."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not apps.ready:
            return
        # The log is there before there are models.
        from passerelle.models import Fault
        from passerelle.watch.faults import FAULTS, Note

        asked = current.get()
        FAULTS.note(
            Note(
                kind=Fault.Kind.ERROR,
                route=asked.route or record.name,
                says=masked(name_of(error)),
                trace=trace_of(error),
                request_id=asked.number,
            )
        )
