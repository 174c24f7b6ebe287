"""A stream of blocks that keeps definitions out of migrations, and towers out of texts."""

from typing import Any

from wagtail.fields import StreamField

from thesaurus.towers import flattened


class Stream(StreamField):
    """Wagtail's stream field; a new kind of block must not ask for a migration.

    Can go when Wagtail leaves block definitions out by itself.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """What a migration says of the field: a stream of no block in particular."""
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs

    def get_prep_value(self, value: Any) -> Any:
        """What is kept, of a page and of its versions: texts without towers of accents."""
        return flattened(super().get_prep_value(value))
