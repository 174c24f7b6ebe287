"""Numbers by which states and registers know organisations, checked before they are kept."""

import re
from collections.abc import Callable

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORTENED = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
RNA = re.compile(r"W[0-9]{9}")
ORG_ID = re.compile(r"([A-Z]{2})-([A-Z0-9_]+)-([A-Z0-9][A-Z0-9./_-]*)", re.IGNORECASE)
SIREN_LENGTH, SIRET_LENGTH = 9, 14
POST_OFFICE = "356000000"
"""Whose thousands of places have numbers of another kind of key."""

INTERNATIONAL = frozenset({"XI", "XM", "XR"})
"""What org-id.guide writes instead of a country."""

OF_COMPANIES = frozenset({"INSEE", "RCS", "SIREN", "SIRENE", "SIRET"})
NINE = 9


def together(text: str) -> str:
    """A number as it was typed, in groups or not, without what parts them."""
    return re.sub(r"[\s.\-‐‑–]", "", text)


def clean_siret(text: str) -> str:
    """A SIRET number, or the SIREN number that it begins with, without spaces; empty stays empty.

    Args:
        text: as it was typed, in groups or not.

    Raises:
        ValidationError: it has another length, or its key is wrong.
    """
    if SHORTENED.fullmatch(text.strip()):
        raise ValidationError(
            _(
                "A spreadsheet has shortened this number: give the column the format “text” there, "
                "then type the number again."
            )
        )
    number = together(text)
    if not number:
        return ""
    if not re.fullmatch("[0-9]+", number):
        raise ValidationError(_("A SIRET or SIREN number has digits only."))
    if len(number) not in (SIREN_LENGTH, SIRET_LENGTH):
        raise ValidationError(
            _("This number has %(count)d digits: a SIRET number has 14, a SIREN number 9."),
            params={"count": len(number)},
        )
    if not (luhn(number) or is_of_post_office(number)):
        raise ValidationError(
            _("The last digit of this number does not go with the others: a digit is mistyped.")
        )
    return number


def luhn(number: str) -> bool:
    """Whether the last digit of a number is the key of the others."""
    doubled = (
        int(digit) * 2 if position % 2 else int(digit)
        for position, digit in enumerate(reversed(number))
    )
    return sum(digit - NINE if digit > NINE else digit for digit in doubled) % 10 == 0


def is_of_post_office(number: str) -> bool:
    """Whether a SIRET number is one of La Poste, whose digits add up to a multiple of five."""
    is_a_place = len(number) == SIRET_LENGTH and number.startswith(POST_OFFICE)
    return is_a_place and sum(map(int, number)) % 5 == 0


def clean_rna(text: str) -> str:
    """An RNA number in capitals without spaces; empty stays empty.

    Args:
        text: as it was typed.

    Raises:
        ValidationError: it is not a W and nine digits.
    """
    number = together(text).upper()
    if number and not RNA.fullmatch(number):
        raise ValidationError(_("This RNA number is not right: it is a W and nine digits."))
    return number


def clean_org_id(text: str) -> str:
    """An identifier of org-id.guide: a country or `XI`, a register, a number; empty stays empty.

    Args:
        text: as it was typed, such as `SN-NINEA-001234567` or `FR-RNA-W123456789`.

    Raises:
        ValidationError: a part is missing or unknown, or a French number in it is not right.
    """
    typed = "".join(text.split())
    if not typed:
        return ""
    found = ORG_ID.fullmatch(typed)
    if not found:
        raise ValidationError(
            _(
                "This identifier is not right: it is a country in two letters, a register and a "
                "number, with hyphens between, such as FR-RNA-W123456789."
            )
        )
    country, register, number = found[1].upper(), found[2].upper(), found[3]
    if country not in INTERNATIONAL and country not in Locale("en").territories:
        raise ValidationError(
            _("“%(code)s”, with which this identifier begins, is no country."),
            params={"code": country},
        )
    if country == "FR" and register == "RNA":
        number = clean_rna(number)
    elif country == "FR" and register in OF_COMPANIES:
        number = clean_siret(number)
    return f"{country}-{register}-{number}"


IDENTIFIERS: dict[str, Callable[[str], str]] = {
    "rna": clean_rna,
    "siret": clean_siret,
    "org_id": clean_org_id,
}
"""What makes a typed number one that is kept, by field of the organisation."""
