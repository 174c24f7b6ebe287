"""What a process apart says of a file that somebody sent: the process may fall, the site stands."""

import os
import shutil
import tempfile
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from files.confined import OverdueError, run_apart
from files.examine import (
    ASTRAY,
    BOMB,
    DAMAGED,
    FILM,
    GOOD,
    LOCKED,
    MORE,
    MOST_CPU_SECONDS,
    MOST_FRAMES,
    PIXELS,
)

BEGIN = "import sys; sys.path.append(sys.argv[1]); from files.examine import main; main()"
MOST_SECONDS = 45

REFUSALS: dict[str, Any] = {
    ASTRAY: _(
        "This archive would lay files outside its own folder, or one over another: pack it anew."
    ),
    BOMB: _("Unpacked, this archive would be enormous: send what is in it in smaller parts."),
    DAMAGED: _("This picture is damaged or cut short: send it again from the original."),
    FILM: _("This picture is a film of more than %(most)s images: send a shorter one."),
    LOCKED: _(
        "This file is locked with a password, so that nobody can look into it: save it without "
        "one, then send it."
    ),
    MORE: _("There is something else in this picture’s file: save the picture anew, then send it."),
    PIXELS: _("This picture has more than 60 million pixels: make it smaller, then send it."),
}
OTHER_KIND = _("This file is not what its name says: save it again in its own format.")
PAPERS = ("archive", "pdf")
BUSY = _("The site had no time to look at this file: send it again in a few minutes.")


def examined(file: IO[bytes], kind: str) -> bytes:
    """Have a file looked at, by a process that has neither our settings nor our memory.

    Args:
        file: read from its beginning, and left there.
        kind: one of `examine.LOOKS`.

    Returns:
        What was made of it; nothing where it can stay as it is.

    Raises:
        ValidationError: with a sentence for whoever sent it.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        file.seek(0)
        shutil.copyfileobj(file, given)
        file.seek(0)
        given.flush()
        os.lseek(given.fileno(), 0, os.SEEK_SET)
        limits = {"seconds": MOST_SECONDS, "cpu_seconds": MOST_CPU_SECONDS}
        try:
            code = run_apart(BEGIN, given, out, kind, **limits)
        except OverdueError as error:
            raise ValidationError(refusal_of(kind) if error.is_greedy else BUSY) from error
        out.seek(0)
        verdict, _line, made = out.read().partition(b"\n")
    if code:  # It fell, or had used up its share.
        raise ValidationError(refusal_of(kind))
    if verdict != GOOD.encode():
        is_odd = kind in PAPERS and verdict.decode() in (DAMAGED, MORE)
        sentence = OTHER_KIND if is_odd else REFUSALS[verdict.decode()]
        raise ValidationError(sentence, params={"most": MOST_FRAMES})
    return made


def refusal_of(kind: str) -> str:
    """The sentence for a file that asks for too much."""
    if kind == "pdf":
        return str(OTHER_KIND)
    return str(REFUSALS[BOMB if kind == "archive" else DAMAGED])
