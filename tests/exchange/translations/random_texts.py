"""Rich texts at random, as editors could have written them; the same for the same seed."""

from collections.abc import Iterator
from random import Random

WORDS = [
    "l’eau", "puits", "“terre”", "m&amp;m", "3 &lt; 5", "été", "الماء", "100 %", "a/b", "{nom}",
    "« oui »", "x\u00a0!", "\"guillemets\"", "l'apostrophe", "%(nombre)s", "日本", "\\n",
]  # fmt: skip
LINKS = [
    'href="https://eau.example/a?b=1&amp;c=2#d"',
    'href="mailto:awa@example.org"',
    'id="3" linktype="page"',
    'id="7" linktype="document"',
    'href="https://eau.example/été"',
]


def rich_texts(number: int, seed: int = 7) -> Iterator[str]:
    """So many texts as HTML of the database."""
    chance = Random(seed)
    for _text in range(number):
        yield "".join(block(chance) for _block in range(chance.randint(1, 4)))


def block(chance: Random) -> str:
    """A paragraph, or a list with lists in it."""
    if chance.random() < 0.6:
        return f"<p>{inline(chance)}</p>"
    return bullets(chance, depth=0)


def bullets(chance: Random, depth: int) -> str:
    """A list."""
    kind = chance.choice(["ul", "ol"])
    items = []
    for _item in range(chance.randint(1, 3)):
        inside = bullets(chance, depth + 1) if depth < 2 and chance.random() < 0.3 else ""
        items.append(f"<li>{inline(chance)}{inside}</li>")
    return f"<{kind}>{''.join(items)}</{kind}>"


def inline(chance: Random, within: tuple[str, ...] = ()) -> str:
    """Words with looks and links; looks are parted by words, and never lie in themselves."""
    parts = [words(chance)]
    for _part in range(chance.randint(0, 3)):
        kind = chance.choice([one for one in ("b", "i", "a", "br", "sup") if one not in within])
        space = chance.choice(["", " "])
        parts.append(space + piece(chance, kind, within) + chance.choice(["", " "]))
        parts.append(words(chance))
    return "".join(parts)


def piece(chance: Random, kind: str, within: tuple[str, ...]) -> str:
    """A stretch with one look."""
    if kind == "br":
        return "<br/>"
    if kind == "sup":
        return f"<sup>{chance.randint(1, 9)}</sup>"
    inside = inline(chance, (*within, kind, "sup")) if len(within) < 2 else words(chance)
    attributes = f" {chance.choice(LINKS)}" if kind == "a" else ""
    return f"<{kind}{attributes}>{inside}</{kind}>"


def words(chance: Random) -> str:
    """Some words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))
