"""Store the pictures of a document, each once."""

import hashlib
import io

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.models import Collection

from files.models import Picture
from files.traces import without_position
from people.models import Person

WIDEST = 1600
QUALITY = 85
FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
CONVERTED = {"BMP", "TIFF"}
LONGEST_TITLE = 255
LONGEST_NAME = 60


class Album:
    """The pictures that one document brings.

    Args:
        pictures: their bytes, by the names that `src` attributes use.
        title: of the page, for pictures that say nothing of what they show.
        person: who brings them.
        collection: where they are stored: it decides who sees them.
    """

    def __init__(
        self, pictures: dict[str, bytes], title: str, person: Person, collection: Collection
    ) -> None:
        self.pictures = pictures
        self.title = title
        self.person = person
        self.collection = collection
        self.stored: list[Picture] = []
        self.places = 0
        self.dropped = 0

    def place(self, source: str, alt: str) -> int | None:
        """The key of the stored picture of an image.

        Args:
            source: its `src`.
            alt: what it shows, in words.

        Returns:
            The key, none when the image cannot be shown on a page.
        """
        content = self.pictures.get(source)
        prepared = prepare(content) if content else None
        if prepared is None:
            self.dropped += 1
            return None
        self.places += 1
        return int(self.picture(*prepared, alt).pk)

    def picture(self, content: bytes, suffix: str, alt: str) -> Picture:
        """The picture of the collection that has these bytes, stored now if it is new."""
        content = without_position(io.BytesIO(content)) or content
        mark = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        known = Picture.objects.filter(file_hash=mark, collection=self.collection).first()
        if known is not None:
            return known
        title = alt or _("%(page)s – picture %(number)s") % {
            "page": self.title,
            "number": self.places,
        }
        name = slugify(title)[:LONGEST_NAME] or mark[:10]
        picture = Picture(
            title=title[:LONGEST_TITLE],
            file=ContentFile(content, name=f"{name}.{suffix}"),
            file_size=len(content),
            file_hash=mark,
            uploaded_by_user=self.person,
            collection=self.collection,
        )
        self.stored.append(picture)
        picture.save()
        return picture

    def discard(self) -> None:
        """Remove the files stored so far, whose rows the database has forgotten."""
        for picture in self.stored:
            if picture.file._committed:
                picture.file.storage.delete(picture.file.name)


def prepare(content: bytes) -> tuple[bytes, str] | None:
    """A picture fit for pages: at most 1600 pixels wide, in a format of the web.

    Args:
        content: its bytes.

    Returns:
        The bytes and the suffix of their format, none when nothing can read them.
    """
    try:
        return shrink(content)
    except Exception:  # Pillow stumbles in many ways over a damaged picture: it stays out.
        return None


def shrink(content: bytes) -> tuple[bytes, str] | None:
    """The same bytes when they fit, others when the picture is too wide or of an odd format.

    Raises:
        Exception: of many kinds, for a damaged picture.
    """
    with Image.open(io.BytesIO(content), formats=[*FORMATS, *CONVERTED]) as image:
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            return None
        image.load()
        name = image.format if image.format in FORMATS else "PNG"
        assert name is not None
        if image.format == name and image.width <= WIDEST:
            return content, FORMATS[name]
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((WIDEST, upright.height))
        shrunk = io.BytesIO()
        upright.save(shrunk, name, quality=QUALITY)
        return shrunk.getvalue(), FORMATS[name]
