"""Pictures have addresses that say width and format, and may be kept for ever."""

import io
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from files.models import Picture, Rendition
from files.pictures import FORMATS, WIDTHS, picture_address, picture_mark, shown_size, weight
from pages.models import Home


@pytest.mark.parametrize("suffix", list(FORMATS))
@pytest.mark.parametrize("width", WIDTHS)
def test_a_picture_comes_in_each_width_and_format(
    client: Client, picture: Picture, width: int, suffix: str
) -> None:
    response = client.get(picture_address(picture, width, suffix))
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[suffix].content_type
    with Image.open(io.BytesIO(b"".join(response.streaming_content))) as image:
        assert image.width == width
    control = response["Cache-Control"]
    assert "immutable" in control
    assert "public" in control
    assert "max-age=31536000" in control
    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"


def test_it_is_made_once(client: Client, picture: Picture) -> None:
    for _time in range(3):
        client.get(picture_address(picture, 360, "webp"))
    assert Rendition.objects.count() == 1
    assert Rendition.objects.get().weight == weight(picture, 360) > 0


def test_another_width_format_mark_or_picture_is_missing(
    client: Client, home: Home, picture: Picture
) -> None:
    mark = picture_mark(picture)
    wrong = [
        f"{picture.pk}-{mark}/{name}"
        for name in (
            "361.jpg",
            "0.jpg",
            "99999.webp",
            "360.png",
            "360.svg",
            "360",
            "360.jpg.exe",
            "-360.jpg",
        )
    ] + [
        f"{picture.pk}-0000000000/360.jpg",
        f"{picture.pk}-/360.jpg",
        f"999-{mark}/360.jpg",
        "x/360.jpg",
    ]
    statuses = {name: client.get(f"/pictures/{name}", follow=True).status_code for name in wrong}
    assert statuses == dict.fromkeys(wrong, 404)
    assert not Rendition.objects.exists()


def test_a_replaced_picture_has_another_address(
    client: Client, home: Home, picture: Picture
) -> None:
    before = picture_address(picture, 360, "jpg")
    picture.file = get_test_image_file(colour="red", size=(800, 400))
    picture._set_image_file_metadata()
    picture.save()
    assert picture_address(picture, 360, "jpg") != before
    assert client.get(before, follow=True).status_code == 404
    assert client.get(picture_address(picture, 360, "jpg")).status_code == 200


def test_a_lost_or_damaged_file_is_missing(
    client: Client, home: Home, picture: Picture, media: Path
) -> None:
    address = picture_address(picture, 360, "jpg")
    Path(picture.file.path).write_bytes(b"this is no picture")
    assert client.get(address, follow=True).status_code == 404
    Path(picture.file.path).unlink()
    assert client.get(address, follow=True).status_code == 404


def test_a_small_picture_is_not_blown_up(client: Client, db: None) -> None:
    small = Picture.objects.create(title="Petit", file=get_test_image_file(size=(200, 100)))
    assert shown_size(small, 720) == (200, 100)
    response = client.get(picture_address(small, 720, "jpg"))
    with Image.open(io.BytesIO(b"".join(response.streaming_content))) as image:
        assert image.size == (200, 100)


def test_a_picture_is_only_read(client: Client, picture: Picture) -> None:
    address = picture_address(picture, 360, "jpg")
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
