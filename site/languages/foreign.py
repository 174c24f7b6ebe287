"""The parts of a published translation that are still in the language of the original.

They are shown, so that the reader misses nothing, and marked, so that she and what reads pages
aloud know in which language they are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from languages.direction import direction_of
from languages.models import TranslationLink
from languages.parts import Part
from languages.states import State

MUST_BE_TRANSLATED = ("title", "summary", "picture_alt", "seo_title", "search_description")
"""What lists, search and browsers show without a place for a mark: no page is published before."""


@dataclass(frozen=True)
class Foreign:
    """What of a page is not in its language.

    Attributes:
        language: the language that these parts are in.
        keys: those of the parts, as `languages.parts` names them.
    """

    language: str
    keys: frozenset[str]

    @cached_property
    def attributes(self) -> SafeString:
        """What an element that holds such a part is marked with."""
        return format_html(
            ' lang="{}" dir="{}" data-untranslated', self.language, direction_of(self.language)
        )

    @cached_property
    def last_keys(self) -> frozenset[str]:
        """The keys of blocks and children alone, without the name of their field."""
        return frozenset(key.rpartition(".")[2] for key in self.keys if "." in key)

    def marks(self, thing: Any, field: str = "") -> SafeString:
        """The attributes for an element, if what it shows is not in the language of the page.

        Args:
            thing: the page, one of its children, or a block of one of its streams.
            field: of the page, which of its fields.
        """
        if isinstance(thing, Page):
            is_foreign = field in self.keys
        else:
            own = getattr(thing, "translation_key", None) or getattr(thing, "id", "")
            is_foreign = str(own) in self.last_keys
        return self.attributes if is_foreign else SafeString("")


NOTHING = Foreign("", frozenset())


def translate_first(labels: Iterable[str]) -> str:
    """What to do before a page can be published, in a sentence.

    Args:
        labels: of what must be translated, as people read them.
    """
    return _("Translate first: %(texts)s.") % {"texts": ", ".join(labels)}


def untranslated(parts: Iterable[Part]) -> list[str]:
    """The keys of the parts that are shown in the language of the original."""
    return [part.key for part in parts if part.state == State.MISSING]


def mark_foreign(pages: Collection[Page]) -> None:
    """Let pages know which of their parts are in another language, in one query for all."""
    tell_pages(pages, TranslationLink.objects.filter(target__in=[page.pk for page in pages]))


def tell_pages(pages: Iterable[Page], links: Iterable[TranslationLink]) -> None:
    """Let pages know which of their parts are in another language, from their links."""
    known = {link.target_id: link for link in links}
    for page in pages:
        if link := known.get(page.pk):
            mark(page, Foreign(link.source_language, frozenset(link.untranslated)))


def mark(page: Page, foreign: Foreign) -> None:
    """Let a page and its blocks know which of them are in another language."""
    page.foreign = foreign
    if not foreign.keys:
        return
    for column in page._meta.concrete_fields:
        if isinstance(column, StreamField):
            for block in column.value_from_object(page):
                block.foreign = foreign.marks(block)
