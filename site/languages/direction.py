"""The direction of a passage, which its own letters tell once a mark stands before them."""

import unicodedata

from django.conf import settings

RIGHT_TO_LEFT = {"R", "AL"}
STRONG = {"L", *RIGHT_TO_LEFT}
MARK = "\u200f"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter of a text is of a script that runs from right to left."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in STRONG), "") in RIGHT_TO_LEFT


def holds_right_to_left(text: str) -> bool:
    """Whether a text has a letter of such a script."""
    return any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text)


def set_direction(text: str, whole: str) -> str:
    """The beginning of a passage that its author set from right to left.

    Args:
        text: its beginning.
        whole: all its words.

    Returns:
        The beginning behind a mark of direction, where its first letter would tell another one.
    """
    needs_mark = holds_right_to_left(whole) and not is_right_to_left(whole)
    return MARK + text if needs_mark else text


def direction_of(language: str) -> str:
    """How a language is written, as the attribute `dir` says it: `ltr` or `rtl`."""
    return "rtl" if language.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"
