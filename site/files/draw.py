"""Draw a picture smaller, cut or in another format. Run by `drawn`, in a process of its own."""

import io
import json
import sys
from typing import Any

from PIL import AvifImagePlugin, Image, ImageOps

from files.confined import confine
from files.examine import DAMAGED, FORMATS, GOOD, MOST_PIXELS

MOST_OUT_BYTES = 64 * 1024 * 1024
MOST_CPU_SECONDS = 30
MOST_MEMORY_BYTES = 1024 * 1024 * 1024


def draw(image: Image.Image, how: dict[str, Any]) -> bytes:
    """The picture as it is asked for, upright, with nothing of what the camera noted.

    Args:
        image: a picture that was opened; of a film, the first picture counts.
        how: by the size of the picture, upright, the `box` that is shown of it and the `size` of
            what is drawn; its `format` as Pillow names it, and the `options` of that.

    Raises:
        ValueError: it is larger than any that we take.
        Exception: of many kinds, where it cannot be read to its end.
    """
    if image.width * image.height > MOST_PIXELS:
        raise ValueError
    upright = ImageOps.exif_transpose(image)
    # The colours of a profile are those of its own mode.
    profile = upright.info.get("icc_profile") if upright.mode in ("RGB", "RGBA") else None
    has_alpha = upright.mode in ("LA", "PA", "RGBA") or "transparency" in upright.info
    whole = upright.convert("RGBA" if has_alpha else "RGB")
    cut = how["by_size"]["{}x{}".format(*whole.size)]
    made = whole.resize(tuple(cut["size"]), Image.Resampling.LANCZOS, box=tuple(cut["box"]))
    if how["format"] == "JPEG" and has_alpha:
        ground = Image.new("RGB", made.size, "white")
        ground.paste(made, mask=made.getchannel("A"))
        made = ground
    out = io.BytesIO()
    made.save(out, how["format"], **how["options"], icc_profile=profile)
    return out.getvalue()


def main() -> None:
    """Draw standard input as the last argument says; write the verdict, then the picture."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit, met before anything is decoded
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a process that is confined has no other
    confine(cpu_seconds=MOST_CPU_SECONDS, memory_bytes=MOST_MEMORY_BYTES, out_bytes=MOST_OUT_BYTES)
    try:
        with Image.open(sys.stdin.buffer, formats=FORMATS) as image:
            made, verdict = draw(image, json.loads(sys.argv[-1])), GOOD
    except Exception:  # A file can be damaged in more ways than there are names for.
        made, verdict = b"", DAMAGED
    sys.stdout.buffer.write(verdict.encode() + b"\n" + made)
