"""What every test can ask for: a site in two languages, people of each role."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings
from wagtail.models import GroupPagePermission, Page

from access.generation import forget_held
from languages.catalogues import compile_catalogues
from languages.known import KNOWN
from pages.models import Home
from passerelle.demo.schema import unpack_template
from passerelle.pace import counted
from passerelle.roles import make_roles
from people.models import Person
from tests.bad_input.tally import pytest_terminal_summary
from tests.factories import PersonFactory, french_and_english, holding, signed_in
from tests.services.fixtures import elasticsearch_address, postgresql_address
from tests.services.objects import object_server, objects
from tests.worlds import planted

# Pytest finds fixtures and hooks by the names that are here.
__all__ = [
    "elasticsearch_address", "object_server", "objects", "postgresql_address",
    "pytest_terminal_summary",
]  # fmt: skip

compile_catalogues()

LONG = (
    "tests/faults/", "tests/leaks/test_matrix.py", "tests/browser/", "tests/search/test_faults.py",
    "tests/search/test_cluster.py", "tests/services/", "tests/demo/",
    "tests/passerelle/own/test_install_command.py", "tests/bad_input/test_cases.py",
)  # fmt: skip
"""What takes long begins early, so that the workers come to their ends together."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """What `pytest -m faults` can be asked for."""
    parser.addoption("--injections", type=int, default=50, help="how many faults are injected")
    parser.addoption("--seed", type=int, default=1, help="which faults come, and when")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long before the rest, each in its order.

    In CI a browser that missed its moment on a busy machine is asked once more; the summary names
    each test for which that was needed.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    for item in items:
        if os.environ.get("CI") and item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.flaky(reruns=1))


# Playwright keeps an event loop in its thread until the end, which Django takes for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_createdb: bool, django_db_keepdb: bool
) -> None:
    """Begin from the ready-made empty database where there is none; see `tests/demo`.

    Where migrations make it, nothing is collected meanwhile: see `passerelle.demo.schema`.
    """
    database = Path(str(connection.settings_dict["TEST"]["NAME"]))
    is_kept = django_db_keepdb and not django_db_createdb
    if connection.vendor == "sqlite" and is_kept and not database.exists():
        unpack_template(database)
    gc.disable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The database of all tests: what migrations write, and the home pages of two languages."""
    gc.enable()
    with django_db_blocker.unblock(), transaction.atomic():
        if not Home.objects.exists():
            french_and_english()
            # What would follow a commit is left to each test, as if it had made them itself.
            connection.run_on_commit.clear()


@pytest.fixture(scope="session", autouse=True)
def journal_in_memory() -> Iterator[None]:
    """Keep the journal where nobody waits for a disk: every other test writes a few lines in it."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        settings.JOURNAL_DIR = Path(folder) / "journal"
        yield


@pytest.fixture(scope="module")
def plant(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Callable[[], Any]], Any]]:
    """Writes what a function makes under all tests of a file: see `tests.worlds`."""
    with ExitStack() as stack:

        def write(make: Callable[[], Any]) -> Any:
            media = tmp_path_factory.mktemp("media")
            return stack.enter_context(contextmanager(planted)(django_db_blocker, make, media))

        yield write


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    """Begin and end without anything in memory: each test's data is rolled back.

    The language is the site's first one: a request of the test before left its own active.
    """
    translation.activate(settings.LANGUAGE_CODE)
    forget_held()
    cache.clear()
    counted.clear()
    yield
    forget_held()
    cache.clear()


@pytest.fixture
def five_languages(settings: Settings) -> list[str]:
    """Let the site have all languages that the product knows; most tests do with two."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = list(KNOWN.items())
    return list(KNOWN)


@pytest.fixture
def homes(db: None) -> tuple[Home, Home]:
    """The French and the English home page."""
    french, english = Home.objects.select_related("locale").order_by("path")
    return french, english


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


@pytest.fixture
def host_cookies(settings: Settings) -> None:
    """Cookies named as production names them over HTTPS."""
    settings.COOKIE_PREFIX = "__Host-"
    settings.SESSION_COOKIE_NAME = "__Host-sessionid"
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"
