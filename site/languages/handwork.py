"""What people wrote on a translation itself: kept when the translation is written anew.

wagtail-localize writes a page anew from the original and its segments. A block that only the
translation has ("for readers in Brazil") stays where it stood, and one that was rewritten by hand
while the original was not followed stays as it was written, until somebody translates it again.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from languages.models import HandWritten
from languages.parts import part_key, part_keys, parts_of

Block = dict[str, Any]


@dataclass
class Kept:
    """The blocks of one stream that stay as they are.

    Attributes:
        rewritten: by their id, those that stand in place of a block of the original.
        local: those that only the translation has, each with the ids of the blocks before it.
    """

    rewritten: dict[str, Block] = field(default_factory=dict)
    local: list[tuple[Block, list[str]]] = field(default_factory=list)


def streams(page: Any) -> Iterator[StreamField]:
    """The streams of a page."""
    for column in page._meta.concrete_fields:
        if isinstance(column, StreamField):
            yield column


def blocks_of(page: Any, column: StreamField) -> list[Block]:
    """The blocks of a stream as they are stored."""
    return list(column.value_from_object(page).get_prep_value())


def hand_work(original: Any, translated: Any) -> dict[str, Kept]:
    """What has to stay when a translation is written anew, by the name of the stream.

    Args:
        original: the page that it is made from.
        translated: the translation, of which the last version is read.
    """
    if not isinstance(translated, Page) or translated.pk is None:
        return {}
    present = Page.objects.get(pk=translated.pk).specific.get_latest_revision_as_object()
    keys = set(HandWritten.objects.filter(page=translated.pk).values_list("key", flat=True))
    found = {}
    for column in streams(present):
        here = blocks_of(present, column)
        of_original = {block["id"] for block in blocks_of(original, column)}
        kept = Kept()
        for place, block in enumerate(here):
            if f"{column.name}.{block['id']}" in keys:
                kept.rewritten[block["id"]] = block
            elif block["id"] not in of_original and not was_original(original, column, block):
                kept.local.append((block, [one["id"] for one in here[:place]]))
        if kept.rewritten or kept.local:
            found[column.name] = kept
    return found


def was_original(original: Any, column: StreamField, block: Block) -> bool:
    """Whether the original once had a block: it took it out, and the translation follows."""
    return TranslationContext.objects.filter(
        object_id=original.translation_key, path__startswith=f"{column.name}.{block['id']}"
    ).exists()


def put_back(translated: Any, kept: dict[str, Kept]) -> None:
    """Put what had to stay into a translation that was just written anew."""
    for column in streams(translated):
        if column.name not in kept:
            continue
        own = kept[column.name]
        blocks = [own.rewritten.get(block["id"], block) for block in blocks_of(translated, column)]
        for block, before in own.local:
            ids = [one["id"] for one in blocks]
            nearest = next((key for key in reversed(before) if key in ids), None)
            blocks.insert(ids.index(nearest) + 1 if nearest else 0, block)
        setattr(translated, column.name, column.to_python(blocks))


def take_hand_work(translation: Translation) -> None:
    """Make words of a translation of what was written by hand while it was not followed.

    Where the paragraphs of a block can no longer be told beside those of the original, the block
    is kept as a whole.
    """
    target = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.target_locale_id
    ).first()
    if target is None:
        return
    present = target.specific.get_latest_revision_as_object()
    original = translation.source.as_instance()
    digests = {part.key: part.digest for part in parts_of(original)}
    writer = target.latest_revision.user if target.latest_revision else None
    here = texts_by_path(present)
    for path, segments in segments_by_path(translation).items():
        texts = here.get(path, [])
        if [set(text.attrs or {}) for text in texts] == [set(one.keys) for one in segments]:
            for text, segment in zip(texts, segments, strict=True):
                take(segment, text.string.data, translation, writer)
        elif texts and "." in path:
            key = part_key(original, path)
            HandWritten.objects.update_or_create(
                page=target, key=key, defaults={"digest": digests[key]}
            )


def texts_by_path(instance: Any) -> dict[str, list[StringSegmentValue]]:
    """The texts of a page, by the place of each."""
    found = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def segments_by_path(translation: Translation) -> dict[str, list[Any]]:
    """The segments of a translation by the place of each, with the `keys` of their links."""
    found = defaultdict(list)
    rows = StringSegment.objects.filter(source=translation.source_id)
    for segment in rows.select_related("string", "context").order_by("order"):
        segment.keys = json.loads(segment.attrs or "{}") or {}
        found[segment.context.path].append(segment)
    return found


def take(segment: Any, text: str, translation: Translation, writer: Any) -> None:
    """Take a text written by hand as the translation of a segment, if it is another one."""
    known = StringTranslation.objects.filter(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale_id,
    ).first()
    is_new = text != known.data if known else text != segment.string.data
    if is_new:
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": text,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "",
                "last_translated_by": writer,
                "has_error": False,
                "field_error": "",
            },
        )


def translated_again(instance: StringTranslation, **signal: Any) -> None:
    """Somebody translated a block that was written by hand: the segments speak again."""
    if instance.context is None:
        return
    HandWritten.objects.filter(
        page__translation_key=instance.context.object_id,
        page__locale=instance.locale_id,
        key__in=part_keys(instance.context.path),
    ).delete()
