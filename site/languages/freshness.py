"""How a translation stands to its original: compared part by part."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from languages.parts import Part

APPROVED = "approved"
UNREAD = "unread"

Pairs = Sequence[tuple[Part, Part]]


class Freshness(TextChoices):
    """What readers are told; of several that are true, the first is said."""

    UNREAD = "unread", _("Partly written by a machine, and read by nobody yet")
    STALE = "stale", _("The original has changed since")
    PARTIAL = "partial", _("Not all is translated")
    CURRENT = "current", _("Up to date")


@dataclass(frozen=True)
class Comparison:
    """A translation beside its original as it is now.

    Attributes:
        state: what readers are told.
        changed: how many paragraphs of the original changed, came, went or moved.
        complete: share of the original's words in parts that a person approved as they are now,
            in whole percent, rounded down.
        words_left: words of the original in the other parts.
    """

    state: Freshness
    changed: int
    complete: int
    words_left: int


def compare(translated: Sequence[Part], original: Sequence[Part], is_live: bool) -> Comparison:
    """Compare what a translation was made against with what the original says now.

    Args:
        translated: the parts of the original at that time, each with its state.
        original: its parts now.
        is_live: whether the original can still be read.
    """
    pairs = paired(translated, original)
    total = sum(part.words for part in original)
    done = sum(
        new.words for old, new in pairs if old.state == APPROVED and old.digest == new.digest
    )
    changed = count_changes(translated, original, pairs)
    is_unread = any(part.state == UNREAD for part in translated)
    state = Freshness.CURRENT
    if is_unread:
        state = Freshness.UNREAD
    elif changed or not is_live:
        state = Freshness.STALE
    elif any(part.state != APPROVED for part in translated):
        state = Freshness.PARTIAL
    complete = 100 * done // total if total else 100
    return Comparison(state, changed, complete, total - done)


def count_changes(before: Sequence[Part], now: Sequence[Part], pairs: Pairs) -> int:
    """How many paragraphs changed, came, went, or moved among the others."""
    kept_before = {old.key for old, _new in pairs}
    kept_now = {new.key for _old, new in pairs}
    changed = sum(paragraphs_changed(old, new) for old, new in pairs)
    changed += sum(max(1, len(part.texts)) for part in before if part.key not in kept_before)
    changed += sum(max(1, len(part.texts)) for part in now if part.key not in kept_now)
    return changed + moved(before, pairs)


def paired(before: Sequence[Part], now: Sequence[Part]) -> Pairs:
    """Each part beside what it has become, in the order of now: by its key, else its words."""
    by_key = {part.key: part for part in before}
    keys_now = {part.key for part in now}
    loose: dict[str, list[Part]] = defaultdict(list)
    for part in before:
        if part.key not in keys_now:
            loose[part.digest].append(part)
    pairs = []
    for part in now:
        alike = loose[part.digest]
        old = by_key.get(part.key) or (alike.pop(0) if alike else None)
        if old:
            pairs.append((old, part))
    return pairs


def paragraphs_changed(old: Part, new: Part) -> int:
    """How many paragraphs of a part changed; one when only a picture or a number did."""
    if old.digest == new.digest:
        return 0
    opcodes = SequenceMatcher(a=old.texts, b=new.texts, autojunk=False).get_opcodes()
    spans = (max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in opcodes if tag != "equal")
    return sum(spans) or 1


def moved(before: Sequence[Part], pairs: Pairs) -> int:
    """How many parts have to move to come from the old order to the new one."""
    return len(pairs) - len(in_place(before, pairs))


def in_place(before: Sequence[Part], pairs: Pairs) -> frozenset[str]:
    """The keys of the parts that can stay where they are, as many as there can be."""
    place = {part.key: number for number, part in enumerate(before)}
    places = [place[old.key] for old, _new in pairs]
    rising: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(places):
        length = bisect_left(rising, number)
        previous.append(ends[length - 1] if length else -1)
        rising[length : length + 1] = [number]
        ends[length : length + 1] = [at]
    stayed = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        stayed.add(pairs[at][1].key)
        at = previous[at]
    return frozenset(stayed)
