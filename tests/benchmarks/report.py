"""A table of figures, each beside the goal that it should reach."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Figure:
    """One measured number.

    Attributes:
        name: what was measured.
        value: the number.
        unit: such as `ms`.
        goal: the limit to stay under, or over when `at_least`; None where none is set.
        at_least: whether more is better.
        digits: decimals that are shown.
        beside: what else was measured with it.
        load: processes that wanted a core in the minute before, this one among them.
    """

    name: str
    value: float
    unit: str = ""
    goal: float | None = None
    at_least: bool = False
    digits: int = 1
    beside: str = ""
    load: float = field(default_factory=lambda: round(os.getloadavg()[0], 2))

    @property
    def shown(self) -> str:
        """The number as people read it."""
        return f"{self.value:,.{self.digits}f}" if self.value % 1 else f"{self.value:,.0f}"

    @property
    def limit(self) -> str:
        """The goal as people read it; empty without one."""
        return "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g}"

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self, width: int) -> str:
        """The figure as a line of the table."""
        text = f"{self.name:{width}}  {self.shown:>10} {self.unit:4}  load {self.load:4.1f}"
        if self.goal is not None:
            text += f"  goal {self.limit}: {'reached' if self.reached else 'not reached'}"
        return f"{text}  ({self.beside})" if self.beside else text


@dataclass
class Report:
    """Figures with what they were measured on, and what else is worth reading below them."""

    title: str
    conditions: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
        self.conditions.setdefault("machine", f"{os.cpu_count()} cores, load {load}")
        self.conditions.setdefault("python", platform.python_version())

    def add(
        self,
        name: str,
        value: float,
        unit: str = "",
        goal: float | None = None,
        at_least: bool = False,
        digits: int = 1,
        beside: str = "",
    ) -> None:
        """Add a figure."""
        rounded = round(value, max(2, digits))
        self.figures.append(Figure(name, rounded, unit, goal, at_least, digits, beside))

    def text(self) -> str:
        """The whole table."""
        width = max(len(figure.name) for figure in self.figures)
        lines = [self.title, *(f"  {name}: {value}" for name, value in self.conditions.items()), ""]
        notes = ["", *self.notes] if self.notes else []
        return "\n".join([*lines, *(figure.line(width) for figure in self.figures), *notes])

    def as_json(self) -> str:
        """The same for scripts."""
        figures = [{**asdict(figure), "reached": figure.reached} for figure in self.figures]
        data = {
            "title": self.title,
            "conditions": self.conditions,
            "figures": figures,
            "notes": self.notes,
        }
        return json.dumps(data, ensure_ascii=False, indent=1)
