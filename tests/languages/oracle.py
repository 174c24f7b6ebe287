"""What readers should be told of a translation, worked out plainly, without a line of the site.

A text is a list of blocks, each with an id and its paragraphs; the title and the summary are
blocks like others, at the head. The oracle keeps what happened and answers what is true of it.
"""

from dataclasses import dataclass, field
from itertools import pairwise

Block = tuple[str, tuple[str, ...]]
Text = tuple[Block, ...]
Known = tuple[tuple[str, tuple[str, ...], str], ...]
"""Blocks of the original as they were, each with how far its translation had come."""

HEAD = ("title", "summary")


def longest_common(first: tuple[str, ...], second: tuple[str, ...]) -> list[tuple[int, int]]:
    """The places of what two lists have in common, in order, as many as there can be."""
    if not first or not second:
        return []
    if first[-1] == second[-1]:
        rest = longest_common(first[:-1], second[:-1])
        return [*rest, (len(first) - 1, len(second) - 1)]
    one = longest_common(first[:-1], second)
    other = longest_common(first, second[:-1])
    return one if len(one) >= len(other) else other


def paragraphs_changed(before: tuple[str, ...], now: tuple[str, ...]) -> int:
    """Between what stayed, as many paragraphs changed as there are on the longer side."""
    stayed = [(-1, -1), *longest_common(before, now), (len(before), len(now))]
    changed = 0
    for (i, j), (k, m) in pairwise(stayed):
        changed += max(k - i - 1, m - j - 1)
    return changed


def most_in_order(places: list[int]) -> int:
    """How many of these can stay where they are."""
    best: list[int] = []
    for at, place in enumerate(places):
        before = [best[i] for i in range(at) if places[i] < place]
        best.append(1 + max(before, default=0))
    return max(best, default=0)


@dataclass
class Oracle:
    """All that happened to a page and its translation.

    Attributes:
        text: what the original says to readers.
        is_live: whether it can be read.
        frozen: what it said when it was last sent to translation.
        memory: of a block's paragraph, who translated it: `person` or `machine`.
        approved: those that somebody read.
        behind: for each text that the translation ever had, what stood behind it.
        published: what stands behind the one that is published; None before.
    """

    text: Text
    is_live: bool = True
    frozen: Text = ()
    memory: dict[tuple[str, str], str] = field(default_factory=dict)
    approved: set[tuple[str, str]] = field(default_factory=set)
    behind: dict[tuple[str, ...], Known] = field(default_factory=dict)
    last: Known | None = None
    published: Known | None = None
    said: tuple[str, ...] = ()

    def words_of_translation(self) -> tuple[str, ...]:
        """What a version of the translation says now, title first, as one list of paragraphs."""
        return tuple(
            f"en: {paragraph}" if (key, paragraph) in self.memory else paragraph
            for key, paragraphs in self.frozen
            for paragraph in paragraphs
        )

    def known(self) -> Known:
        """The text last sent, with how far each block has come."""
        return tuple(
            (key, paragraphs, worst([self.stage(key, one) for one in paragraphs]))
            for key, paragraphs in self.frozen
        )

    def stage(self, key: str, paragraph: str) -> str:
        """How far a paragraph has come."""
        writer = self.memory.get((key, paragraph))
        if writer is None:
            return "missing"
        if (key, paragraph) in self.approved or writer == "person":
            return "approved"
        return "unread"

    def version_written(self) -> tuple[str, ...]:
        """A version was written from what is translated; give its words."""
        words = self.words_of_translation()
        self.behind[words] = self.last = self.known()
        return words

    def version_published(self, words: tuple[str, ...]) -> None:
        """A version was published; what was written by hand says what was there before."""
        if words not in self.behind:
            self.behind[words] = self.last = self.published or self.last or ()
        self.published = self.behind[words]
        self.said = words

    def somebody_says_it_follows(self) -> None:
        """Somebody says that it says all that the original says now."""
        self.published = tuple((key, paragraphs, "approved") for key, paragraphs in self.text)
        self.behind[self.said] = self.last = self.published

    def pairs(self) -> list[tuple[int, int]]:
        """Which block of what was translated has become which one of now."""
        before = self.published or ()
        ids_before = [key for key, _paragraphs, _state in before]
        ids_now = [key for key, _paragraphs in self.text]
        found = []
        loose = [i for i, key in enumerate(ids_before) if key not in ids_now]
        for j, (key, paragraphs) in enumerate(self.text):
            if key in ids_before:
                found.append((ids_before.index(key), j))
                continue
            same = [i for i in loose if before[i][1] == paragraphs]
            if same:
                loose.remove(same[0])
                found.append((same[0], j))
        return found

    def changed(self) -> int:
        """How many paragraphs changed, came, went, or have another place."""
        before, pairs = self.published or (), self.pairs()
        count = sum(paragraphs_changed(before[i][1], self.text[j][1]) for i, j in pairs)
        count += sum(
            len(row[1]) for i, row in enumerate(before) if i not in [one for one, _other in pairs]
        )
        count += sum(
            len(row[1]) for j, row in enumerate(self.text) if j not in [two for _one, two in pairs]
        )
        places = [i for i, _j in pairs]
        return count + len(places) - most_in_order(places)

    def complete(self) -> int:
        """The share of the original's words whose block a person approved as it is now."""
        before = self.published or ()
        done = sum(
            count_words(self.text[j][1])
            for i, j in self.pairs()
            if before[i][2] == "approved" and before[i][1] == self.text[j][1]
        )
        return 100 * done // sum(count_words(paragraphs) for _key, paragraphs in self.text)

    def state(self) -> str:
        """The first that is true: unread, stale, partial, current."""
        states = [state for _key, _paragraphs, state in self.published or ()]
        if "unread" in states:
            return "unread"
        if self.changed() or not self.is_live:
            return "stale"
        return "partial" if any(state != "approved" for state in states) else "current"

    def banner(self) -> tuple[str, int, int] | None:
        """State, changes and completeness; None before anything was published."""
        if self.published is None:
            return None
        return self.state(), self.changed(), self.complete()


def worst(states: list[str]) -> str:
    """What is least far."""
    for state in ("missing", "unread"):
        if state in states:
            return state
    return "approved"


def count_words(paragraphs: tuple[str, ...]) -> int:
    """How many words there are."""
    return sum(len(paragraph.split()) for paragraph in paragraphs)
