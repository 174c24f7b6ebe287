"""A table of HTML as the value of a table block."""

from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag

from exchange.documents.rich_text import SPACES, plain, words

MOST_COLUMNS = 60
LINE_END = "\v"
CHOICES = {
    (True, True): "both",
    (True, False): "row",
    (False, True): "column",
    (False, False): "neither",
}


@dataclass
class Grid:
    """Cells by row and column, from 0; a merged cell stands in its first place only."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    headers: set[tuple[int, int]] = field(default_factory=set)
    merged: list[dict[str, int]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return max((row for row, column in self.texts), default=-1) + 1

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((column for row, column in self.texts), default=-1) + 1

    def add(self, row: int, cell: Tag, height: int, width: int) -> None:
        """Put a cell into the first free place of a row, covering others when it is merged."""
        column = 0
        while (row, column) in self.texts:
            column += 1
        covered = [(row + down, column + right) for down in range(height) for right in range(width)]
        for place in covered:
            self.texts.setdefault(place, "")
            if cell.name == "th":
                self.headers.add(place)
        self.texts[row, column] = cell_text(cell)
        if len(covered) > 1:
            self.merged.append({"row": row, "col": column, "rowspan": height, "colspan": width})


def table_value(table: Tag) -> dict[str, Any] | None:
    """A table as Wagtail's table block keeps it.

    Args:
        table: a `table`; of tables inside its cells, only the words are kept.

    Returns:
        The value, none when no cell has words.
    """
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    grid = Grid()
    for number, row in enumerate(rows):
        for cell in row.find_all(["td", "th"], recursive=False):
            height = min(span(cell, "rowspan"), len(rows) - number)
            grid.add(number, cell, height, min(span(cell, "colspan"), MOST_COLUMNS))
    if not any(grid.texts.values()):
        return None
    columns = range(grid.columns)
    first_row = all((0, column) in grid.headers for column in columns)
    first_column = all((row, 0) in grid.headers for row in range(int(first_row), grid.rows))
    has_body = grid.rows > int(first_row)
    caption = table.find("caption", recursive=False)
    return {
        "data": [
            [grid.texts.get((row, column), "") for column in columns] for row in range(grid.rows)
        ],
        "cell": [
            {"row": row, "col": column, "hidden": True} for row, column in covered(grid.merged)
        ],
        "mergeCells": grid.merged,
        "first_row_is_table_header": first_row,
        "first_col_is_header": first_column and has_body,
        "table_header_choice": CHOICES[first_row, first_column and has_body],
        "table_caption": plain(caption) if isinstance(caption, Tag) else "",
    }


def cell_text(cell: Tag) -> str:
    """The words of a cell, one line for each paragraph, item or row in it."""
    lines = (SPACES.sub(" ", line).strip() for line in words(cell, LINE_END).split(LINE_END))
    return "\n".join(filter(None, lines))


def span(cell: Tag, name: str) -> int:
    """How many rows or columns a cell covers."""
    written = str(cell.get(name, "1"))
    return max(int(written), 1) if written.isdecimal() else 1


def covered(merged: list[dict[str, int]]) -> list[tuple[int, int]]:
    """The places that merged cells cover beside their first."""
    return [
        (merge["row"] + down, merge["col"] + right)
        for merge in merged
        for down in range(merge["rowspan"])
        for right in range(merge["colspan"])
        if (down, right) != (0, 0)
    ]
