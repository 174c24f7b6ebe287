"""What a sheet sends: read leniently, for whatever it holds it must not be lost."""

import re
from dataclasses import dataclass
from operator import itemgetter
from secrets import token_urlsafe

from django.http import QueryDict

from languages.marks import settled
from languages.models.review import digest_of
from languages.sheet import short

KEY = re.compile(r"[A-Za-z0-9_-]{8,40}", re.ASCII)
PLACE = re.compile(r"t-(\d{1,18}-\d{1,18})", re.ASCII)
MOST_TEXTS = 400
LONGEST_REMARK = 300
RIGHT = "on"


@dataclass(frozen=True)
class Typed:
    """What a form says of one text.

    Attributes:
        text: what its field holds.
        version: what the form was made from, as `Row.version` gave it.
        is_right: she says that the text is right as it is.
        remark: why she sends it back to whoever wrote it.
    """

    text: str
    version: str = ""
    is_right: bool = False
    remark: str = ""

    @property
    def saved_version(self) -> str:
        """Of the text that was saved when the form was made."""
        return self.version.partition(".")[0]

    @property
    def is_untouched(self) -> bool:
        """Whether the field holds what it was given."""
        return short(self.text) == self.version.partition(".")[2]


@dataclass(frozen=True)
class Form:
    """What a sheet sends.

    Attributes:
        key: by which it is known when it comes twice.
        act: the button that was pressed.
        typed: what it says of each text, by the key of its row.
    """

    key: str
    act: str
    typed: dict[str, Typed]

    @classmethod
    def of(cls, data: QueryDict) -> "Form":
        """Read a form; one without a key is like no other."""
        key = data.get("form_key", "")
        known = key if KEY.fullmatch(key) else token_urlsafe(9)
        return cls(known, data.get("act", ""), typed_in(data))

    @property
    def digest(self) -> str:
        """Of all that it says: with the same key, it is the same form."""
        return digest_of(f"{self.act}{sorted(self.typed.items(), key=itemgetter(0))}")


def typed_in(data: QueryDict) -> dict[str, Typed]:
    """What a form says of each text, by the key of its row.

    Args:
        data: the form; `t-…` are texts, `v-…` what they were made from, `r-…` ticks that a text
            is right, `b-…` why it is sent back. The button `approve` ticks all.
    """
    all_right = data.get("act") == "approve"
    found: dict[str, Typed] = {}
    for name in data:
        match = PLACE.fullmatch(name)
        if match is None or len(found) >= MOST_TEXTS:
            continue
        key = match.group(1)
        found[key] = Typed(
            text=settled(data.get(name, "")),
            version=data.get(f"v-{key}", ""),
            is_right=all_right or data.get(f"r-{key}") == RIGHT,
            remark=data.get(f"b-{key}", "").replace("\0", "").strip()[:LONGEST_REMARK],
        )
    return found
