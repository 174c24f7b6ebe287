"""The site's languages as a field's choices, asked for when needed and kept out of migrations."""

from django.conf import settings


def site_languages() -> list[tuple[str, str]]:
    """Code and name of each language."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def first_language() -> str:
    """The code of the site's first language."""
    return str(settings.LANGUAGE_CODE)
