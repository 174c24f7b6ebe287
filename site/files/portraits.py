"""Portraits: the middle square of a picture, small, with nothing of what the camera noted."""

import io
from typing import IO
from uuid import uuid4

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

from files.checks import DAMAGED
from files.places import PRIVATE_PLACE

SIDE = 240
QUALITY = 80
CONTENT_TYPE = "image/jpeg"


def portrait(file: IO[bytes]) -> bytes:
    """A JPEG of 240 × 240 pixels, upright, without any data about the picture.

    Args:
        file: a picture in any format that Pillow reads; of a film, the first picture counts.

    Raises:
        ValidationError: it cannot be read to its end; the message is for whoever sent it.
    """
    file.seek(0)
    try:
        with Image.open(file) as image:
            # A JPEG is read at an eighth of its size at least: telephones make huge ones.
            image.draft("RGB", (4 * SIDE, 4 * SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            square = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    except Exception as error:  # Pillow stumbles in many ways over a damaged picture.
        raise ValidationError(DAMAGED) from error
    # A new picture: what was written in the old one, its position for instance, is not in it.
    plain = Image.new("RGB", square.size, "white")
    plain.paste(square, mask=square.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def portrait_place(_row: object, _name: str) -> str:
    """Where a portrait is stored: among what is private, under a name that tells nothing."""
    return f"{PRIVATE_PLACE}/people/{uuid4().hex}.jpg"
