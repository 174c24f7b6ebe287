"""Whether a file may be named to the one for whom a page is being written."""

from typing import Any

from access.reader import current_reader


def shown(file: Any) -> bool:
    """Whether the present reader may see a picture or document; not if there is none."""
    return may_be_named(file) and not file.held_for


def may_be_named(file: Any) -> bool:
    """Whether she may know of it, be it kept back or not."""
    return bool(file) and current_reader().sees_files_of(file.collection_id)
