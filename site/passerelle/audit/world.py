"""The world of the audit: spaces, a public part, an organisation, and what will lie there."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page

from access.models import Space
from pages.actions.open_space import open_space
from pages.models import Directory, Home, ManagersHome, Section, Seminar, SpaceHome
from passerelle.audit.places import PLACES, Place
from passerelle.audit.words import canary
from passerelle.install import prepare_site
from people.models import Organization, Person
from thesaurus.models import Concept, ConceptLabel, Territory

SOON = datetime.timedelta(days=10)
THEME = "audittheme"
"""The code and the name of a theme that planted pages alone have."""
TERRITORY = "AUDITLAND"
"""The same of a country."""


@dataclass
class World:
    """What is there before any object is.

    Attributes:
        languages: codes of the languages that objects are planted in.
        homes: home page by language.
        sections: a public section by language.
        events: a public event in it by language, whose annexes lie in spaces.
        organization: somebody whom pages name.
        theme: what some pages are about.
        territory: the country that they are about.
        spaces: by place.
        keeper: founds the spaces, and manages them beside the role that is looked through.
        people: the person of each role, anonymous ones left out.
    """

    languages: tuple[str, ...]
    homes: dict[str, Home]
    sections: dict[str, Section] = field(default_factory=dict)
    events: dict[str, Seminar] = field(default_factory=dict)
    organization: Organization | None = None
    theme: Concept | None = None
    territory: Territory | None = None
    spaces: dict[str, Space] = field(default_factory=dict)
    keeper: Person | None = None
    people: dict[str, Person] = field(default_factory=dict)

    def home_of(self, place: str, language: str, board: bool = False) -> Page:
        """The page beneath which the objects of a place lie."""
        if place == "public":
            return self.sections[language]
        model = ManagersHome if board else SpaceHome
        found: Page = model.objects.get(space=self.spaces[place], locale__language_code=language)
        return found


def build(places: tuple[str, ...]) -> World:
    """Plant a world with these places in a site, in two languages at least.

    Args:
        places: keys of `PLACES`.
    """
    prepare_site("Audit")
    languages = tuple(code for code, _name in settings.LANGUAGES)
    homes = {
        code: Home.objects.get(locale__language_code=code, alias_of=None) for code in languages
    }
    world = World(languages, homes)
    world.keeper = Person.objects.create_user("audit-keeper@example.org", first_name="Keeper")
    world.organization = Organization.objects.create(
        slug="audit-organisation",
        name="Audit organisation",
        territory=Territory.objects.get_or_create(code="SN")[0],
    )
    world.territory = Territory.objects.create(code=TERRITORY, name=TERRITORY)
    world.theme = Concept.objects.create(code=THEME)
    for code in languages:
        ConceptLabel.objects.create(concept=world.theme, language=code, name=THEME)
    plant_public(world)
    for code in ("elsewhere", "carried", *places):
        if code != "public":
            world.spaces[code] = space_of(world, PLACES.get(code) or Place(code, "team"))
    return world


def space_of(world: World, place: Place) -> Space:
    """The space of a place: a new one, or the members’ area that the site has."""
    known = Space.objects.filter(kind=Space.Kind.MEMBERS_AREA, status=Space.Status.ACTIVE).first()
    if place.kind == Space.Kind.MEMBERS_AREA and known is not None:
        return known
    names = {code: f"Audit {place.code} {code}" for code in world.languages}
    return open_space(
        place.slug,
        names,
        place.preset,
        actor=None,
        managers=[world.keeper],
        kind=place.kind,
        parent=world.spaces.get(place.parent),
    )


def plant_public(world: World) -> None:
    """A section, an event in it, and a directory, in each language."""
    keys: dict[str, Any] = {}
    for code, home in world.homes.items():
        section = Section(title=f"Audit {code}", slug="audit", show_in_menus=True)
        world.sections[code] = below(home, section, keys)
        event = Seminar(title=f"Audit event {code}", slug="audit-event", starts_on=day(SOON))
        world.events[code] = below(world.sections[code], event, keys)
        if not Directory.objects.child_of(home).exists():
            below(home, Directory(title=f"Directory {code}", slug="audit-directory"), keys)


def below(parent: Page, page: Any, keys: dict[str, Any]) -> Any:
    """Publish a page below another, as a version of the page that `keys` has of its type."""
    page.locale = Locale.objects.get(pk=parent.locale_id)
    page.translation_key = keys.setdefault(type(page).__name__, page.translation_key)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def day(offset: datetime.timedelta) -> datetime.date:
    """So many days from today."""
    return timezone.localdate() + offset


def word_of(role: str) -> str:
    """The name that a role's person bears: no canary, as those beside her may see it."""
    return canary("person", role)[2:]
