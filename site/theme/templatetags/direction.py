"""The direction and the language of passages that are written in another script than the page."""

import re
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from languages.direction import direction_of, is_right_to_left

register = template.Library()

# Hebrew, Arabic, and their forms for print; marks of direction are no letters.
LETTER = "[\u05d0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
PASSAGE = re.compile(f"{LETTER}(?:[^<>&A-Za-z\u00c0-\u024f]*{LETTER})?")
HEBREW = re.compile("[\u05d0-\u05ea]")
PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
TAGS = re.compile(r"<[^>]*>")
PARTS = re.compile(r"(<[^>]*>)")
# Inputs that hold words or numbers of a person; passwords and dates follow the page.
TYPED = {"email", "search", "tel", "text", "textarea.html", "url"}
BLOCK = re.compile(
    r"<(p|li|h2|h3|td|th|caption)((?:\s[^>]*)?)>(.*?)(?=</?(?:p|li|ul|ol|h2|h3|tr|td|th|caption)\b)",
    re.DOTALL,
)


@register.filter
def directed(html: Any) -> SafeString:
    """A text whose passages of another script say their direction and their language.

    Args:
        html: rendered blocks: paragraphs, items, headings, cells.
    """
    text = str(html)
    if get_language_bidi():
        return mark_safe(BLOCK.sub(from_the_left, text))  # noqa: S308 - attributes of ours added
    if not re.search(LETTER, text):
        return mark_safe(text)  # noqa: S308 - rendered blocks
    return mark_safe(BLOCK.sub(from_the_right, text))  # noqa: S308 - attributes of ours added


@register.filter
def speaks(code: str, around: str = "") -> SafeString:
    """The attributes of a passage that say its language and the direction of its writing.

    Args:
        code: of its language.
        around: of what it stands in, where it needs none if they are the same.
    """
    if not code or code == around:
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', code, direction_of(code))


@register.filter
def named(space: Any, around: str) -> SafeString:
    """The name of a space, whose letters do not mix with the words around it.

    Args:
        space: with its name in one language or several.
        around: the language of the words around, which the name may lack.
    """
    return format_html("<bdi{}>{}</bdi>", speaks(space.name_language, around), space.name)


@register.filter
def written(field: BoundField) -> SafeString:
    """A field of a form; what is typed into it runs as its letters do, not as the page does."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", widget.template_name.rpartition("/")[2])
    return field.as_widget(
        attrs={"dir": "auto"} if kind in TYPED and "dir" not in widget.attrs else None
    )


@register.filter
def isolated(text: Any, direction: str = "") -> SafeString:
    """A name, a number or a code whose letters do not mix with the words around it.

    Args:
        text: what it is; empty gives nothing.
        direction: `ltr` for what reads so in every language: addresses, phone numbers.
    """
    if not text:
        return SafeString("")
    return format_html("<bdi{}>{}</bdi>", SafeString(' dir="ltr"') if direction else "", text)


def from_the_left(block: re.Match[str]) -> str:
    """A block of a page from right to left; one of Latin letters says that it runs otherwise."""
    words = TAGS.sub("", block[3])
    runs_on = is_right_to_left(words) or not any(sign.isalpha() for sign in words)
    return block[0] if runs_on else f'<{block[1]}{block[2]} dir="ltr">{block[3]}'


def from_the_right(block: re.Match[str]) -> str:
    """A block of a page that runs from left to right, its other passages marked."""
    if is_right_to_left(TAGS.sub("", block[3])):
        return f'<{block[1]}{block[2]}{language(block[3])} dir="rtl">{block[3]}'
    parts = (part if part.startswith("<") else marked(part) for part in PARTS.split(block[3]))
    return f"<{block[1]}{block[2]}>{''.join(parts)}"


def marked(text: str) -> str:
    """A text with its passages from right to left marked."""
    return PASSAGE.sub(lambda found: f'<span{language(found[0])} dir="rtl">{found[0]}</span>', text)


def language(text: str) -> str:
    """The `lang` of a passage, as far as its letters tell."""
    if HEBREW.search(text):
        return ' lang="he"'
    return ' lang="fa"' if PERSIAN.search(text) else ' lang="ar"'
