"""The same thing in several languages: by default each in one, and the languages take turns."""

from collections.abc import Sequence
from typing import Any

import pytest


def in_turn(things: Sequence[Any], languages: Sequence[str]) -> list[Any]:
    """Each thing in each language, for `parametrize` with two names.

    Returns:
        Sets of parameters, of which all but one of each thing are marked `full`.
    """
    return [
        pytest.param(
            thing, language, marks=[] if number % len(languages) == place else [pytest.mark.full]
        )
        for number, thing in enumerate(things)
        for place, language in enumerate(languages)
    ]
