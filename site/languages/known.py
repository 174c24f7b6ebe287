"""The languages that the product is written in, and what any other language is called."""

from babel import Locale, UnknownLocaleError
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KNOWN: dict[str, str | Promise] = {
    "fr": _("French"),
    "en": _("English"),
    "es": _("Spanish"),
    "pt": _("Portuguese"),
    "ar": _("Arabic"),
}
"""Those with a catalogue of interface texts of their own, kept complete."""

AT_FIRST = ["fr", "en"]
"""Those of a site that names none."""

RIGHT_TO_LEFT = [
    "ar", "ar-dz", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi",
]  # fmt: skip
"""Those written from right to left, also the ones that Django does not name."""

PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 && n%100<=99 ? 4 : 5;",
}
"""The rule of each, as catalogues write it."""


def name_of(code: str) -> str | Promise:
    """What readers call a language, whether the interface is written in it or not.

    One that Django has never heard of is made known to it.

    Args:
        code: such as `mg` or `pt-br`.

    Raises:
        ImproperlyConfigured: there is no such language.
    """
    if code in KNOWN:
        return KNOWN[code]
    if code not in LANG_INFO:
        LANG_INFO[code] = described(code)
    return _(str(LANG_INFO[code]["name"]))


def described(code: str) -> dict[str, str | bool]:
    """A language as Django wants it described: its names and the direction of its writing.

    Raises:
        ImproperlyConfigured: there is no such language.
    """
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ImproperlyConfigured(
            f"CONTENT_LANGUAGES names “{code}”, which is no language that we know."
        ) from error
    name = locale.get_display_name("en") or code
    return {
        "bidi": locale.text_direction == "rtl",
        "code": code,
        "name": name,
        "name_local": locale.get_display_name(code) or name,
    }
