"""Take out of a picture where it was taken."""

import io
from typing import IO, Any

from PIL import ExifTags, Image

GPS = ExifTags.IFD.GPSInfo
QUALITY = 92


def without_position(file: IO[bytes]) -> bytes | None:
    """A picture without the position that its camera noted.

    Args:
        file: the picture, read from its beginning.

    Returns:
        The bytes of the same picture without it; None where there is none, or nothing to read.
    """
    file.seek(0)
    try:
        with Image.open(file) as image:
            return rewritten(image) if tells_position(image) else None
    except Exception:  # Pillow stumbles in many ways over what is no picture: forms refuse it.
        return None
    finally:
        file.seek(0)


def tells_position(image: Image.Image) -> bool:
    """Whether a picture says where it was taken, in its EXIF or XMP data."""
    written: Any = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    marks = written if isinstance(written, bytes) else str(written).encode()
    return bool(image.getexif().get_ifd(GPS)) or b"GPSL" in marks


def rewritten(image: Image.Image) -> bytes:
    """The picture in its own format, with the rest of its EXIF data: its orientation matters."""
    exif = image.getexif()
    exif.pop(GPS, None)
    exif.get_ifd(GPS).clear()
    # A telephone's JPEG may hold further pictures (MPO): only the first is shown on pages.
    form = "JPEG" if image.format == "MPO" else str(image.format)
    options: dict[str, Any] = {"quality": "keep" if image.format == "JPEG" else QUALITY}
    if form != "JPEG" and getattr(image, "is_animated", False):
        options["save_all"] = True
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    out = io.BytesIO()
    image.save(out, form, exif=exif.tobytes(), **options)
    return out.getvalue()
