"""Files lie where their audience wants them, and follow when it changes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from access.models import CollectionRoot, Space
from files.models import Picture, Rendition, SiteDocument
from files.places import tidy_name
from pages.models import Home
from tests.factories import a_space, belonging


@pytest.fixture
def space(home: Home) -> Space:
    """A space."""
    return a_space()


def fresh(collection: Collection) -> Collection:
    """The collection as the database has it: a new sibling may have given it another path."""
    return Collection.objects.get(pk=collection.pk)


def root() -> Collection:
    """The collection of what is public."""
    return Collection.get_first_root_node()


def stored(collection: Collection) -> tuple[SiteDocument, Picture]:
    """A document and a picture with a rendition."""
    document = SiteDocument.objects.create(
        title="Budget", file=ContentFile(b"content", name="budget.pdf"), collection=collection
    )
    picture = Picture.objects.create(
        title="Puits", file=get_test_image_file(size=(40, 30)), collection=collection
    )
    picture.get_rendition("width-20")
    return document, picture


Committed = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Committed) -> Committed:
    """A transaction whose end is committed, though the test's own never is."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def files_in(media: Path) -> set[str]:
    """The folders that hold files, with how many."""
    return {str(path.relative_to(media).parent) for path in media.rglob("*") if path.is_file()}


def test_files_lie_apart_by_the_audience_of_their_collection(space: Space, media: Path) -> None:
    stored(space.collection.add_child(name="Photos"))
    assert files_in(media) == {"private/documents", "private/original_images", "private/images"}
    stored(root().add_child(name="Site"))
    assert {name.split("/")[0] for name in files_in(media)} == {"private", "public"}


def test_a_collection_that_nobody_said_anything_of_is_private(media: Path, home: Home) -> None:
    CollectionRoot.objects.all().delete()
    stored(root())
    assert {name.split("/")[0] for name in files_in(media)} == {"private"}


@pytest.mark.parametrize("way", ["save", "update", "move", "root"])
def test_what_becomes_private_leaves_the_public_folder(
    space: Space, media: Path, committed: Committed, way: str
) -> None:
    shelf = root().add_child(name="Site")
    document, picture = stored(shelf)
    with committed():
        if way == "save":
            for item in (document, picture):
                item.collection = space.collection
                item.save()
                assert item.file.name.startswith("private/")
        elif way == "update":
            for model in (SiteDocument, Picture):
                model.objects.all().update(collection=space.collection)
        elif way == "move":
            fresh(shelf).move(fresh(space.collection), "sorted-child")
        else:
            CollectionRoot.objects.create(collection=shelf, audience=space.audience)
        assert "public/documents" in files_in(media)
    assert files_in(media) == {"private/documents", "private/original_images"}
    assert not Rendition.objects.exists()
    again = SiteDocument.objects.get()
    assert again.file.read() == b"content"
    assert not again.is_public


@pytest.mark.parametrize("way", ["save", "update", "move", "root"])
def test_what_becomes_public_moves_once_that_is_sure(
    space: Space, media: Path, committed: Committed, way: str
) -> None:
    shelf = space.collection.add_child(name="Rendu public")
    document, picture = stored(shelf)
    with committed():
        if way == "save":
            for item in (document, picture):
                item.collection = root()
                item.save()
        elif way == "update":
            for model in (SiteDocument, Picture):
                model.objects.all().update(collection=root())
        elif way == "move":
            fresh(shelf).move(root(), "sorted-child")
        else:
            CollectionRoot.objects.create(collection=shelf, audience="public")
        assert all(name.startswith("private/") for name in files_in(media))
    assert files_in(media) == {"public/documents", "public/original_images"}
    assert SiteDocument.objects.get().file.read() == b"content"
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("to_private", [True, False])
def test_a_move_that_fails_loses_nothing_and_opens_nothing(
    space: Space, media: Path, committed: Committed, to_private: bool
) -> None:
    document, _picture = stored(root() if to_private else space.collection)
    before = document.file.name

    class Stop(Exception):
        pass

    with committed(), pytest.raises(Stop), transaction.atomic():
        document.collection = space.collection if to_private else root()
        document.save()
        raise Stop
    again = SiteDocument.objects.get()
    assert again.file.name == before
    assert again.file.read() == b"content"
    if not to_private:
        assert all(name.startswith("private/") for name in files_in(media))


def test_a_picture_that_moved_is_shown_again_at_its_own_address(
    client: Client, space: Space, picture: Picture, committed: Committed
) -> None:
    address = picture.get_rendition("width-20").url
    assert client.get(address).status_code == 200
    with committed():
        picture.collection = space.collection
        picture.save()
    assert client.get(address).status_code == 404
    client.force_login(belonging(space, "reader"))
    made = Picture.objects.get().get_rendition("width-20")
    assert made.file.name.startswith("private/images/")
    assert client.get(made.url).status_code == 200


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Compte rendu.pdf", "Compte_rendu.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Bureau\\Été.PDF", "Été.pdf"),
        ("re\u0301sume\u0301.pdf", "résumé.pdf"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),
        ("a\nb\0c.pdf", "abc.pdf"),
        ("😀.pdf", "file.pdf"),
        ("..", "file"),
        ("a" * 300 + ".pdf", "a" * 66 + ".pdf"),
        ("𠀀" * 100 + ".pdf", "𠀀" * 50 + ".pdf"),
    ],
)
def test_the_name_of_a_file_is_kept_without_what_deceives(given: str, kept: str) -> None:
    assert tidy_name(given) == kept
