"""Which passwords are too easy: known ones in disguise, and those of a list of stolen ones.

Both are asked here and nowhere else: no part of a password leaves the machine.
"""

import hashlib
import unicodedata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from people.site_name import site_name

DISGUISES = str.maketrans("0134578@$!€", "oieastbasie")
ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890123456789",
    "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn",
)  # fmt: skip
WORDS = frozenset(
    {
        "association", "azerty", "benevole", "bienvenue", "bonjour", "connexion", "contrasena",
        "federation", "intranet", "jetaime", "motdepasse", "ordinateur", "passerelle", "password",
        "reseau", "secret", "senha", "solidarite", "soleil", "vacances", "volontaire",
    }
)  # fmt: skip
"""What people here think of first, beside Django's twenty thousand passwords of the world."""

MOST_AROUND = 6
SHORTEST_CORE = 4
SHORTEST_REPEATED = 6
LONGEST_LOOKED_AT = 200


class DisguisedPasswordValidator(CommonPasswordValidator):
    """Refuses a well-known word or row of keys with a few signs around it or in it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Look behind the signs.

        Raises:
            ValidationError: there is something that everybody tries first.
        """
        typed = folded(password[:LONGEST_LOOKED_AT])
        known = {*WORDS, *words_of(name_known())}
        plain = typed.translate(DISGUISES)
        cores = {core_of(typed), core_of(typed).translate(DISGUISES), core_of(plain)}
        for core in cores:
            once = repeated("".join(sign for sign in core if sign.isalnum()))
            is_bare = len(typed) - len(core) <= MOST_AROUND and len(once) >= SHORTEST_CORE
            is_known = once in known or once in self.passwords or is_row(once)
            if len(repeated(typed)) < SHORTEST_REPEATED or is_row(typed) or (is_bare and is_known):
                raise ValidationError(
                    _(
                        "This password is one that many people choose, with a few signs around it:"
                        " take several words that do not belong together."
                    ),
                    code="password_disguised",
                )

    def get_help_text(self) -> str:
        """The rule, beside the field."""
        return _("Not a common word with a few figures around it, nor keys in a row.")


class StolenPasswordValidator:
    """Refuses passwords of a list that the operator laid on the machine.

    The list has a line for each, `SHA1:times` in capitals, in order: as the Pwned Passwords are
    given out. It is searched on the disk, however large it is.
    """

    def __init__(self) -> None:
        self.path = Path(settings.STOLEN_PASSWORDS)
        if not self.path.is_file():
            raise ImproperlyConfigured("STOLEN_PASSWORDS names no file.")

    def validate(self, password: str, user: Any = None) -> None:
        """Look the password up.

        Raises:
            ValidationError: it is in the list.
        """
        mark = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if is_listed(self.path, mark.encode()):
            raise ValidationError(
                _("This password is in a list of stolen ones: choose another, here and elsewhere."),
                code="password_stolen",
            )

    def get_help_text(self) -> str:
        """The rule, beside the field."""
        return _("Not one that was stolen from another site.")


def folded(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def core_of(text: str) -> str:
    """A text without the figures and signs at its ends."""
    letters = [number for number, sign in enumerate(text) if sign.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def name_known() -> str:
    """What the site is called, as far as that is known while it is being installed."""
    try:
        return site_name()
    except DatabaseError:
        return str(settings.SITE_NAME)


def words_of(name: str) -> set[str]:
    """The name of the site, as one word and word by word."""
    words = folded(name).split()
    return {"".join(words), *(word for word in words if len(word) >= SHORTEST_CORE)}


def repeated(text: str) -> str:
    """What a text is made of by repeating it; the text itself if by nothing."""
    period = (text + text).find(text, 1) if text else 0
    return text[:period] if 0 < period < len(text) else text


def is_row(text: str) -> bool:
    """Whether a text is keys or signs in a row, forwards or backwards."""
    return len(text) >= SHORTEST_CORE and any(text in row or text in row[::-1] for row in ROWS)


def is_listed(path: Path, mark: bytes) -> bool:
    """Whether a line of a file in order begins with a mark; by halves, a few dozen reads."""
    with path.open("rb") as lines:
        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()
            line = lines.readline()
            if line and line[: len(mark)].upper() < mark:
                low = middle + 1
            else:
                high = middle
        lines.seek(low)
        if low:
            lines.readline()
        return lines.readline()[: len(mark)].upper() == mark
