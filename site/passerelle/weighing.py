"""Each page says what it weighs on the line and, where it does not yet, how long it takes to read.

That is known once the page is written: a mark at its foot becomes the sentence. The weight is
found by the quickest compression there is, a tenth of a millisecond, and what the real one gains.
"""

import re

import brotli
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from pages.models.base import WORDS_A_MINUTE
from theme.templatetags.formats import fine_size

MARK = b"<!--weight-->"
MARK_WITH_TIME = b"<!--weight and time-->"
QUICKEST = 1
GAIN = 1.235
"""How many times lighter pages of ours are at the quality that they are sent with."""

HEAD = 870
"""Bytes of the headers that go with a page."""

MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)
UNREAD = re.compile(rb"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


def weigh(response: HttpResponseBase, is_compressed: bool) -> None:
    """Write into a page what it weighs.

    Args:
        response: anything; only a page with a mark is changed.
        is_compressed: whether it is compressed before it is sent.
    """
    if not isinstance(response, HttpResponse) or response.streaming:
        return
    content = response.content
    mark = MARK_WITH_TIME if (at := content.rfind(MARK_WITH_TIME)) >= 0 else MARK
    at = max(at, content.rfind(MARK))
    if at < 0:
        return
    octets = len(content)
    if is_compressed:
        octets = round(len(brotli.compress(content, quality=QUICKEST)) / GAIN)
    with override(response.get("Content-Language") or get_language()):
        said = sentence(octets + HEAD, b"<img" in content)
        if mark == MARK_WITH_TIME:
            said += time_to_read(content)
    response.content = content[:at] + said.encode() + content[at + len(mark) :]
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


def sentence(octets: int, has_pictures: bool) -> str:
    """What a page weighs."""
    weight = {"weight": fine_size(octets)}
    if has_pictures:
        text = _("This page weighs %(weight)s, without its pictures.") % weight
    else:
        text = _("This page weighs %(weight)s.") % weight
    return format_html("<span>{}</span>", text)


def time_to_read(content: bytes) -> str:
    """How long a page takes to read whose kind says nothing of it: a list, a form."""
    main = MAIN.search(content)
    words = len(UNREAD.sub(b" ", main[0] if main else b"").split())
    minutes = max(1, round(words / WORDS_A_MINUTE))
    text = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes)
    return format_html(" <span>{}</span>", text % {"minutes": minutes})
