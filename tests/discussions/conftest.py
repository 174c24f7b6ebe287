"""A space in which people write, and somebody of each kind before it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from access.actions.membership import end
from access.models import Membership, Space
from discussions.actions.write import Words, answer, begin
from discussions.models import Message, Thread
from people.models import Person
from tests.factories import PersonFactory, a_space, belonging
from tests.worlds import planted


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def space_planted(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Space]:
    """A space for its members, for all tests of a file."""
    yield from planted(django_db_blocker, a_space, tmp_path_factory.mktemp("media"))


@pytest.fixture
def space(space_planted: Space, db: None) -> Space:
    """The space, as a test may change it."""
    return deepcopy(space_planted)


@pytest.fixture
def writer(space: Space) -> Person:
    """Somebody who writes in it."""
    return belonging(space, "contributor", first_name="Moussa", last_name="Ba")


@pytest.fixture
def thread(space: Space, writer: Person) -> Thread:
    """A discussion that she began."""
    return begun(space, writer).thread


def begun(
    space: Space,
    author: Person,
    kind: str = "discussion",
    title: str = "Le puits",
    text: str = "Qui vient ?",
) -> Message:
    """A note or discussion, with its first words."""
    return begin(space, kind, author, title, "fr", Words(text))


def answered(thread: Thread, author: Person, text: str = "Moi.") -> Message:
    """A message more."""
    return answer(thread, author, Words(text))


def anyone(space: Space, who: str) -> Person | None:
    """Somebody of a kind: a role in the space, or what she is to it.

    Args:
        space: the one looked at.
        who: a role, or `anonymous`, `outsider`, `limited`, `ended`, `other_manager`, `carrier`.
    """
    made: dict[str, Callable[[], Person | None]] = {
        "anonymous": lambda: None,
        "outsider": PersonFactory,
        "limited": lambda: PersonFactory(limited=True),
        "carrier": lambda: belonging(space, "contributor", limited=True),
        "ended": lambda: ended(space),
        "other_manager": lambda: belonging(a_space("ailleurs"), "manager"),
    }
    return made.get(who, lambda: belonging(space, who))()


def ended(space: Space) -> Person:
    """Somebody who was in the space."""
    person = belonging(space, "publisher")
    end(Membership.objects.get(person=person), actor=None)
    return person
