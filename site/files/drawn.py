"""Copies of a picture, drawn by a process apart: a picture may bring that down, not the site."""

import io
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from PIL import Image
from wagtail.images import image_operations
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

from files.confined import OverdueError, run_apart
from files.draw import MOST_CPU_SECONDS
from files.examine import GOOD

BEGIN = "import sys; sys.path.append(sys.argv[1]); from files.draw import main; main()"
MOST_SECONDS = 45
GREY = "#d9d5cd"

OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 61},
    "gif": {},
    "jpeg": {"quality": 76, "progressive": True, "optimize": True},
    "png": {"optimize": True},
    "webp": {"quality": 80},
}
"""How each format is written, unless a filter names another quality: as Wagtail does."""

DONE = (
    image_operations.AvifQualityOperation,
    image_operations.DoNothingOperation,
    image_operations.FormatOperation,
    image_operations.JPEGQualityOperation,
    image_operations.WebPQualityOperation,
)
BY_DEFAULT = {"gif": "png", "mpo": "jpeg"}


@dataclass(frozen=True)
class Drawing:
    """What Wagtail asks of a drawn picture: its bytes, and what they are."""

    f: IO[bytes]
    format_name: str


class ApartFilter(Filter):
    """Wagtail's filter, drawn by a process apart."""

    def run(self, image: Any, output: IO[bytes], source: Any = None) -> Drawing:
        """Draw a picture into a file.

        Args:
            image: the picture.
            output: where to.
            source: its content, where that is read already; it is read again.

        Raises:
            InvalidFilterSpecError: the filter asks for more than to cut, resize, and name a
                format and a quality.
            SourceImageIOError: the file is lost, cannot be drawn, or asks for too much.
        """
        how = recipe(image, self)
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
            try:
                with image.file.storage.open(image.file.name, "rb") as content:
                    shutil.copyfileobj(content, given)
            except OSError as error:
                raise SourceImageIOError(str(error)) from error
            made = drawn_apart(given, out, json.dumps(how))
        if not made:
            raise SourceImageIOError("the picture cannot be drawn")
        output.write(made)
        output.seek(0)
        return Drawing(output, how["format"].lower())


@cache
def plain_picture() -> bytes:
    """What stands where a picture cannot be drawn: grey, three by two."""
    out = io.BytesIO()
    Image.new("RGB", (3, 2), GREY).save(out, "PNG")
    return out.getvalue()


def drawn_apart(given: IO[bytes], out: IO[bytes], how: str) -> bytes:
    """What the process makes of a picture; nothing if it fails, falls or takes too long."""
    given.flush()
    os.lseek(given.fileno(), 0, os.SEEK_SET)
    try:
        limits = {"seconds": MOST_SECONDS, "cpu_seconds": MOST_CPU_SECONDS}
        code = run_apart(BEGIN, given, out, how, **limits)
    except OverdueError:
        return b""
    out.seek(0)
    verdict, _line, made = out.read().partition(b"\n")
    return made if code == 0 and verdict == GOOD.encode() else b""


def recipe(picture: Any, wanted: Filter) -> dict[str, Any]:
    """What the process is to do, in numbers.

    Raises:
        InvalidFilterSpecError: the filter asks for what it does not do.
    """
    form = picture.file.name.rpartition(".")[2].lower().replace("jpg", "jpeg")
    environment: dict[str, Any] = {"original-format": form}
    for operation in wanted.filter_operations:
        if not isinstance(operation, DONE):
            raise InvalidFilterSpecError(f"{wanted.spec} is not drawn here")
        operation.run(None, picture, environment)
    form = environment.get("output-format") or BY_DEFAULT.get(form, form)
    if form not in OPTIONS or environment.get("output-format-options"):
        raise InvalidFilterSpecError(f"{wanted.spec} is not drawn here")
    options = dict(OPTIONS[form])
    if quality := environment.get(f"{form}-quality"):
        options["quality"] = quality
    # Which side is up stands in the file, and only the process opens that.
    sizes = {(picture.width, picture.height), (picture.height, picture.width)}
    return {
        "by_size": {f"{size[0]}x{size[1]}": cut(picture, wanted, size) for size in sizes},
        "format": form.upper(),
        "options": options,
    }


def cut(picture: Any, wanted: Filter, size: tuple[int, int]) -> dict[str, list[int]]:
    """Which part of a picture is shown, and how large."""
    transform = wanted.get_transform(picture, size)
    part = transform.get_rect().round()
    box = [max(0, part.left), max(0, part.top), min(size[0], part.right), min(size[1], part.bottom)]
    return {"box": box, "size": [max(1, round(side)) for side in transform.size]}
