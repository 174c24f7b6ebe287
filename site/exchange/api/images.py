"""Pictures, at the widths and in the formats that pages show."""

from typing import Any

from django.db.models import QuerySet
from pydantic import BaseModel, Field

from access.visibility import visible_to
from exchange.addresses import absolute
from exchange.api.noun import Noun
from files.models import Picture
from files.pictures import FORMATS, WIDTHS, picture_address, shown_size


class ImageRendition(BaseModel):
    """A picture at a width in a format."""

    width: int = Field(description="In pixels.")
    format: str = Field(description="avif, webp or jpg.")
    address: str


class ImageItem(BaseModel):
    """A picture."""

    id: int
    title: str
    width: int = Field(description="Of the original, in pixels.")
    height: int = Field(description="Of the original, in pixels.")
    credit: str = Field(description="Who made the picture and who may use it.")
    renditions: list[ImageRendition]


class Images(Noun):
    """What the API says of pictures."""

    name = "images"
    item = detail = ImageItem

    def visible(self, audiences: tuple[str, ...]) -> QuerySet[Any]:
        """All pictures that the holder of these audiences may look at."""
        return visible_to(Picture.objects.all(), audiences)

    def items(self, keys: list[int], audiences: tuple[str, ...]) -> list[ImageItem]:
        """What is said of these pictures, in one query; no file is made for it."""
        return [
            ImageItem(
                id=picture.pk,
                title=picture.title,
                width=picture.width,
                height=picture.height,
                credit=picture.credit,
                renditions=[
                    ImageRendition(
                        width=shown_size(picture, width)[0],
                        format=suffix,
                        address=absolute(picture_address(picture, width, suffix)),
                    )
                    for width in WIDTHS
                    for suffix in FORMATS
                ],
            )
            for picture in Picture.objects.filter(pk__in=keys).order_by("pk")
        ]
