"""Names and addresses made to be taken for another's: letters of two scripts, hidden signs."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Scripts that one word of Japanese or Korean rightly mixes.
TOGETHER = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
# Letters of other scripts that a reader takes for Latin ones.
TWINS = frozenset("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅοανικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
SIGNS_OF_NAMES = frozenset(" '’-.·,()")
MOST_MARKS = 3
STACKED = re.compile(rf"[\u0300-\u036f]{{{MOST_MARKS + 1}}}")

HIDDEN = _("There is a hidden or unusual sign in it: type it again, with letters only.")
MIXED = _(
    "Letters of two alphabets are mixed in one word, which can be taken for another: "
    "type it again with one keyboard."
)


def scripts_of(word: str) -> set[str]:
    """The scripts that the letters of a word belong to, such as `LATIN`."""
    found = {
        unicodedata.name(sign, "UNKNOWN").split()[0]
        for sign in word
        if unicodedata.category(sign) in ("Ll", "Lu", "Lt", "Lo")
    }
    return {"TOGETHER" if script in TOGETHER else script for script in found}


def is_twin(word: str) -> bool:
    """Whether a word of another script looks like a Latin one, letter by letter."""
    letters = [sign for sign in word if sign.isalpha()]
    return bool(letters) and all(letter in TWINS for letter in letters)


def check_words(words: list[str]) -> None:
    """Refuse words that mix scripts, and Latin words beside one that only looks Latin.

    Raises:
        ValidationError: with a sentence for whoever typed it.
    """
    if any(len(scripts_of(word)) > 1 for word in words):
        raise ValidationError(MIXED, code="look_alike")
    is_latin_beside = any(scripts_of(word) == {"LATIN"} for word in words)
    if is_latin_beside and any(is_twin(word) for word in words):
        raise ValidationError(MIXED, code="look_alike")


def clean_name(name: str) -> str:
    """A name with its spaces in order.

    Args:
        name: as it was typed.

    Raises:
        ValidationError: it has signs that names have not, or mixes scripts.
    """
    # Full-width and mathematical letters become the plain ones that they stand for.
    name = " ".join(unicodedata.normalize("NFKC", name).split())
    is_plain = all(
        sign in SIGNS_OF_NAMES or unicodedata.category(sign)[0] in "LM" or sign.isdecimal()
        for sign in name
    )
    if not is_plain or STACKED.search(unicodedata.normalize("NFD", name)):
        raise ValidationError(HIDDEN, code="hidden_sign")
    check_words(re.split(r"[\s'’-]+", name))
    return name


def check_address(address: str) -> None:
    """Refuse an e-mail address that can be taken for another's.

    Args:
        address: already known to have the form of an address.

    Raises:
        ValidationError: it mixes scripts, in what is before or after the at sign.
    """
    local, _at, domain = address.rpartition("@")
    try:
        labels = [
            label.encode("ascii").decode("idna") if label.startswith("xn--") else label
            for label in domain.split(".")
        ]
    except UnicodeError as error:
        raise ValidationError(HIDDEN, code="hidden_sign") from error
    if any(unicodedata.category(sign)[0] in "CZ" for sign in address):
        raise ValidationError(HIDDEN, code="hidden_sign")
    check_words([local, *labels])
