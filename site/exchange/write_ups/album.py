"""Store the pictures of a document, each once."""

from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection

from exchange.documents.reading import Print
from files.models import Picture
from people.models import Person

LONGEST_TITLE = 255
LONGEST_NAME = 60


class Album:
    """The pictures that one document brings.

    Args:
        pictures: ready to be stored, by the names that `src` attributes use.
        title: of the page, for pictures that say nothing of what they show.
        person: who brings them.
        collection: where they are stored: it decides who sees them.
    """

    def __init__(
        self, pictures: dict[str, Print], title: str, person: Person, collection: Collection
    ) -> None:
        self.pictures = pictures
        self.title = title
        self.person = person
        self.collection = collection
        self.stored: list[Picture] = []
        self.places = 0

    def place(self, source: str, alt: str) -> int | None:
        """The key of the stored picture of an image.

        Args:
            source: its `src`.
            alt: what it shows, in words.

        Returns:
            The key, none when the image cannot be shown on a page.
        """
        picture = self.pictures.get(source)
        if picture is None:
            return None
        self.places += 1
        return int(self.picture(picture, alt).pk)

    def picture(self, found: Print, alt: str) -> Picture:
        """The picture of the collection that has its bytes, stored now if it is new."""
        mark = found.mark
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
            file=ContentFile(found.content, name=f"{name}.{found.suffix}"),
            file_size=len(found.content),
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
