"""Portraits are small upright squares that tell nothing of where they were taken."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import ExifTags, Image

from files.portraits import portrait
from files.square import SIDE

ORIENTATION = 0x0112
TURNED = 6
RED, BLUE = (200, 30, 30), (30, 30, 200)


def two_halves(form: str, mode: str = "RGB", **options: object) -> io.BytesIO:
    """A picture of 600 × 200 pixels, red on the left and blue on the right."""
    image = Image.new(mode, (600, 200), RED)
    image.paste(BLUE, (300, 0, 600, 200))
    out = io.BytesIO()
    image.save(out, form, **options)
    return out


def made(file: io.BytesIO) -> Image.Image:
    """The portrait of a picture, opened."""
    return Image.open(io.BytesIO(portrait(file)))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_middle_becomes_a_square(form: str) -> None:
    image = made(two_halves(form))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIDE, SIDE))
    left, right = image.getpixel((20, 120)), image.getpixel((220, 120))
    assert left[0] > 150 > left[2]  # type: ignore[index]
    assert right[2] > 150 > right[0]  # type: ignore[index]


def test_it_stands_upright_and_tells_nothing_of_the_camera() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED
    exif[ExifTags.Base.Make] = "A camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (14.0, 47.0, 0.0)
    told = two_halves("JPEG", exif=exif.tobytes(), comment=b"GPSLatitude", xmp=b"<x>GPSL</x>")
    content = portrait(told)
    image = Image.open(io.BytesIO(content))
    above, below = image.getpixel((120, 20)), image.getpixel((120, 220))
    assert above[0] > 150 > above[2]  # type: ignore[index]
    assert below[2] > 150 > below[0]  # type: ignore[index]
    assert not image.getexif()
    for secret in (b"Exif", b"GPS", b"camera", b"xmp"):
        assert secret not in content


def test_what_was_transparent_is_white() -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert made(out).getpixel((120, 120)) == (255, 255, 255)


def test_a_small_picture_is_enlarged_and_a_huge_one_stays_light() -> None:
    small, huge = Image.new("RGB", (3, 5), RED), Image.effect_noise((4000, 3000), 90)
    for image in (small, huge.convert("RGB")):
        out = io.BytesIO()
        image.save(out, "JPEG")
        content = portrait(out)
        assert Image.open(io.BytesIO(content)).size == (SIDE, SIDE)
        assert len(content) < 40_000


@pytest.mark.parametrize("content", [b"", b"no picture", two_halves("JPEG").getvalue()[:900]])
def test_what_cannot_be_read_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(ValidationError):
        portrait(io.BytesIO(content))
