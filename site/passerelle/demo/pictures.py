"""The pictures of the demonstration: drawn when a page asks for one, stored once."""

from collections import Counter

from django.core.files.base import ContentFile
from wagtail.models import Collection

from files.models import Consent, Picture
from passerelle.demo.drawing import VARIANTS, draw, save
from passerelle.demo.drawing.casting import CAST, variant_for

CREDIT = "Trame commune, CC BY-SA 4.0"


class Pictures:
    """Gives each page that asks its own variant of a subject, the same in all its languages."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.uses: Counter[str] = Counter()
        self.known: dict[tuple[str, str], Picture] = {}

    def pick(self, subject: str, place: str, alt: str) -> Picture:
        """The picture of a subject at a place.

        Args:
            subject: what is drawn, such as `well`.
            place: where it is shown, the same for all languages of a page.
            alt: what it shows, in words that become its title at its first use.
        """
        known = self.known.get((subject, place))
        if known is None:
            variant = self.variant(subject, place)
            known = self.known[subject, place] = self.store(subject, variant, alt)
        return known

    def variant(self, subject: str, place: str) -> int:
        """The variant that fits the words of a page, or else the next one in order of use."""
        if subject in CAST:
            return variant_for(subject, page_key(place))
        self.uses[subject] += 1
        return (self.uses[subject] - 1) % VARIANTS

    def store(self, subject: str, variant: int, alt: str) -> Picture:
        """Draw a picture and keep its file."""
        description = alt.partition(":")[2].strip() or alt
        name = f"{subject}-{variant + 1}.png"
        picture = Picture(
            title=description[:1].upper() + description[1:],
            description=description,
            credit=CREDIT,
            consent=Consent.NOBODY,
            collection=self.collection,
            file=ContentFile(save(draw(subject, variant)), name=name),
        )
        picture._set_image_file_metadata()
        picture.save()
        return picture


def page_key(place: str) -> str:
    """The key of a page in a place: `puits-de-kaya` in `projects/puits-de-kaya text`."""
    return place.removesuffix(" text").rpartition("/")[2]
