"""What every page carries: the sheet, icons, pictures, links of notes."""

import re
import uuid
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from files.pictures import FORMATS, WIDTHS, card_address, picture_address, shown_size, weight
from files.shown import may_be_named, shown
from theme.icons import ICONS, TURNING
from theme.sheet import BANDS
from theme.sheet import paper_sheet as minified_paper_sheet
from theme.sheet import sheet as minified_sheet

register = template.Library()

# On a phone the small width on purpose, whatever the screen's density: lines are slow and dear.
SIZES = "(min-width: 45rem) 42rem, 50vw"
NOTE = re.compile(r"<sup>\s*\[?(\d{1,3})\]?\s*</sup>")


@register.simple_tag
def sheet(colour: str = "indigo") -> SafeString:
    """The style sheet, as part of the page.

    Args:
        colour: of the band; indigo where nothing is known of the site.
    """
    css = minified_sheet(colour or "indigo")
    return mark_safe(f"<style>{css}</style>")  # noqa: S308 - our own file


@register.simple_tag
def paper_sheet() -> SafeString:
    """The style sheet of a PDF, as part of what it is drawn from."""
    return mark_safe(f"<style>{minified_paper_sheet()}</style>")  # noqa: S308 - our own files


@register.simple_tag
def band(colour: str = "indigo") -> str:
    """The colour of the band on light pages, as six digits that follow a `#`."""
    return BANDS[colour or "indigo"][0].removeprefix("#")


@register.simple_tag
def logo_address(image: Any) -> str:
    """The address of the logo, which keeps what is transparent."""
    return picture_address(image, WIDTHS[0], "webp")


@register.simple_tag(takes_context=True)
def draft_name(context: dict[str, Any]) -> SafeString:
    """The attributes of a form by which a device keeps what is typed: whose it is, and where.

    A form that is shown again is not asked whether its own words are to come back.
    """
    request, form = context["request"], context["form"]
    again = SafeString(" data-again") if form.is_bound else ""
    return format_html(' data-draft="{}:{}"{}', request.user.pk, request.path, again)


@register.simple_tag
def once() -> SafeString:
    """The key by which a form is known when it comes again: see `people.once`."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawn sign that stands beside a word, hidden from those who listen."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">{}</svg>',
        "icon turns" if name in TURNING else "icon",
        mark_safe(ICONS[name]),  # noqa: S308 - our own drawings
    )


@register.simple_tag
def card_picture(image: Any) -> str:
    """The address of the picture that is shown where a page is shared."""
    return card_address(image)


@register.inclusion_tag("look/picture.html", takes_context=True)
def picture(
    context: dict[str, Any], image: Any, alt: str, caption: str = "", eager: bool = False
) -> dict[str, Any]:
    """A picture at the width the reader needs; a link with its weight in light mode.

    Nothing at all where there is none, or none that this reader may see.

    Args:
        context: of the page, for light mode.
        image: a `files.Picture`.
        alt: what it shows; empty for a decoration.
        caption: a line beneath it.
        eager: whether it is at the top of the page and loads at once.
    """
    if not shown(image):
        return {}
    small, large = WIDTHS
    width, height = shown_size(image, large)
    light = bool(context.get("light"))
    return {
        "sources": [
            (
                FORMATS[suffix].content_type,
                ", ".join(f"{picture_address(image, w, suffix)} {w}w" for w in WIDTHS),
            )
            for suffix in ("avif", "webp")
        ],
        "fallback": picture_address(image, small, "jpg"),
        "light_source": picture_address(image, small, "webp"),
        "sizes": SIZES,
        "width": width,
        "height": height,
        "alt": alt,
        "caption": caption,
        "credit": image.credit,
        "eager": eager,
        "light": light,
        "weight": weight(image, small) if light else 0,
    }


@register.filter
def if_shown(file: Any) -> Any:
    """A picture or document that this reader may see; nothing for another."""
    return file if shown(file) else None


@register.filter
def if_held(file: Any) -> Any:
    """A file that is kept back, for a reader who may know of it; nothing for another."""
    return file if may_be_named(file) and file.held_for else None


@register.filter
def note_links(html: Any, has_notes: Any = True) -> SafeString:
    """Rich text whose superscript numbers lead to the notes below the text."""
    text = str(html)
    if not has_notes:
        return mark_safe(text)  # noqa: S308 - rendered rich text
    return mark_safe(  # noqa: S308 - rendered rich text and numbers
        NOTE.sub(
            r'<sup><a href="#note-\1" id="ref-\1" class="ref">\1</a></sup>',
            text,
        )
    )


@register.simple_tag
def language_links(alternates: list[Any], base_url: str) -> SafeString:
    """`hreflang` links of a page that exists in several languages, as far as each is whole."""
    versions = [version for version in alternates if version.translated and version.whole]
    if not any(version.current for version in versions):
        return SafeString("")
    if len(versions) < len(settings.LANGUAGES) and len(versions) == 1:
        return SafeString("")
    return format_html_join(
        "",
        '<link rel="alternate" hreflang="{}" href="{}{}">',
        ((version.language, base_url, version.url) for version in versions),
    )
