"""What is shown in another language than the page says so to browsers and screen readers."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from theme.templatetags.direction import speaks
from thesaurus.vocabulary import Said

register = template.Library()


@register.filter
def tongue(said: Said) -> SafeString:
    """The attributes of an element that holds a text; none where it is in the page's language."""
    return speaks(said.language, get_language() or "")


@register.filter
def spoken(said: Said) -> str:
    """A text within a sentence, marked where it is in another language."""
    marks = tongue(said)
    return format_html("<span{}>{}</span>", marks, said.text) if marks else said.text
