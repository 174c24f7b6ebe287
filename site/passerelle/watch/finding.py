"""What a check finds: a state, what is so in words, and what to do about it."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theme.templatetags.formats import fine_size, moment, number

Text = str | Promise
GIGABYTE = 1_000_000_000


class State(StrEnum):
    """How something is, in the words of the contract."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


class Size(int):
    """A number of bytes, which is said in larger units."""


@dataclass(frozen=True)
class Finding:
    """How something is.

    Attributes:
        state: in one word, for programs.
        says: what is so, with names of `facts` in it.
        what_to_do: the next step; empty where there is none.
        facts: what was measured.
    """

    state: State
    says: Text
    what_to_do: Text = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is so, in the language now active."""
        return str(self.says) % {name: in_words(value) for name, value in self.facts.items()}

    @property
    def advice(self) -> str:
        """What to do, in the language now active."""
        return str(self.what_to_do) % {name: in_words(value) for name, value in self.facts.items()}

    @property
    def steps(self) -> SafeString:
        """The advice as HTML: what stands between backquotes is typed as it is."""
        parts = enumerate(self.advice.split("`"))
        tags = (
            ("code dir=ltr", part, "code") if n % 2 else ("span", part, "span") for n, part in parts
        )
        return format_html_join("", "<{}>{}</{}>", tags)


def in_words(value: Any) -> str:
    """A fact as readers of the language now active write it."""
    if isinstance(value, datetime.datetime):
        return moment(value)
    if isinstance(value, Size) and value >= GIGABYTE:
        return _("%(number)s GB") % {"number": number(round(value / GIGABYTE, 1))}
    if isinstance(value, Size):
        return fine_size(value)
    return number(value) if isinstance(value, int | float) else str(value)
