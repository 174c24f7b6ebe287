"""How an original differs from what a translation was made against: part by part, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from access.difference import SAME, passages
from languages.freshness import in_place, paired
from languages.parts import Part

AROUND = 8
"""Words shown before and after what differs."""


@dataclass(frozen=True)
class Piece:
    """Words that were there before and are not now (`old`), are new (`new`), or stayed (`same`)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A part of the original that is not what it was.

    Attributes:
        key: that of the part.
        kind: `changed`, `added`, `removed`, `moved`; or `facts` where its words stayed, and a
            picture, a date or a number did not.
        paragraphs: each as its pieces.
    """

    key: str
    kind: str
    paragraphs: list[list[Piece]]

    @property
    def words(self) -> int:
        """How many words it shows."""
        return sum(len(piece.text.split()) for pieces in self.paragraphs for piece in pieces)

    def cut(self, most: int) -> "Difference":
        """Its first words, no more than so many."""
        if self.words <= most:
            return self
        paragraphs = []
        for pieces in self.paragraphs:
            shown = []
            for piece in pieces:
                words = piece.text.split()
                shown.append(Piece(piece.kind, " ".join(words[:most])))
                most -= len(words)
                if most <= 0:
                    break
            paragraphs.append(shown)
            if most <= 0:
                break
        return Difference(self.key, self.kind, paragraphs)


def differences(before: Sequence[Part], now: Sequence[Part]) -> Iterator[Difference]:
    """What differs, in the order of now; what is gone comes last."""
    pairs = paired(before, now)
    was = {new.key: old for old, new in pairs}
    stayed = in_place(before, pairs)
    for part in now:
        old = was.get(part.key)
        if old is None:
            yield Difference(part.key, "added", whole("new", part))
            continue
        if old.digest != part.digest:
            paragraphs = list(compared(old.texts, part.texts))
            yield Difference(part.key, "changed" if paragraphs else "facts", paragraphs)
        if part.key not in stayed:
            yield Difference(part.key, "moved", whole("same", part)[:1])
    kept = {old.key for old in was.values()}
    for part in before:
        if part.key not in kept:
            yield Difference(part.key, "removed", whole("old", part))


def whole(kind: str, part: Part) -> list[list[Piece]]:
    """All paragraphs of a part, of one kind."""
    return [[Piece(kind, text)] for text in part.texts]


def compared(before: Sequence[str], now: Sequence[str]) -> Iterator[list[Piece]]:
    """The paragraphs that differ, each as its pieces."""
    matcher = SequenceMatcher(a=before, b=now, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        together = min(i2 - i1, j2 - j1)
        for number in range(together):
            yield words_compared(before[i1 + number], now[j1 + number])
        for text in before[i1 + together : i2]:
            yield [Piece("old", text)]
        for text in now[j1 + together : j2]:
            yield [Piece("new", text)]


def words_compared(before: str, now: str) -> list[Piece]:
    """Two paragraphs word by word, with a few words around what differs."""
    found = list(passages(before.split(), now.split()))
    last = len(found) - 1
    return [
        Piece(
            kind, shortened(words, number == 0, number == last) if kind == SAME else joined(words)
        )
        for number, (kind, words) in enumerate(found)
    ]


def joined(words: Sequence[str]) -> str:
    """Words as a text."""
    return " ".join(words)


def shortened(words: Sequence[str], is_first: bool, is_last: bool) -> str:
    """Words that stayed; of many, those beside what differs."""
    if len(words) <= 2 * AROUND:
        return joined(words)
    before = [] if is_first else words[:AROUND]
    after = [] if is_last else words[-AROUND:]
    return joined([*before, "…", *after])
