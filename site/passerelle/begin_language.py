"""Prepare a language of the site: a draft of its home page, its spaces, the rights over them.

Each step leaves alone what is there: where one was cut short, the next run goes on.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from access.apply import apply_all
from access.models import Space
from languages.catalogues import catalogue_of, untranslated
from pages.actions.begin_language import home_in
from pages.actions.open_space import plant_homes, spaces_page
from pages.models import Home
from passerelle.handbook.chapters import LANGUAGES as HANDBOOK
from passerelle.roles import share_roles
from search.words import STEMMERS

Tell = Callable[[str], None]


def begin_language(code: str, tell: Tell = lambda _step: None) -> Home:
    """Make what a language needs before anybody writes in it; nothing of it is public.

    Args:
        code: of a language.
        tell: is told each step as it is done.

    Returns:
        Its home page.

    Raises:
        Home.DoesNotExist: the site has no home page in any language yet.
    """
    home = home_in(code)
    share_roles(Page.objects.get(pk=home.pk))
    tell("home page")
    place = spaces_page(home)
    spaces = Space.objects.order_by("pk")
    for space in spaces:
        plant_homes(space, [place])
    apply_all(spaces)
    tell("spaces")
    return home


def what_remains(home: Home, code: str) -> list[str]:
    """What people still have to do for a language, in sentences.

    Args:
        home: its home page.
        code: its code.
    """
    found = []
    named = list(dict(settings.LANGUAGES))
    if code not in named:
        found.append(
            "The site does not use it yet: set the variable "
            f"CONTENT_LANGUAGES={','.join([*named, code])}, start the site again, then run "
            "this command once more: lists and the search need it."
        )
    catalogue = catalogue_of(code)
    if catalogue is None:
        found.append(
            f"The texts of buttons and menus are not written in it: make the folder locale/{code} "
            "with “manage.py catalogues”, then translate what is in it. The site’s first "
            "language stands in."
        )
    elif left := untranslated(catalogue):
        found.append(
            f"{left} texts of buttons and menus are left to translate in locale/{code}. The "
            "site’s first language stands in."
        )
    if code not in STEMMERS:
        found.append(
            "The search finds its words as they are written only: search/words.py names the "
            "languages whose forms it knows."
        )
    if code not in HANDBOOK:
        found.append(f"The help pages are shown in English: site/passerelle/handbook/{code}.")
    if not home.live:
        address = reverse("wagtailadmin_pages:edit", args=[home.pk])
        found.append(f"Nobody but editors sees it until its home page is published: {address}")
    return found
