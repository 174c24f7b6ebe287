"""Which pages are on their way into a language, and the texts that each of them has there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Field, OuterRef, Q, QuerySet
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from access.reach import translatable_by
from exchange.translations.bundle import key_of
from languages.parts import ADDRESS
from languages.states import segments_of

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


@dataclass
class Text:
    """One text of a page on its way into a language.

    Attributes:
        segment: as `segments_of` gives it.
        links: the attributes of the links in it, by their names.
        longest: how many characters its field takes; None without a limit.
    """

    key: str
    segment: Any
    links: dict[str, Any] = field(default_factory=dict)
    longest: int | None = None

    @property
    def source(self) -> str:
        """The original, as HTML."""
        return str(self.segment.string.data)

    @property
    def target(self) -> str:
        """The translation, as HTML; empty without one."""
        return self.segment.data or ""


def followed() -> QuerySet[Translation]:
    """The translations of pages, each with its source and languages, in a steady order."""
    return (
        Translation.objects.filter(
            source__object__content_type=ContentType.objects.get_for_model(Page)
        )
        .select_related(
            "source__locale", "source__specific_content_type", "source__object", "target_locale"
        )
        .order_by("pk")
    )


def into(language: str) -> QuerySet[Translation]:
    """The translations of pages into a language that follow their originals."""
    return followed().filter(target_locale__language_code=language, enabled=True)


def of_page(translations: QuerySet[Translation], number: int) -> QuerySet[Translation]:
    """Those of one page, named by its original or by a translation of it."""
    keys = Page.objects.filter(pk=number).values("translation_key")
    return translations.filter(source__object__in=keys)


def waiting(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """Those that have a text which nobody has translated, or a machine alone."""
    written = StringTranslation.objects.filter(
        Q(translation_type=MANUAL) | Q(review__isnull=False),
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    open_texts = StringSegment.objects.filter(~Exists(written), source=OuterRef("source"))
    return translations.filter(Exists(open_texts.exclude(context__path=ADDRESS)))


def hers(translations: QuerySet[Translation], person: Any, language: str) -> QuerySet[Translation]:
    """Those whose pages somebody sees, and may translate into a language.

    Args:
        translations: into that language.
        person: the signed-in person.
        language: its code.
    """
    pages = translatable_by(person, language).filter(
        translation_key=OuterRef("source__object_id"), locale=OuterRef("source__locale")
    )
    return translations.filter(Exists(pages))


def source_page(translation: Translation) -> Page | None:
    """The page that a translation is made from, if it is still there."""
    return Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.source.locale_id
    ).first()


def texts_of(translation: Translation) -> Iterator[Text]:
    """The texts of a page, each once, in the order of the page: one query."""
    model = translation.source.specific_content_type.model_class()
    seen = set()
    for segment in segments_of(translation):
        place = (segment.string_id, segment.context_id)
        if place in seen:
            continue
        seen.add(place)
        path = segment.context.path
        yield Text(
            key_of(translation.pk, str(translation.uuid), path, segment.string.data),
            segment,
            json.loads(segment.attrs or "null") or {},
            longest(model, segment.context.field_path) if model else None,
        )


@lru_cache(maxsize=2_000)
def longest(model: Any, path: str) -> int | None:
    """How many characters a field or block takes.

    Args:
        model: the type of the page.
        path: names of the field and of what it consists of, as wagtail-localize writes them.
    """
    name, *rest = path.split(".")
    if not name:
        return None
    found = model._meta.get_field(name)
    if isinstance(found, StreamField):
        return longest_in(found.stream_block, rest)
    if not isinstance(found, Field):
        return longest(found.related_model, ".".join(rest))
    return getattr(found, "max_length", None)


def longest_in(block: Any, path: list[str]) -> int | None:
    """How many characters a block takes within another."""
    for name in path:
        if isinstance(block, ListBlock):
            block = block.child_block
        elif isinstance(block, StructBlock | StreamBlock):
            block = block.child_blocks.get(name)
        else:
            break
    return getattr(getattr(block, "field", None), "max_length", None)
