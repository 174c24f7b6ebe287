"""A page as it is drawn: its own template on paper, for one reader, with the pictures it shows."""

import hashlib
import html
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.models import Page

from access.visibility import audiences_of, visible_to
from exchange.paper.limits import MOST_MARKUP_BYTES, MOST_PICTURE_BYTES, MOST_PICTURES
from files.models import Picture
from files.pictures import WIDTHS, filter_spec, picture_mark
from pages.context import page_language

EDITION = 1
"""Raised when the sheet or the library draws the same page otherwise."""

# What is on a screen for those who act there, and not on paper.
LEFT_OUT: dict[str, Any] = {
    "add_annex_address": "",
    "back": None,
    "comments": None,
    "edit_address": "",
    "light": False,
    "opens_space": False,
    "sharing": None,
    "taken_away": (),
}
FIGURE = re.compile(r'<figure class="photo">(.*?)</figure>', re.DOTALL)
IMAGE = re.compile(r'<img src="(/pictures/(\d+)-(\w+)/)\d+\.jpg"[^>]*? alt="([^"]*)">')
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
PICTURE = re.compile(r'<img src="(/pictures/(\d+)-(\w+)/720\.jpg)"')
HEADING = re.compile(r"<(/?)h([1-6])\b")
TAG = re.compile(r"<[^>]*>")


class TooLong(Exception):
    """The page is longer than a PDF of ours."""


@dataclass(frozen=True)
class Written:
    """A page on paper.

    Attributes:
        markup: HTML, with pictures at addresses of the site.
        base: the whole address of the page.
    """

    markup: str
    base: str

    @property
    def digest(self) -> str:
        """The same for two readers who see the same, and for nobody else."""
        return hashlib.sha256(f"{EDITION}\n{self.base}\n{self.markup}".encode()).hexdigest()


def written(page: Page, request: HttpRequest) -> Written:
    """A page as its reader would see it on paper.

    Args:
        page: in full.
        request: of a reader who may see it, in its language.

    Raises:
        TooLong: nobody would print that.
    """
    context = {
        **page.get_context(request),
        **LEFT_OUT,
        "base_template": "paper.html",
        "on_paper": True,
        "language": page_language(page),
    }
    text = render_to_string(page.get_template(request), context, request)
    if len(text.encode()) > MOST_MARKUP_BYTES:
        raise TooLong
    markup = stepwise(FIGURE.sub(on_paper, text))
    return Written(markup, f"{settings.BASE_URL}{context['canonical']}")


def on_paper(figure: re.Match[str]) -> str:
    """A picture in one width, with words for those who listen; nothing of a mere decoration."""
    image, caption = IMAGE.search(figure[1]), CAPTION.search(figure[1])
    said = TAG.sub("", caption[1]).strip() if caption else ""
    words = (image[4] if image else "") or said
    if image is None or not words:
        return ""
    beneath = f"<figcaption>{caption[1]}</figcaption>" if caption else ""
    address = f"{image[1]}{WIDTHS[-1]}.jpg"
    return f'<figure class="photo"><img src="{address}" alt="{words}">{beneath}</figure>'


def stepwise(markup: str) -> str:
    """The same text with no level of headings left out: readers of tags walk down by them."""
    present, given = 0, 0

    def level(tag: re.Match[str]) -> str:
        nonlocal present, given
        if not tag[1]:
            wanted = int(tag[2])
            given = min(wanted, present + 1)
            present = given
        return f"<{tag[1]}h{given}"

    return HEADING.sub(level, markup)


def pictures_of(paper: Written, request: HttpRequest) -> dict[str, bytes]:
    """The pictures of a page by whole address: those of ours that its reader may see.

    Args:
        paper: the page.
        request: of its reader.
    """
    named = {found[2]: (found[1], found[3]) for found in PICTURE.finditer(paper.markup)}
    seen = visible_to(Picture.objects.filter(pk__in=named), audiences_of(request.user))
    found: dict[str, bytes] = {}
    room = MOST_PICTURE_BYTES
    for picture in seen.order_by("pk")[:MOST_PICTURES]:
        address, mark = named[str(picture.pk)]
        content = printed(picture) if mark == picture_mark(picture) else b""
        room -= len(content)
        if content and room > 0:
            found[html.unescape(f"{settings.BASE_URL}{address}")] = content
    return found


def printed(picture: Picture) -> bytes:
    """A picture at the width for paper; nothing where its file is lost or broken."""
    try:
        with picture.get_rendition(filter_spec(WIDTHS[-1], "jpg")).file.open("rb") as file:
            return bytes(file.read())
    except OSError:
        return b""
