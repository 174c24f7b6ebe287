"""Begin a language: its home page, then the spaces' pages, drafts until it is published."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from access.generation import raise_generation
from access.models import PUBLIC, AudienceRoot
from pages.actions.open_space import begin
from pages.models.home import Home
from pages.models.space_home import ManagersHome, SpaceHome, Spaces
from search.outbox import enqueue


def locale_of(code: str) -> Locale:
    """Wagtail's record of a language, made where it is missing.

    Also of one that the settings do not name yet, which Wagtail's own queries leave out.
    """
    locale: Locale = Locale.all_objects.get_or_create(language_code=code)[0]
    return locale


def plant_home(home: Home, code: str) -> Home:
    """Put the home page of a language beside those of the others, for everybody once published.

    Args:
        home: not saved yet.
        code: the language.
    """
    root = Page.get_first_root_node()
    assert root is not None
    home.locale = locale_of(code)
    if first := Home.objects.order_by("path").first():
        home.translation_key = first.translation_key
    root.add_child(instance=home)
    AudienceRoot.begin(home, PUBLIC)
    return home


@transaction.atomic
def home_in(code: str) -> Home:
    """The home page of a language; where there is none, a draft under the site's own title.

    Raises:
        Home.DoesNotExist: the site has no home page at all.
    """
    homes = Home.objects.select_related("locale").order_by("path")
    known = homes.filter(locale__language_code=code).first()
    if known is not None:
        return known
    first = homes.first()
    if first is None:
        raise Home.DoesNotExist
    home = Home(title=first.title, slug=code)
    begin(home, is_live=False)
    plant_home(home, code)
    home.save_revision(clean=False)
    return home


@transaction.atomic
def language_published(instance: Home, **signal: Any) -> None:
    """Publish the spaces' pages that were waiting for a home page. Serves as a signal handler."""
    beneath = Page.objects.descendant_of(instance).exact_type(Spaces, SpaceHome, ManagersHome)
    waiting = list(beneath.filter(live=False, first_published_at=None))
    for page in waiting:
        begin(page, is_live=True)
    columns = ["live", "has_unpublished_changes", "first_published_at", "last_published_at"]
    Page.objects.bulk_update(waiting, columns, batch_size=500)
    enqueue("page", [page.pk for page in waiting])
    raise_generation()
