"""What every page shows of the site itself, held in memory until somebody changes it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from access.generation import held
from access.reader import Reader
from people.models import OurSite, OurWords
from people.models.our_site import BandColour

LOGO_HEIGHT = 32
"""How high the logo stands in the band, in pixels."""


@dataclass(frozen=True)
class Face:
    """The site's own words in a language, and what is the same in all of them."""

    name: str = ""
    baseline: str = ""
    footer: str = ""
    colour: str = BandColour.INDIGO
    has_contact: bool = False
    logo: Any = None
    logo_width: int = 0


def our_site() -> Face:
    """The site in the language now active."""
    return face(get_language() or "")


def kept_site() -> OurSite:
    """The row that holds what all languages share; a new one, not saved, where there is none."""
    return OurSite.objects.select_related("logo").first() or OurSite(pk=1)


def menu_order() -> dict[str, int]:
    """The place in the menu of pages below the home pages, by their translation keys."""
    return {key: place for place, key in enumerate(kept_site().menu)}


@held
def face(language: str) -> Face:
    """The site in a language.

    Args:
        language: its code.
    """
    site = kept_site()
    words = OurWords.objects.filter(language=language).first() or OurWords(language=language)
    logo = site.logo
    if logo and (logo.held_for or not Reader().sees_files_of(logo.collection_id)):
        logo = None
    return Face(
        name=words.name,
        baseline=words.baseline,
        footer=words.footer,
        colour=site.colour,
        has_contact=bool(site.contact_address),
        logo=logo,
        logo_width=round(logo.width * LOGO_HEIGHT / logo.height) if logo else 0,
    )
