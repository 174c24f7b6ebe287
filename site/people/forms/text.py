"""A line of text in which there is something to read."""

import unicodedata
from typing import Any

from django import forms

from thesaurus.towers import without_towers


class VisibleText(forms.CharField):
    """Counts as empty what shows nothing: spaces, signs without width; cuts towers of accents."""

    def to_python(self, value: Any) -> str:
        """The text, or nothing where nothing can be seen of it."""
        text = without_towers(super().to_python(value) or "")
        # A null byte is left to the validators, which name it.
        return text if is_seen(text) or "\0" in text else ""


def is_seen(text: str) -> bool:
    """Whether a text shows anything: a letter, a digit, a sign."""
    return any(unicodedata.category(sign)[0] not in "CZM" for sign in text)
