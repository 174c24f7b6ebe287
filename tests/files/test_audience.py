"""Files are given to whom their collection belongs to; to others they do not exist."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file

from access.actions.membership import end
from access.models import Space
from files.models import Picture, Rendition, SiteDocument
from files.pictures import picture_address
from pages.models import Home
from tests.factories import PersonFactory, a_space, belonging

WHO = ["anonymous", "outsider", "member of another space", "reader", "manager"]
INSIDE = ("reader", "manager")


@pytest.fixture
def space(home: Home) -> Space:
    """A space that only its people know of."""
    return a_space("atelier", "secret")


@pytest.fixture
def kept(space: Space) -> dict[str, Any]:
    """A document and a picture of the space, the picture three collections deep."""
    deep = space.collection.add_child(name="Photos").add_child(name="2026").add_child(name="Mai")
    picture = Picture.objects.create(
        title="Puits", file=get_test_image_file(size=(900, 600)), collection=deep
    )
    thumbnail = picture.get_rendition("max-165x165|format-webp")
    document = SiteDocument.objects.create(
        title="Budget", file=ContentFile(b"secret", name="budget.pdf"), collection=space.collection
    )
    return {"picture": picture, "thumbnail": thumbnail, "document": document}


def addresses(kept: dict[str, Any]) -> dict[str, str]:
    """Every address that gives one of these files, or a copy of it."""
    picture, document = kept["picture"], kept["document"]
    return {
        "document": document.url,
        "document under another name": f"/documents/{document.pk}/other.pdf",
        "original": picture.file.url,
        "thumbnail": kept["thumbnail"].url,
        "picture": picture_address(picture, 360, "webp"),
        "large picture": picture_address(picture, 720, "jpg"),
    }


def enter(client: Client, who: str, space: Space) -> None:
    """Sign in as somebody."""
    if who == "member of another space":
        client.force_login(belonging(a_space("autre"), "manager"))
    elif who in INSIDE:
        client.force_login(belonging(space, who))
    elif who == "outsider":
        client.force_login(PersonFactory())


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("method", ["get", "head"])
def test_files_of_a_space_are_for_its_people_only(
    client: Client, space: Space, kept: dict[str, Any], who: str, method: str
) -> None:
    enter(client, who, space)
    for name, address in addresses(kept).items():
        answer = getattr(client, method)(address, follow=True)
        assert answer.status_code == (200 if who in INSIDE else 404), name
        if who in INSIDE:
            assert answer["Cache-Control"].split(", ")[-1] in ("private", "no-store"), name
            assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", ")), name


def test_a_refused_file_answers_as_a_missing_one(
    client: Client, space: Space, kept: dict[str, Any]
) -> None:
    def masked(address: str, *names: str) -> tuple[int, bytes, dict[str, str]]:
        answer = client.get(address)
        body = answer.content
        for name in (address, *names):
            body = body.replace(name.encode(), b"X")
        return (
            answer.status_code,
            body,
            {**answer.headers, "Content-Length": "", "X-Request-ID": ""},
        )

    client.force_login(PersonFactory())
    picture, document = kept["picture"], kept["document"]
    pairs = [
        (document.url, "/documents/987654/budget.pdf"),
        (picture.file.url, "/media/private/original_images/none.png"),
        (kept["thumbnail"].url, "/media/private/images/none.webp"),
        (picture_address(picture, 360, "webp"), "/pictures/987654-0123456789/360.webp"),
    ]
    for refused, missing in pairs:
        masked(missing)  # menus are held from now on
        with CaptureQueriesContext(connection) as first:
            one = masked(refused)
        with CaptureQueriesContext(connection) as second:
            other = masked(missing)
        assert one == other
        assert len(first) == len(second), refused


def test_conditions_and_ranges_tell_nothing_before_the_right_is_known(
    client: Client, kept: dict[str, Any]
) -> None:
    for address in addresses(kept).values():
        for name, value in (
            ("If-None-Match", "*"),
            ("If-None-Match", f'"{kept["document"].file_hash}"'),
            ("If-Modified-Since", "Wed, 01 Jan 2090 00:00:00 GMT"),
            ("Range", "bytes=0-3"),
        ):
            assert client.get(address, headers={name: value}).status_code == 404


def test_files_of_the_public_collection_are_for_everybody_and_may_be_kept(
    client: Client, picture: Picture
) -> None:
    document = SiteDocument.objects.create(title="Guide", file=ContentFile(b"x", name="guide.pdf"))
    thumbnail = picture.get_rendition("max-165x165")
    for address in (document.url, picture.file.url, thumbnail.url):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "public" in answer["Cache-Control"]
        again = (
            client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
            if (answer.has_header("Last-Modified"))
            else None
        )
        assert again is None or again.status_code == 304


def test_only_what_the_database_knows_is_given_from_the_media_folder(
    client: Client, home: Home, media: Path
) -> None:
    for name in ("public/original_images/stray.png", "public/documents/a.pdf", "stray.png"):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(b"stray")
        assert client.get(f"/media/{name}").status_code == 404
    document = SiteDocument.objects.create(title="Guide", file=ContentFile(b"x", name="guide.pdf"))
    for address in (
        f"/media/{document.file.name}",
        "/media/",
        "/media/private/",
        "/media/../media/x",
        "/media/a%00b",
        "/protected/public/documents/guide.pdf",
    ):
        assert client.get(address, follow=True).status_code == 404


def test_who_leaves_loses_the_files_at_the_next_request(
    client: Client, space: Space, kept: dict[str, Any]
) -> None:
    person = belonging(space, "publisher")
    client.force_login(person)
    assert client.get(kept["document"].url).status_code == 200
    end(person.memberships.get(), actor=None)
    assert {client.get(address).status_code for address in addresses(kept).values()} == {404}


def test_a_proxy_sends_what_we_allow_when_the_setting_says_so(
    client: Client, space: Space, kept: dict[str, Any], settings: Any
) -> None:
    settings.FILES_BY_PROXY = True
    picture = kept["picture"]
    assert client.get(kept["document"].url).status_code == 404
    assert "X-Accel-Redirect" not in client.get(kept["document"].url)
    client.force_login(belonging(space, "reader"))
    expected = {
        kept["document"].url: kept["document"].file.name,
        picture.file.url: picture.file.name,
        kept["thumbnail"].url: kept["thumbnail"].file.name,
    }
    for address, name in expected.items():
        answer = client.get(address)
        assert answer["X-Accel-Redirect"] == f"/protected/{name}"
        assert answer.content == b""
        assert "no-store" in answer["Cache-Control"]
    made = client.get(picture_address(picture, 360, "webp"))["X-Accel-Redirect"]
    assert made.removeprefix("/protected/") in Rendition.objects.values_list("file", flat=True)
