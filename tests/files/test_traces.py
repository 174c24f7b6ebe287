"""Where a picture was taken is not for those who see it."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import ExifTags, Image

from files.models import Picture
from files.traces import without_position
from tests.files.conftest import pdf

GPS = ExifTags.IFD.GPSInfo


def taken_in_dakar(form: str, **options: object) -> bytes:
    """A picture with position, orientation and maker in its EXIF data."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Canary"
    exif.get_ifd(GPS).update({1: "N", 2: (14.0, 41.0, 34.0), 3: "W", 4: (17.0, 26.0, 48.0)})
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#832f16").save(out, form, exif=exif, **options)
    return out.getvalue()


def exif_of(content: bytes) -> Image.Exif:
    """The EXIF data of a picture."""
    with Image.open(io.BytesIO(content)) as image:
        return image.getexif()


@pytest.mark.parametrize(
    ("form", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")]
)
def test_the_position_goes_and_the_orientation_stays(db: None, form: str, suffix: str) -> None:
    content = taken_in_dakar(form)
    assert exif_of(content).get_ifd(GPS)
    picture = Picture.objects.create(title="x", file=ContentFile(content, name=f"x.{suffix}"))
    with picture.file.open() as file:
        kept = file.read()
    assert not exif_of(kept).get_ifd(GPS)
    assert exif_of(kept)[ExifTags.Base.Orientation] == 6
    assert picture.file_size == len(kept)
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size) == (form, (60, 40))


def test_a_position_in_xmp_goes_too() -> None:
    out = io.BytesIO()
    packet = b'<x:xmpmeta><rdf exif:GPSLatitude="14,41.57N"/></x:xmpmeta>'
    Image.new("RGB", (9, 9)).save(out, "JPEG", xmp=packet)
    assert b"GPSLatitude" in out.getvalue()
    cleaned = without_position(io.BytesIO(out.getvalue()))
    assert cleaned is not None
    assert b"GPSLatitude" not in cleaned


@pytest.mark.parametrize("content", [b"", b"no picture", pdf("x")])
def test_a_picture_without_a_position_and_what_is_none_stay_as_they_are(content: bytes) -> None:
    assert without_position(io.BytesIO(content)) is None
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG")
    assert without_position(out) is None
