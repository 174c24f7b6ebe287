"""The scores of the look: 18 items of the check-list for each screen, kept in `scores.toml`."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

KEPT = Path(__file__).with_name("scores.toml")
ITEMS = (
    "In three seconds: whose site, which page, what first",
    "Our own look, on every screen",
    "One left edge",
    "Line length, titles, competing headings",
    "Vertical rhythm",
    "Title on the first phone screen",
    "Pictures and maps",
    "Dates, numbers and words in the page’s language",
    "Mirrored for Arabic",
    "Dark",
    "Without colour, in grey",
    "Touch",
    "States",
    "Words",
    "Empty and overfull",
    "Trust: author, date, licence, weight",
    "Print",
    "Editing screens: same names, complete French",
)
BEST = 2 * len(ITEMS)
LEAST = 30


@dataclass(frozen=True)
class Score:
    """What somebody who looked gave to a screen.

    Attributes:
        points: 0 to 2 for each item, in order.
        words: why, for each item below 2, by its number from 1.
    """

    points: tuple[int, ...]
    words: dict[int, str] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Whether the screen is good enough: no 0, and enough in all."""
        return sum(self.points) >= LEAST and 0 not in self.points


def read_scores(path: Path = KEPT) -> dict[str, Score]:
    """The scores of a file, by screen.

    The file names what falls short, by the number of its item: `3 = "why"` gives one point,
    `3 = "0: why"` none; all else has two. What is under `everywhere` holds for every screen.

    Raises:
        ValueError: a number is none of an item.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    everywhere = tables["everywhere"]
    found = {}
    for screen, own in tables["screens"].items():
        words = {int(number): text for number, text in {**everywhere, **own}.items()}
        if not set(words) <= set(range(1, len(ITEMS) + 1)):
            raise ValueError(f"{screen}: items go from 1 to {len(ITEMS)}")
        points = tuple(
            (0 if words[number].startswith("0:") else 1) if number in words else 2
            for number in range(1, len(ITEMS) + 1)
        )
        found[screen] = Score(points, words)
    return found


def write_table(screens: list[str], scores: dict[str, Score], path: Path) -> None:
    """Write the table of scores, with the words below it."""
    numbers = [str(number) for number in range(1, len(ITEMS) + 1)]
    lines = ["# Scores of the screens", ""]
    lines += [f"{number}. {item}" for number, item in zip(numbers, ITEMS, strict=True)]
    lines += ["", row(["Screen", *numbers, "Sum"]), row(["---"] * (len(ITEMS) + 2))]
    for screen in screens:
        score = scores.get(screen)
        if score is None:
            lines.append(row([screen, *[""] * len(ITEMS), "not scored"]))
            continue
        total = f"{sum(score.points)} of {BEST}" + ("" if score.passes else ", below the goal")
        lines.append(row([screen, *map(str, score.points), total]))
    lines += [""] + [
        f"- {screen}, {number}: {word}"
        for screen in screens
        if screen in scores
        for number, word in sorted(scores[screen].words.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def row(cells: list[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"
