"""What the chain of the journal is held by: its last links, written down apart from the database.

Whoever holds the whole database can reckon the chain anew from wherever it suits him; what was
written here he cannot take back.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from access.apart import Line, append
from access.models import JournalHead

FILE = "anchors.jsonl"
RESTORED = "restored"


def place() -> Path:
    """The file."""
    return Path(settings.JOURNAL_DIR) / FILE


def hold(number: int, link: str) -> None:
    """Write down the link at a place of the chain.

    Raises:
        OSError: it cannot be written down; the next one holds this too.
    """
    append(place(), {"place": number, "link": link})


def hold_head() -> None:
    """Write down the last link, unless it is: for a journal that was chained before this was."""
    head = JournalHead.objects.first()
    if head and held().get(head.place) != head.link:
        hold(head.place, head.link)


def begin_again(is_ours: bool) -> None:
    """After a restore: what the chain was beyond the end that it has now is no more.

    Args:
        is_ours: whether the backup was of the site whose links are written here.
    """
    head = JournalHead.objects.first() or JournalHead()
    kept = head.place if is_ours else 0
    append(place(), {"act": RESTORED, "kept": kept, "place": head.place, "link": head.link})


def held() -> dict[int, str]:
    """The links that were written down, by their places."""
    found: dict[int, str] = {}
    for line in lines():
        if line.get("act") == RESTORED:
            found = {number: link for number, link in found.items() if number <= line["kept"]}
        found.setdefault(line["place"], line["link"])
    found.pop(0, None)
    return found


def lines() -> Iterator[Line]:
    """What is in the file, but for a line in which somebody's power failed."""
    if not place().exists():
        return
    for text in filter(None, place().read_text(encoding="utf-8", errors="replace").splitlines()):
        try:
            line = json.loads(text)
            yield {"kept": 0, **line, "place": int(line["place"]), "link": str(line["link"])}
        except (KeyError, TypeError, ValueError):
            continue
