"""The middle square of a picture, small, with nothing of what the camera noted."""

import io

from PIL import Image, ImageOps

SIDE = 240
QUALITY = 80


def draw_square(image: Image.Image) -> bytes:
    """A JPEG of 240 × 240 pixels, upright, without any data about the picture.

    Args:
        image: a picture that was opened; of a film, the first picture counts.

    Raises:
        Exception: of many kinds, where it cannot be read to its end.
    """
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    square = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    # A new picture: what was written in the old one, its position for instance, is not in it.
    plain = Image.new("RGB", square.size, "white")
    plain.paste(square, mask=square.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
