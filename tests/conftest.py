"""What every test can ask for: a site in two languages, people of each role."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from wagtail.models import GroupPagePermission, Page

from access.generation import forget_held
from languages.catalogues import compile_catalogues
from pages.models import Home
from passerelle.roles import make_roles
from people.models import Person
from tests.factories import PersonFactory, french_and_english, holding, signed_in
from tests.services.fixtures import elasticsearch_address, postgresql_address

# Pytest finds fixtures by the names that are here.
__all__ = ["elasticsearch_address", "postgresql_address"]

compile_catalogues()

# Playwright keeps an event loop in its thread until the end, which Django takes for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    """Begin and end without anything in memory: each test's data is rolled back.

    The language is the site's first one: a request of the test before left its own active.
    """
    translation.activate(settings.LANGUAGE_CODE)
    forget_held()
    cache.clear()
    yield
    forget_held()
    cache.clear()


@pytest.fixture
def homes(db: None) -> tuple[Home, Home]:
    """The French and the English home page."""
    return french_and_english()


@pytest.fixture
def home(homes: tuple[Home, Home]) -> Home:
    """The French home page."""
    return homes[0]


@pytest.fixture
def english(homes: tuple[Home, Home]) -> Home:
    """The English home page."""
    return homes[1]


@pytest.fixture
def roles(homes: tuple[Home, Home]) -> dict[str, Group]:
    """The roles of a site."""
    return make_roles(list(homes))


@pytest.fixture
def boss(roles: dict[str, Group]) -> Client:
    """The browser of an administrator, who is not above all rights."""
    return signed_in(holding(roles["administrator"]))


def give_role(person: Person, root: Page, verbs: tuple[str, ...]) -> Person:
    """Let a person into the editing screens, with these rights below a page."""
    group = Group.objects.create(name="+".join(verbs))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for verb in verbs:
        permission = Permission.objects.get(
            codename=f"{verb}_page", content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    person.groups.add(group)
    return person


@pytest.fixture
def editor(home: Home) -> Person:
    """Somebody who writes and publishes."""
    return give_role(PersonFactory(), home, ("add", "change", "publish"))


@pytest.fixture
def contributor(home: Home) -> Person:
    """Somebody who writes, and submits to an editor."""
    return give_role(PersonFactory(), home, ("add", "change"))


@pytest.fixture
def administrator(db: None) -> Person:
    """Somebody above all rights."""
    return PersonFactory(is_superuser=True)
