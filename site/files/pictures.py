"""Pictures on pages: two widths, three formats, addresses that need no query and no rendering."""

from dataclasses import dataclass

from files.models import Picture, Rendition

WIDTHS = (360, 720)


@dataclass(frozen=True)
class Format:
    """An image format as Wagtail's filters and browsers name it."""

    content_type: str
    spec: str


FORMATS = {
    "avif": Format("image/avif", "format-avif|avifquality-50"),
    "webp": Format("image/webp", "format-webp|webpquality-62"),
    "jpg": Format("image/jpeg", "format-jpeg|jpegquality-62"),
}


def filter_spec(width: int, suffix: str) -> str:
    """Wagtail's filter for a width in pixels and a format."""
    return f"width-{width}|{FORMATS[suffix].spec}"


CARD = "card.jpg"
MOST_CARD_BYTES = 20_000
CARDS = tuple(
    f"fill-{width}x{height}|format-jpeg|jpegquality-{quality}"
    for width, height, quality in ((600, 315, 60), (600, 315, 40), (480, 252, 30), (300, 158, 20))
)
"""What is shown where a page is passed on, from the best to the one that is surely light."""


def card_address(picture: Picture) -> str:
    """The address of the picture that is shown where a page is passed on."""
    return f"/pictures/{picture.pk}-{picture_mark(picture)}/{CARD}"


def card_of(picture: Picture) -> Rendition:
    """The best picture for a card that is light enough, made when first asked for.

    Raises:
        OSError: its file is lost or broken.
    """
    for spec in CARDS:
        card: Rendition = picture.get_rendition(spec)
        if card.weight <= MOST_CARD_BYTES:
            break
    return card


def picture_mark(picture: Picture) -> str:
    """A few characters that change with the file, so that browsers may keep it for ever."""
    return (picture.file_hash or "0" * 40)[:10]


def picture_address(picture: Picture, width: int, suffix: str) -> str:
    """The address of a picture at a width in a format; its file is made when first asked for."""
    return f"/pictures/{picture.pk}-{picture_mark(picture)}/{width}.{suffix}"


def shown_size(picture: Picture, width: int) -> tuple[int, int]:
    """Width and height in pixels of a picture scaled down to a width."""
    if picture.width <= width:
        return picture.width, picture.height
    return width, round(picture.height * width / picture.width)


def weight(picture: Picture, width: int) -> int:
    """Bytes of the WebP of a width, made now if nobody asked for it before; 0 if it cannot be."""
    try:
        return int(picture.get_rendition(filter_spec(width, "webp")).weight)
    except OSError:
        return 0
