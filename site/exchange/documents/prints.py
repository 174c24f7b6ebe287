"""Make pictures fit for pages: upright, of a bearable size, without the position of the camera."""

import io

from PIL import ExifTags, Image, ImageOps

from exchange.documents.reading import NotReadable, Print
from files.traces import tells_position

WIDEST = 1600
QUALITY = 85
MOST_PIXELS = 60 * 1024 * 1024
LONGEST_SIDE = 20_000
FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
# A telephone's JPEG may hold further pictures (MPO): only the first is shown on pages.
FORMAT_OF = {"BMP": "PNG", "TIFF": "PNG", "MPO": "JPEG"}
PROFILE = "icc_profile"
KEPT = ("transparency", PROFILE)
UPRIGHT = 1
LYING = {5, 6, 7, 8}


def prepare(content: bytes) -> Print | None:
    """A picture fit for pages: upright, at most 1600 pixels wide, in a format of the web.

    Args:
        content: its bytes.

    Returns:
        The picture, none when nothing can read it.

    Raises:
        NotReadable: it has more pixels than any page or printer needs.
    """
    try:
        return fit(content)
    except NotReadable:
        raise
    except Exception:  # Pillow stumbles in many ways over a damaged picture: it stays out.
        return None


def fit(content: bytes) -> Print | None:
    """The same bytes when they fit, others when the picture is too wide, turned or odd.

    Raises:
        NotReadable: it has too many pixels.
        Exception: of many kinds, for a damaged picture.
    """
    Image.MAX_IMAGE_PIXELS = None  # our own limit, met below before anything is decoded
    with Image.open(io.BytesIO(content), formats=[*FORMATS, *FORMAT_OF]) as image:
        if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
            raise NotReadable("vast_picture", f"{image.width} × {image.height}")
        name = FORMAT_OF.get(str(image.format), str(image.format))
        turn = image.getexif().get(ExifTags.Base.Orientation, UPRIGHT)
        width, height = reversed(image.size) if turn in LYING else image.size
        if image.format == name and width <= WIDEST and turn == UPRIGHT:
            image.load()
            if not tells_position(image):
                return Print(content, FORMATS[name])
        elif width > WIDEST:
            shown = (WIDEST, WIDEST * height // width)
            # The decoder of JPEG then gives a half, a quarter, an eighth: less memory and time.
            image.draft(None, shown[::-1] if turn in LYING else shown)
        return Print(redrawn(image, name), FORMATS[name])


def redrawn(image: Image.Image, name: str) -> bytes:
    """A picture drawn anew in a format: upright, not too wide, without EXIF or XMP data."""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((WIDEST, upright.height))
    upright.info = {key: upright.info[key] for key in KEPT if key in upright.info}
    if name == "JPEG" and upright.mode not in ("RGB", "L"):
        upright, upright.info = upright.convert("RGB"), {}
    out = io.BytesIO()
    upright.save(out, name, quality=QUALITY, icc_profile=upright.info.get(PROFILE))
    return out.getvalue()
