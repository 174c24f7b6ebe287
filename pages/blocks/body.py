"""Blocks of running text: headings, paragraphs, pictures, quotes, tables, notes, films."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from pages.blocks.marked import MarkedStreamBlock
from pages.blocks.table import TextTableBlock

TEXT_FEATURES = ["bold", "italic", "superscript", "ol", "ul", "link", "document-link"]
TAG = re.compile(r"<[^>]*>")
LINE_FEATURES = ["bold", "italic", "link"]


class PictureBlock(blocks.StructBlock):
    """A picture in the text, with what it shows for those who do not see it."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to people who do not see it. No page is published without it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("What was said"))
    author = blocks.CharBlock(label=_("Who said them"), required=False, max_length=150)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/quote.html"


class FilmBlock(blocks.StructBlock):
    """A film or recording, as a link: nothing is loaded until the reader asks."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    link = blocks.URLBlock(label=_("Link"))
    minutes = blocks.IntegerBlock(label=_("Length in minutes"), required=False, min_value=1)

    class Meta:
        icon = "media"
        label = _("Film or recording")
        template = "pages/blocks/film.html"


class BodyBlock(MarkedStreamBlock):
    """A whole text."""

    heading = blocks.CharBlock(
        label=_("Title of a part"),
        icon="title",
        max_length=150,
        template="pages/blocks/heading.html",
        form_classname="title",
    )
    subheading = blocks.CharBlock(
        label=_("Title within a part"),
        icon="title",
        max_length=150,
        template="pages/blocks/subheading.html",
    )
    # Not required, here and in points: what is laid out to be filled in can wait.
    paragraph = blocks.RichTextBlock(
        label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, required=False
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    table = TextTableBlock(label=_("Table"), template="pages/blocks/table.html")
    file = DocumentChooserBlock(
        label=_("File to take away"), icon="doc-full", template="pages/blocks/file.html"
    )
    film = FilmBlock()
    notes = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Note"), features=LINE_FEATURES),
        label=_("Notes"),
        icon="list-ol",
        template="pages/blocks/notes.html",
        help_text=_("A number set as superscript in the text leads to the note of that number."),
    )

    class Meta:
        required = False


class PointsBlock(blocks.StreamBlock):
    """A short list, one line or two for each point."""

    point = blocks.RichTextBlock(
        label=_("Point"), icon="tick", features=LINE_FEATURES, required=False
    )

    class Meta:
        required = False
        template = "pages/blocks/points.html"


class ClaimsBlock(blocks.StreamBlock):
    """What a campaign asks for."""

    claim = blocks.CharBlock(label=_("Claim"), icon="tick", max_length=250)

    class Meta:
        required = False


class HistoryBlock(blocks.StreamBlock):
    """Dated moments of an action."""

    moment = blocks.StructBlock(
        [
            ("date", blocks.DateBlock(label=_("Date"))),
            ("text", blocks.TextBlock(label=_("What happened"))),
        ],
        label=_("Moment"),
        icon="date",
    )

    class Meta:
        required = False


def plain_words(value: Any) -> str:
    """All the words of a stream in its page's language, for the index and the reading time."""
    own = (child for child in value if not getattr(child, "foreign", ""))
    content = " ".join(
        text for child in own for text in child.block.get_searchable_content(child.value)
    )
    return unescape(TAG.sub(" ", content))


def count_words(value: Any) -> int:
    """About how many words a stream or a text has, without building its blocks."""
    raw = value.raw_data if isinstance(value, StreamValue) else value
    return len(TAG.sub(" ", " ".join(texts_in(raw))).split())


def texts_in(raw: Any) -> Iterator[str]:
    """Every text within the raw data of a stream."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for name, value in raw.items():
            if name not in ("id", "type"):
                yield from texts_in(value)
    elif isinstance(raw, Iterable):
        for value in raw:
            yield from texts_in(value)
