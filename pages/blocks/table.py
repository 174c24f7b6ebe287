"""A table whose cells can be translated."""

from typing import Any

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
