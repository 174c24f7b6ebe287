"""Who writes, and where: one person for each line of writing, so that none waits for another."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

WRITERS = 3
LEAVES = 8
READERS_OF_DIGESTS = 12
COUNTRY = "SN"
PASSWORD = "un-long-mot-de-passe"


@dataclass(frozen=True)
class Writer:
    """Somebody who edits the public site, manages a space and translates.

    Attributes:
        person: who.
        session: by which she is signed in.
        page: a page that only she edits.
        translated: one that only she translates.
        seminar: one whose write-up only she makes.
        branch: a page with others below it, that only she moves.
        pool: people of the space whose roles only she changes, one after the other.
    """

    person: Any
    session: str
    page: Any
    translated: Any
    seminar: Any
    branch: Any
    pool: Iterator[Any]


@dataclass(frozen=True)
class World:
    """What there is.

    Attributes:
        section: below which pages are made.
        other: to where pages are moved from there, and back.
        slug: of the space.
        writers: people, each with her own things.
        stranger: somebody with an account and nothing else.
        opened: the sign of a form that was opened when the world began.
        translators: those who wish one letter a day.
        password: of all writers.
    """

    section: Any
    other: Any
    slug: str
    writers: list[Writer]
    stranger: str
    opened: str
    translators: list[Any]
    password: str = PASSWORD


def make_world() -> World:
    """Make it, in one transaction."""
    from django.db import transaction

    from pages.models import Section
    from passerelle.roles import make_roles
    from people.forms.stranger import opening
    from people.models import OurSite
    from search.indexing import reindex
    from tests.factories import PersonFactory, a_space, add, french_and_english
    from thesaurus.models import Territory

    with transaction.atomic():
        homes = french_and_english()
        roles = make_roles(list(homes))
        section, other = (add(homes[0], Section, name) for name in ("Rubrique", "Autre"))
        Territory.objects.get_or_create(code=COUNTRY)
        OurSite.objects.create(contact_address="bureau@example.org")
        space = a_space()
        writers = [a_writer(number, roles["editor"], section, space) for number in range(WRITERS)]
        stranger = session_of(PersonFactory())
        translators = [a_translator(number) for number in range(READERS_OF_DIGESTS)]
        reindex()
    return World(section, other, space.slug, writers, stranger, opening(), translators)


def a_writer(number: int, role: Any, section: Any, space: Any) -> Writer:
    """One of them, with pages and people of her own."""
    from access.models import LanguageRole
    from pages.models import Article, Section, Seminar
    from tests.factories import add, belonging, day
    from tests.languages.translating import begin

    person = belonging(space, "manager", email=f"writer{number}@example.org")
    person.groups.add(role)
    person.set_password(PASSWORD)
    person.save()
    LanguageRole.objects.create(person=person, language="en", space=None, role="translator")
    page, translated = (a_page(section, f"{name} {number}") for name in ("Une page", "Une autre"))
    begin(translated)
    seminar = add(section, Seminar, f"Séminaire {number}", starts_on=day(30))
    seminar.save_revision().publish()
    branch = add(section, Section, f"Branche {number}")
    for leaf in range(LEAVES):
        add(branch, Article, f"Feuille {leaf}")
    pool = [
        belonging(space, "reader", email=f"reader{number}-{at}@example.org") for at in range(20)
    ]
    return Writer(person, session_of(person), page, translated, seminar, branch, cycle(pool))


def a_translator(number: int) -> Any:
    """Somebody who is told once a day what there is to translate."""
    from access.models import LanguageRole
    from languages.models import TranslatorSetting
    from tests.factories import PersonFactory

    person = PersonFactory(email=f"translator{number}@example.org")
    LanguageRole.objects.create(person=person, language="en", space=None, role="translator")
    TranslatorSetting.objects.create(person=person, daily=True)
    return person


def a_page(section: Any, title: str) -> Any:
    """A published article."""
    from pages.models import Article, Section
    from tests.factories import paragraph

    page = Article(title=title, summary="Deux phrases.", body=paragraph("Du texte."))
    Section.objects.get(pk=section.pk).add_child(instance=page)
    page.save_revision().publish()
    return Article.objects.get(pk=page.pk)


def session_of(person: Any) -> str:
    """The cookie of somebody who is signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
