"""Names of countries and of regions of the world, from the standard list of each language."""

from collections.abc import Mapping

from babel import Locale
from django.conf import settings

VARIETIES = {"pt": "pt-PT"}
"""Portuguese as it is written in Africa and Europe: Madagáscar, Benim, Quénia."""


def country_names(language: str) -> Mapping[str, str]:
    """Names by code: ISO 3166-1 for countries, UN M49 for regions of the world."""
    names: Mapping[str, str] = Locale.parse(VARIETIES.get(language, language), sep="-").territories
    return names


def names_of(code: str) -> list[str]:
    """What a country or region is called in each of the site's languages."""
    return [country_names(language).get(code, "") for language, _name in settings.LANGUAGES]
