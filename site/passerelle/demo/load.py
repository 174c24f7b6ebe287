"""Load the whole demonstration, all or nothing."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from wagtail.models import Collection
from wagtail.signal_handlers import disable_reference_index_auto_update

from access.generation import raise_generation
from pages.actions.begin_language import locale_of
from pages.models import Home
from passerelle.begin_language import begin_language
from passerelle.demo.accounts import create_people
from passerelle.demo.content import Content, read_content, written_languages
from passerelle.demo.history import write_history, write_references
from passerelle.demo.objectives import create_objectives, create_periods, name_pages
from passerelle.demo.pictures import Pictures
from passerelle.demo.profiles import create_profiles
from passerelle.demo.records import create_records
from passerelle.demo.spaces import create_spaces
from passerelle.demo.threads import write_threads
from passerelle.demo.translations import record_translations
from passerelle.demo.tree import plant_homes, plant_item, plant_sections
from passerelle.demo.world import World
from passerelle.demo.writing import write_item
from search.documents import SOURCES
from search.indexing import index_objects
from search.models import Outbox
from search.pins import Pin

Tell = Callable[[str], None]


def load(
    address: tuple[str, int], today: datetime.date | None = None, tell: Tell = lambda _step: None
) -> None:
    """Write the demonstration to an empty, migrated database, in one transaction.

    Args:
        address: host and port that the site is reached at.
        today: the day from which dates count.
        tell: is told each step as it begins.
    """
    content = read_content(today or timezone.localdate())
    with (
        transaction.atomic(),
        disable_reference_index_auto_update(),
        translation.override(settings.LANGUAGE_CODE),
    ):
        tell("records")
        world = create_world(content)
        tell("pages")
        create_pages(content, world, address)
        tell("accounts")
        homes = [world.pages["home", language] for language in written_languages()]
        world.people = create_people(homes, content.tables["people"])
        create_profiles(content.tables["profiles"], world)
        tell("translations")
        record_translations(content, world)
        tell("spaces")
        create_spaces(content, world)
        write_threads(content, world)
        tell("languages")
        begin_others()
        tell("history")
        pages = list(world.pages.values())
        write_history(pages)
        write_references(pages)
        tell("index")
        index_all()
        raise_generation()


def is_loaded() -> bool:
    """Whether the database holds a site: all of the demonstration, as it came in one piece."""
    tables = connection.introspection.table_names()
    return Home._meta.db_table in tables and Home.objects.exists()


def create_world(content: Content) -> World:
    """All that pages refer to."""
    dates = content.dates
    records = create_records(content)
    periods = create_periods(content.tables["objectives"], dates)
    collection = Collection.get_first_root_node()
    assert collection is not None
    return World(
        dates=dates,
        locales={code: locale_of(code) for code in written_languages()},
        collection=collection,
        records=records,
        periods=periods,
        objectives=create_objectives(content.tables["objectives"], periods),
        pictures=Pictures(collection),
    )


def create_pages(content: Content, world: World, address: tuple[str, int]) -> None:
    """First every page, then the texts, which name other pages."""
    plant_homes(content, world, address)
    plant_sections(content, world)
    items = [*content.items, content.about]
    for item in items:
        plant_item(item, world)
    for item in items:
        write_item(item, world)
    first = settings.LANGUAGES[0][0]
    name_pages(content.tables["objectives"], world.objectives, lambda name: world.page(name, first))
    Pin.objects.create(words="contact", page=world.page(content.about.name, first))


def begin_others() -> None:
    """Prepare the languages of the site that the demonstration says nothing in."""
    there = Home.objects.values_list("locale__language_code", flat=True)
    for code, _name in settings.LANGUAGES:
        if code not in there:
            begin_language(code)


def index_all() -> None:
    """Write the search index at once; what signals noted meanwhile is in it."""
    for kind, source in SOURCES.items():
        index_objects(kind, list(source.all_ids()))
    Outbox.objects.all().delete()
