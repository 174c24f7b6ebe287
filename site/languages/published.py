"""The languages in which the public can read: those whose home page is published.

A language that is being prepared has an interface already, for those who prepare it; the public
is not led there by any link.
"""

from django.conf import settings
from wagtail.models import Page

from access.generation import held
from access.visibility import PUBLIC_ONLY, visible_to


@held
def published_languages() -> tuple[str, ...]:
    """Codes of the site's languages that have a public home page; all of them before any has."""
    homes = visible_to(Page.objects.filter(depth=2), PUBLIC_ONLY)
    there = set(homes.values_list("locale__language_code", flat=True))
    known = tuple(dict(settings.LANGUAGES))
    return tuple(code for code in known if code in there) or known


def home_address(language: str) -> str:
    """Where the home page of a language is; the bare address while it has none to show."""
    return f"/{language}/" if language in published_languages() else "/"
