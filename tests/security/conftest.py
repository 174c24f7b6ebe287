"""Two spaces: one whose every word is hidden, and one whose publisher looks around."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page

from files.models import Picture, SiteDocument
from pages.models import Article, Home, SpaceHome
from passerelle.roles import make_roles
from people.models import Person
from tests.factories import a_space, add, belonging, signed_in
from tests.worlds import planted

WORD = "zqhidden"


@dataclass
class Known:
    """What lies in a space."""

    space: Any
    home: Page
    page: Article
    draft: Article
    revision: int
    picture: Picture
    document: SiteDocument
    deep: SiteDocument


@dataclass
class World:
    """The hidden space, one's own, and who looks."""

    theirs: Known
    mine: Known
    person: Person
    client: Client

    def refused(self, address: str, **data: Any) -> bool:
        """Whether an address is missing for the person, and says nothing."""
        answer = self.client.post(address, data) if data else self.client.get(address)
        told = (b"".join(answer) if answer.streaming else answer.content).decode().lower()
        for spelling in (address, quote(address), quote(address, "")):
            told = told.replace(spelling.lower(), "")
        return answer.status_code == 404 and WORD not in told


def filled(word: str, preset: str) -> Known:
    """A space with pages and files named by a word."""
    space = a_space(word, preset)
    home = SpaceHome.objects.get(space=space, locale__language_code="fr")
    page = Article.objects.get(pk=add(home, Article, f"{word} page").pk)
    page.title = f"{word} newer"
    revision = page.save_revision()
    draft = Page.objects.get(pk=home.pk).add_child(
        instance=Article(
            title=f"{word} draft", live=False, locale=Locale.objects.get(language_code="fr")
        )
    )
    draft.save_revision()
    deepest = space.collection.add_child(name="one").add_child(name="two").add_child(name="three")
    files = [
        SiteDocument.objects.create(
            title=f"{word} document {number}",
            file=ContentFile(word.encode(), f"{word}{number}.txt"),
            collection=collection,
            file_hash=f"{number}" * 40,
        )
        for number, collection in enumerate((space.collection, deepest))
    ]
    picture = Picture.objects.create(
        title=f"{word} picture",
        file=get_test_image_file(f"{word}.png"),
        collection=space.collection,
    )
    return Known(space, home, page, draft, revision.pk, picture, *files)


def both() -> tuple[Known, Known, Person]:
    """A secret space, another one, and somebody who publishes in that."""
    make_roles(list(Home.objects.order_by("path")))
    theirs, mine = filled(WORD, "secret"), filled("atelier", "members")
    return theirs, mine, belonging(mine.space, "publisher")


@pytest.fixture(scope="module")
def both_planted(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Known, Known, Person]]:
    """The two spaces, for all tests of a file."""
    yield from planted(django_db_blocker, both, tmp_path_factory.mktemp("media"))


@pytest.fixture
def world(both_planted: tuple[Known, Known, Person], db: None) -> World:
    """A secret space, and somebody who publishes in another."""
    theirs, mine, person = deepcopy(both_planted)
    return World(theirs, mine, person, signed_in(person))
