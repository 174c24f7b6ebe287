"""Copies of pictures are drawn by a process apart: what brings that down leaves the site."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from files import drawn
from files.models import Picture, Rendition
from files.pictures import picture_address, weight
from pages.models import Home
from tests.factories import item

WIDE, HIGH = 900, 600
LYING = 6
"""The mark of a telephone that was held upright: what it took is turned when it is shown."""


def stored(form: str, mode: str = "RGB", **options: Any) -> Picture:
    """A stored picture: red on the left, blue on the right."""
    image = Image.new(mode, (WIDE, HIGH), 0)
    if mode in ("RGB", "RGBA"):
        opaque = (255,) if mode == "RGBA" else ()
        image.paste((200, 0, 0, *opaque), (0, 0, WIDE // 2, HIGH))
        image.paste((0, 0, 200, *opaque[:0], *((0,) if opaque else ())), (WIDE // 2, 0, WIDE, HIGH))
    out = io.BytesIO()
    image.save(out, form, **options)
    made = Picture(title="Puits", file=ContentFile(out.getvalue(), f"puits.{form.lower()}"))
    made._set_image_file_metadata()
    made.save()
    return made


def copy(picture: Picture, spec: str) -> Image.Image:
    """A copy of a picture, opened."""
    with picture.get_rendition(spec).file.open("rb") as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


def colour(image: Image.Image, place: tuple[int, int]) -> str:
    """What is seen at a place."""
    pixel: Any = image.convert("RGB").getpixel(place)
    names = {0: "red", 1: "green", 2: "blue"}
    return "white" if min(pixel) > 240 else names[pixel.index(max(pixel))]


@pytest.mark.parametrize(
    ("spec", "size", "form"),
    [
        ("width-360|format-avif|avifquality-50", (360, 240), "AVIF"),
        ("width-360|format-webp|webpquality-62", (360, 240), "WEBP"),
        ("fill-600x315|format-jpeg|jpegquality-60", (600, 315), "JPEG"),
        ("max-165x165", (165, 109), "PNG"),
        ("width-2000", (WIDE, HIGH), "PNG"),
        ("original", (WIDE, HIGH), "PNG"),
    ],
)
def test_a_copy_has_the_size_and_the_format_that_are_asked_for(
    homes: Any, spec: str, size: tuple[int, int], form: str
) -> None:
    made = copy(stored("PNG"), spec)
    assert (made.size, made.format) == (size, form)
    assert colour(made, (5, 5)) == "red"
    assert colour(made, (size[0] - 5, 5)) == "blue"


def test_what_matters_in_a_picture_stays_in_the_part_that_is_cut(homes: Any) -> None:
    picture = stored("PNG")
    picture.focal_point_x, picture.focal_point_y = 850, 300
    picture.focal_point_width = picture.focal_point_height = 20
    picture.save()
    assert colour(copy(picture, "fill-100x100-c100"), (5, 50)) == "blue"


def test_a_picture_that_lies_on_its_side_is_turned_and_tells_nothing_of_its_camera(
    homes: Any,
) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = LYING, "Camera"
    made = copy(stored("JPEG", exif=exif), "width-300|format-jpeg")
    assert made.size == (300, 450)
    assert colour(made, (150, 20)) == "red"
    assert not made.getexif()


def test_what_is_transparent_is_white_where_the_format_knows_no_better(homes: Any) -> None:
    picture = stored("PNG", "RGBA")
    assert colour(copy(picture, "width-90|format-jpeg"), (80, 30)) == "white"
    assert copy(picture, "width-90|format-webp").mode == "RGBA"


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", "1"), ("PNG", "P"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("GIF", "L")]
)
def test_every_kind_of_colours_is_drawn(homes: Any, form: str, mode: str) -> None:
    assert copy(stored(form, mode), "width-90|format-jpeg").size == (90, 60)


@pytest.mark.parametrize("spec", ["width-90|bgcolor-fff", "width-90|format-webp-lossless"])
def test_what_no_page_asks_for_is_not_drawn(homes: Any, spec: str) -> None:
    with pytest.raises(InvalidFilterSpecError):
        stored("PNG").get_rendition(spec)


def cut_short(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Damage the file."""
    place = Path(picture.file.path)
    place.write_bytes(place.read_bytes()[:100])


def lose(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lose the file."""
    Path(picture.file.path).unlink()


def fall(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process fall."""
    monkeypatch.setattr(drawn, "BEGIN", "import os; os.abort()")


def hang(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process never end."""
    monkeypatch.setattr(drawn, "MOST_SECONDS", 0.3)
    monkeypatch.setattr(drawn, "BEGIN", "while True: pass")


def swell(picture: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process ask for more memory than it may have."""
    program = (
        "import sys; sys.path.append(sys.argv[1]); import files.draw as d; "
        "d.draw = lambda image, how: bytes(2 * 1024 ** 3); d.main()"
    )
    monkeypatch.setattr(drawn, "BEGIN", program)


@pytest.mark.parametrize("harm", [cut_short, lose, fall, hang, swell])
def test_a_picture_that_cannot_be_drawn_leaves_a_grey_one_and_its_page_stands(
    client: Client,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Picture, pytest.MonkeyPatch], None],
) -> None:
    picture = stored("PNG")
    item("article", home, "Au village", picture=picture)
    harm(picture, monkeypatch)
    answer = client.get(picture_address(picture, 360, "webp"))
    assert answer.status_code == 404
    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (3, 2)
    assert not Rendition.objects.exists()
    assert weight(picture, 360) == 0
    client.cookies["light"] = "1"
    assert client.get("/fr/au-village/").status_code == 200
    with pytest.raises(SourceImageIOError):
        picture.get_rendition("width-90")
