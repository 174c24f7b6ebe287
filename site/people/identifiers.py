"""Numbers by which the French state knows organisations, checked before they are kept."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SIRET = re.compile(r"[0-9]{14}")
RNA = re.compile(r"W[0-9]{9}")
NINE = 9


def clean_siret(text: str) -> str:
    """A SIRET number without spaces; empty stays empty.

    Args:
        text: as it was typed, in groups or not.

    Raises:
        ValidationError: it has not 14 digits, or its key is wrong.
    """
    number = "".join(text.split())
    if number and not (SIRET.fullmatch(number) and luhn(number)):
        raise ValidationError(
            _("This SIRET number is not right: it has 14 digits, the last of which is a key.")
        )
    return number


def luhn(number: str) -> bool:
    """Whether the last digit of a number is the key of the others."""
    doubled = (
        int(digit) * 2 if position % 2 else int(digit)
        for position, digit in enumerate(reversed(number))
    )
    return sum(digit - NINE if digit > NINE else digit for digit in doubled) % 10 == 0


def clean_rna(text: str) -> str:
    """An RNA number in capitals without spaces; empty stays empty.

    Args:
        text: as it was typed.

    Raises:
        ValidationError: it is not a W and nine digits.
    """
    number = "".join(text.split()).upper()
    if number and not RNA.fullmatch(number):
        raise ValidationError(_("This RNA number is not right: it is a W and nine digits."))
    return number
