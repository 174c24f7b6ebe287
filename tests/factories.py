"""Make what tests need: a small site in two languages, pages, people, organisations."""

import datetime
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site
from wagtail.users.models import UserProfile

from access.actions.membership import give
from access.models import PUBLIC, AudienceRoot, Space
from files.models import Picture, SiteDocument
from pages.actions.begin_language import plant_home
from pages.actions.open_space import open_space
from pages.models import (
    ActionSheet,
    Article,
    Directory,
    ExperienceSheet,
    Home,
    Network,
    Objectives,
    Period,
    Project,
    Resource,
    Section,
    Seminar,
    Workshop,
)
from people.models import Organization, OrganizationText, Person
from thesaurus.models import Concept, ConceptLabel, Territory


def french_and_english() -> tuple[Home, Home]:
    """The home pages of a site in French, its first language, and English."""
    french, _made = Locale.objects.get_or_create(language_code="fr")
    english, _made = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=french)
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=Home(title="Réseau d’essai", slug="fr", locale=french))
    other = root.add_child(
        instance=Home(
            title="Test network", slug="en", locale=english, translation_key=home.translation_key
        )
    )
    for page in (home, other):
        AudienceRoot.begin(page, PUBLIC)
    Site.objects.all().delete()
    Site.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Test"
    )
    return home, other


def home_of(language: str) -> Home:
    """The published home page of a language beside those that are there."""
    return plant_home(Home(title=f"Home {language}", slug=language), language)


def a_space(slug: str = "atelier", preset: str = "members", **fields: Any) -> Space:
    """A space with its home pages, and a manager unless `managers` says who.

    Args:
        slug: its short name; its name is made of it.
        preset: who comes in.
        fields: other arguments of `open_space`.
    """
    names = {"fr": f"Espace {slug}", "en": f"Space {slug}"}
    if "managers" not in fields:
        fields["managers"] = [PersonFactory()]
    fields.setdefault("sentences", {"fr": "Une phrase.", "en": "A sentence."})
    return open_space(slug, fields.pop("names", names), preset, actor=None, **fields)


def belonging(space: Space, role: str, **fields: Any) -> Person:
    """A new person with a role in a space."""
    person: Person = PersonFactory(**fields)
    give(space, person, role, actor=None)
    return person


def add(parent: Page, model: type[Page], title: str, **fields: Any) -> Any:
    """Add a published page below another, in the language of that one.

    Args:
        parent: the page above.
        model: the page type.
        title: its title; the address is made of it.
        fields: its other fields; `themes` and `territories` are lists of codes.
    """
    themes = fields.pop("themes", [])
    territories = fields.pop("territories", [])
    fields.setdefault("first_published_at", timezone.now())
    fields.setdefault("last_published_at", fields["first_published_at"])
    page = model(title=title, locale=parent.locale, live=True, **fields)
    for code in themes:
        page.theme_rows.add(theme_row(code))
    for code in territories:
        page.territory_rows.add(territory_row(code))
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return page


def theme_row(code: str) -> Any:
    """A row that gives a page a theme."""
    from pages.models import PageTheme

    return PageTheme(concept=Concept.objects.get_or_create(code=code)[0])


def territory_row(code: str) -> Any:
    """A row that gives a page a country or region."""
    from pages.models import PageTerritory

    return PageTerritory(territory=Territory.objects.get_or_create(code=code)[0])


def translate(page: Any, parent: Page, title: str, **fields: Any) -> Any:
    """Add the translation of a page below a page of the other language."""
    return add(parent, type(page), title, translation_key=page.translation_key, **fields)


def concept(
    code: str, french: str, english: str, broader: Concept | None = None, **extra: str
) -> Concept:
    """A theme with its names; `synonyms` are French ones, one on each line."""
    found, _made = Concept.objects.update_or_create(code=code, defaults={"broader": broader})
    for language, name in (("fr", french), ("en", english)):
        ConceptLabel.objects.update_or_create(
            concept=found,
            language=language,
            defaults={"name": name, "synonyms": extra.get(f"synonyms_{language}", "")},
        )
    return found


class PersonFactory(factory.django.DjangoModelFactory):
    """An account without a role."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = "Awa"
    last_name = "Diallo"


class OrganizationFactory(factory.django.DjangoModelFactory):
    """An association in Senegal, described in both languages."""

    class Meta:
        model = Organization
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"association-{number}")
    name = factory.Sequence(lambda number: f"Association {number}")
    territory = factory.LazyFunction(lambda: Territory.objects.get_or_create(code="SN")[0])
    city = "Thiès"

    @factory.post_generation
    def texts(self, create: bool, given: Any, **extra: Any) -> None:
        """Its descriptions."""
        for language, text in (("fr", "Elle forme des jeunes."), ("en", "It trains young people.")):
            OrganizationText.objects.create(organization=self, language=language, description=text)


def paragraph(text: str) -> list[dict[str, str]]:
    """A stream of one paragraph."""
    return [{"type": "paragraph", "value": f"<p>{text}</p>"}]


def day(offset: int) -> datetime.date:
    """A date so many days from today."""
    return datetime.date.today() + datetime.timedelta(days=offset)


def archived_period() -> Period:
    """A period that was closed a year ago."""
    return Period.objects.get_or_create(
        code="archived",
        defaults={"starts": day(-2000), "ends": day(-900), "archived_on": day(-365)},
    )[0]


ITEMS: dict[str, tuple[type[Page], dict[str, Any]]] = {
    "article": (Article, {"author": "Awa Diallo"}),
    "project": (Project, {"stage": "running", "budget": 12000, "goals": [2, 6]}),
    "workshop": (Workshop, {"starts_on": day(20), "city": "Lyon"}),
    "seminar": (Seminar, {"starts_on": day(-30), "city": "Dakar", "time_zone": "Africa/Dakar"}),
    "network": (Network, {"founded": 2015}),
    "resource": (Resource, {"kind": "guide", "minutes": 20}),
    "action_sheet": (ActionSheet, {"amount": 5000}),
    "experience_sheet": (ExperienceSheet, {"author": "Moussa Ba", "year": 2024}),
}
"""An example of each type that lists and search show: its model and some fields."""


def holding(group: Group) -> Person:
    """Somebody with a role of the whole site."""
    person: Person = PersonFactory()
    person.groups.add(group)
    return person


def signed_in(person: Person) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(person)
    return client


def reading_screens(person: Person, language: str = "en") -> Client:
    """The browser of somebody who reads the editing screens in a language."""
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    return signed_in(person)


def item(type_code: str, parent: Page, title: str, **fields: Any) -> Any:
    """Add a page of a type that lists show."""
    model, defaults = ITEMS[type_code]
    values = {**defaults, **fields}
    if type_code == "action_sheet":
        values.setdefault("period", archived_period())
    return add(parent, model, title, **values)


__all__ = [
    "ITEMS",
    "Directory",
    "Objectives",
    "OrganizationFactory",
    "PersonFactory",
    "Picture",
    "Section",
    "SiteDocument",
    "a_space",
    "add",
    "archived_period",
    "belonging",
    "concept",
    "day",
    "french_and_english",
    "holding",
    "item",
    "paragraph",
    "signed_in",
    "theme_row",
    "translate",
]
