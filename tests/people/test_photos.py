"""The photo of a person: hers to add, change and remove, shown to whom she shows it."""

import io
import json
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from files.square import SIDE
from people.actions.erase import erase
from people.actions.suspend import suspend
from people.models import Circle, Person, Profile
from people.own_data import archive_of
from tests.people.test_profiles import EDIT, PEOPLE, SEES, Readers, form, profile, readers

__all__ = ["readers"]

OnCommit = Callable[..., Any]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """A media folder of the test's own."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def picture(colour: str = "red", kind: str = "PNG") -> bytes:
    """A picture as it is sent."""
    out = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, kind)
    return out.getvalue()


def sent(colour: str = "red") -> SimpleUploadedFile:
    """A picture chosen in the form."""
    return SimpleUploadedFile("Moi au puits.PNG", picture(colour), "image/png")


def pictured(**fields: Any) -> Profile:
    """Somebody new with a photo."""
    return profile(photo=ContentFile(b"her photo", name="photo.jpg"), **fields)


def on_disk(media: Path) -> list[str]:
    """All files there are."""
    return [path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("circle", Circle)
def test_a_photo_is_given_to_those_to_whom_she_shows_it(readers: Readers, circle: Circle) -> None:
    shown = pictured(name_shown=Circle.EVERYBODY, photo_shown=circle)
    address = f"{PEOPLE}{shown.key}/photo.jpg"
    for name, client in readers.items():
        is_seen = name in SEES[circle] or (name, circle) == ("partner", Circle.EVERYBODY)
        answer: Any = client.get(address)
        assert answer.status_code == (200 if is_seen else 404), name
        page = client.get(f"{PEOPLE}{shown.key}/").content.decode()
        assert (address in page) == is_seen, name
        if is_seen:
            assert b"".join(answer.streaming_content) == b"her photo"
            assert answer["Content-Type"] == "image/jpeg"
            assert "no-store" in answer["Cache-Control"]
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert f'alt="{shown.name}"' in page


def test_without_her_name_a_photo_is_shown_to_nobody(readers: Readers) -> None:
    shown = pictured(name_shown=Circle.SPACES, photo_shown=Circle.EVERYBODY)
    seen = {
        name
        for name, client in readers.items()
        if client.get(f"{PEOPLE}{shown.key}/photo.jpg").status_code == 200
    }
    assert seen == {"friend"}


def test_no_photo_a_lost_one_and_nobody_s_are_the_same_nothing(
    readers: Readers, media: Path
) -> None:
    lost = pictured(name_shown=Circle.EVERYBODY, photo_shown=Circle.EVERYBODY)
    (media / lost.photo.name).unlink()
    bare = profile(name_shown=Circle.EVERYBODY, photo_shown=Circle.EVERYBODY)
    for key in (lost.key, bare.key, uuid.uuid4()):
        assert readers["member"].get(f"{PEOPLE}{key}/photo.jpg").status_code == 404
    readers["member"].cookies["light"] = "1"
    assert readers["member"].get(f"{PEOPLE}{lost.key}/").status_code == 200


def test_the_photo_of_somebody_suspended_is_not_there(readers: Readers) -> None:
    shown = pictured(name_shown=Circle.EVERYBODY, photo_shown=Circle.EVERYBODY)
    suspend(shown.person, None)
    assert readers["member"].get(f"{PEOPLE}{shown.key}/photo.jpg").status_code == 404


@pytest.mark.parametrize("limited", [False, True])
def test_one_sees_one_s_own_photo_whoever_else_does(
    awa: Person, sign_in: Callable[..., Client], limited: bool
) -> None:
    Person.objects.filter(pk=awa.pk).update(limited=limited)
    client = sign_in(awa)
    assert client.post(EDIT, form(photo=sent()))["Location"] == EDIT
    held = Profile.objects.get(person=awa)
    address = f"{PEOPLE}{held.key}/photo.jpg"
    assert client.get(address).status_code == 200
    assert address in client.get(EDIT).content.decode()
    assert Client().get(address).status_code == 404


def test_a_photo_is_stored_small_square_and_private(
    awa: Person, sign_in: Callable[..., Client], media: Path
) -> None:
    sign_in(awa).post(EDIT, form(photo=sent(), photo_shown="everybody"))
    (name,) = on_disk(media)
    assert name.startswith("private/people/")
    assert "puits" not in name
    with Image.open(media / name) as image:
        assert (image.format, image.size) == ("JPEG", (SIDE, SIDE))


def test_another_photo_takes_its_place_and_leaves_no_file(
    awa: Person,
    sign_in: Callable[..., Client],
    media: Path,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    client = sign_in(awa)
    client.post(EDIT, form(photo=sent()))
    first = on_disk(media)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(EDIT, form(name="Awa D."))
    assert on_disk(media) == first
    with django_capture_on_commit_callbacks(execute=True):
        client.post(EDIT, form(photo=sent("blue")))
    (second,) = on_disk(media)
    assert [second] != first
    with django_capture_on_commit_callbacks(execute=True):
        client.post(EDIT, form(without_photo="on", photo=sent("green")))
    assert on_disk(media) == []
    assert not Profile.objects.get(person=awa).photo


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", b"no picture"),
        ("photo.jpg", picture(kind="JPEG")[:300]),
        ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("photo.exe", picture()),
        ("photo.png", b""),
    ],
)
def test_what_is_no_photo_is_refused_and_the_rest_is_kept(
    awa: Person, sign_in: Callable[..., Client], media: Path, name: str, content: bytes
) -> None:
    upload = SimpleUploadedFile(name, content, "image/png")
    answer = sign_in(awa).post(EDIT, form(spoken="Wolof, français", photo=upload))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_photo_error"' in html
    assert "Wolof, français" in html
    assert on_disk(media) == []
    assert not Profile.objects.exists()


def test_a_photo_goes_with_the_account(
    awa: Person,
    sign_in: Callable[..., Client],
    media: Path,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    sign_in(awa).post(EDIT, form(photo=sent()))
    assert on_disk(media)
    with django_capture_on_commit_callbacks(execute=True):
        erase(awa)
    assert on_disk(media) == []


def test_one_takes_one_s_photo_away_with_one_s_data(
    awa: Person, sign_in: Callable[..., Client], media: Path
) -> None:
    sign_in(awa).post(EDIT, form(photo=sent(), photo_shown="members"))
    archive = zipfile.ZipFile(io.BytesIO(archive_of(awa)))
    (name,) = on_disk(media)
    assert archive.read("photo.jpg") == (media / name).read_bytes()
    (row,) = json.loads(archive.read("data.json"))["profile"]
    assert (row["photo"], row["photo_shown"]) == ("photo.jpg", "members")
