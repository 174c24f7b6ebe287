"""Towers of accents: more of them on one letter than any language has, over the lines around."""

import re
from typing import Any

from django.db import models

MOST = 4
MARKS = (
    "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed"
    "\\u0730-\\u074a\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece\\u0f71-\\u0f84"
    "\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f"
)
"""Those that stand above, below or across the letter before them."""

HIDDEN = "\\u200b-\\u200d\\u2060"
"""What shows nothing, and would hide from us that a tower goes on."""

TOWER = re.compile(f"((?:[{MARKS}][{HIDDEN}]*){{{MOST}}})[{MARKS}][{MARKS}{HIDDEN}]*")


def without_towers(text: str) -> str:
    """A text of which no letter has more than four marks.

    Args:
        text: of any script.
    """
    return text if text.isascii() else TOWER.sub(r"\1", text)


def flattened(value: Any) -> Any:
    """Data of which no text has a tower.

    Args:
        value: as JSON has it: texts, numbers, lists and dicts of such.
    """
    if isinstance(value, str):
        return without_towers(value)
    if isinstance(value, list):
        return [flattened(one) for one in value]
    if isinstance(value, dict):
        return {name: flattened(one) for name, one in value.items()}
    return value


def cut_towers(instance: models.Model, **_signal: Any) -> None:
    """See that no name, title or text is kept with a tower, whichever way it came."""
    for field in instance._meta.concrete_fields:
        if type(field) in (models.CharField, models.TextField):
            value = instance.__dict__.get(field.attname)
            if isinstance(value, str) and not value.isascii():
                setattr(instance, field.attname, without_towers(value))
