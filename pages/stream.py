"""A stream of blocks that keeps its block definitions out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class Stream(StreamField):
    """Wagtail's stream field; a new kind of block must not ask for a migration.

    Can go when Wagtail leaves block definitions out by itself.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """What a migration says of the field: a stream of no block in particular."""
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs
