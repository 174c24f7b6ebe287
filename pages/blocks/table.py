"""A table whose cells can be translated."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail_localize.segments import StringSegmentValue

OPTIONS = {
    "minSpareRows": 0,
    "startRows": 3,
    "startCols": 3,
    "contextMenu": True,
    "mergeCells": True,
    "language": "en-US",
}


class TextTableBlock(TableBlock):
    """Wagtail's table, whose cells wagtail-localize would otherwise copy untranslated.

    Can go when wagtail-localize extracts the cells of `TableBlock` by itself.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("table_options", OPTIONS)
        super().__init__(**kwargs)

    def render(self, value: dict[str, Any] | None, context: Any = None) -> SafeString:
        """The table with its head and merged cells; its rows are written without a template.

        Wagtail's own template asks two tags for every cell: a tenth of a page's time.
        """
        if not value:
            return SafeString("")
        caption = value.get("table_caption") or ""
        return render_to_string(self.meta.template, {"caption": caption, "rows": html_rows(value)})

    def get_translatable_segments(self, value: dict[str, Any] | None) -> list[StringSegmentValue]:
        """One segment for each written cell and for the caption, named by its place."""
        if not value:
            return []
        segments = [
            StringSegmentValue(f"{row}-{column}", cell)
            for row, cells in enumerate(value.get("data") or [])
            for column, cell in enumerate(cells)
            if cell
        ]
        if value.get("table_caption"):
            segments.append(StringSegmentValue("caption", value["table_caption"]))
        return segments

    def restore_translated_segments(
        self, value: dict[str, Any], segments: list[StringSegmentValue]
    ) -> dict[str, Any]:
        """Put translated cells back in their places."""
        data = [list(cells) for cells in value["data"]]
        restored = {**value, "data": data}
        for segment in segments:
            if segment.path == "caption":
                restored["table_caption"] = segment.render_text()
            else:
                row, column = (int(number) for number in segment.path.split("-"))
                data[row][column] = segment.render_text()
        return restored

    def get_searchable_content(self, value: dict[str, Any] | None) -> list[str]:
        """Every written cell."""
        return [str(cell) for cells in (value or {}).get("data") or [] for cell in cells if cell]


def html_rows(value: dict[str, Any]) -> SafeString:
    """The rows of a table as HTML.

    Args:
        value: Wagtail's table: `data`, which row and column are heads, `mergeCells`, and under
            `cell` those that are hidden behind a merged one.
    """
    spans = {(span["row"], span["col"]): span for span in value.get("mergeCells") or []}
    hidden = {(cell["row"], cell["col"]) for cell in value.get("cell") or [] if cell.get("hidden")}
    rows = []
    for row, cells in enumerate(value.get("data") or []):
        written = []
        for column, text in enumerate(cells):
            if (row, column) in hidden:
                continue
            is_head = row == 0 and value.get("first_row_is_table_header")
            is_side = column == 0 and value.get("first_col_is_header")
            tag = "th" if is_head or is_side else "td"
            scope = ' scope="col"' if is_head else ' scope="row"' if is_side else ""
            span = spans.get((row, column), {})
            wide = "".join(
                f' {name}="{int(span[name])}"'
                for name in ("rowspan", "colspan")
                if span.get(name, 1) > 1
            )
            lines = escape(text or "").replace("\n", "<br>")
            written.append(f"<{tag}{scope}{wide}>{lines}</{tag}>")
        rows.append(f"<tr>{''.join(written)}</tr>")
    return mark_safe("".join(rows))  # noqa: S308 - each cell is escaped
