"""What the log must not hold: the secret part of personal addresses."""

import logging
import re

SECRET = re.compile(r"(?<=/)(?=[a-z0-9_:=-]*[A-Z])[A-Za-z0-9_:=-]{20,}(?=[./?\s]|$)")
"""Random parts have capital letters; the short names of pages have none."""

MASK = "…"


class MaskSecrets(logging.Filter):
    """Masks tokens of feeds, invitations and stop links in the addresses that are logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its secrets masked."""
        if isinstance(record.args, tuple):
            record.args = tuple(masked(value) for value in record.args)
        record.msg = masked(record.msg)
        return True


def masked(value: object) -> object:
    """A text without the long random parts of addresses; anything else as it is."""
    return SECRET.sub(MASK, value) if isinstance(value, str) else value
