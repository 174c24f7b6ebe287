"""How far the translation of each part has come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from languages.models.hand_written import HandWritten
from languages.models.review import LanguageRule, Review, digest_of
from languages.parts import ADDRESS, Part, part_key, parts_of


class State(TextChoices):
    """How far a text has come; the order is that of the way it goes."""

    MISSING = "missing", _("Not translated yet")
    UNREAD = "unread", _("Not read by anybody yet")
    TO_REVIEW = "to_review", _("To review")
    APPROVED = "approved", _("Translated")


WORST_FIRST = [State.MISSING, State.UNREAD, State.TO_REVIEW, State.APPROVED]

_read: ContextVar[dict[int, list[Any]] | None] = ContextVar("segments read", default=None)


def segments_of(translation: Translation) -> QuerySet[StringSegment]:
    """The segments of a translation in the order of the page, each with its `data`, `review`.

    Each has the text in the target language and whether a machine wrote it (`kind`), the person
    who wrote it (`writer`), and the digest of the text that somebody reviewed (`reviewed`).
    """
    here = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=translation.target_locale_id,
        has_error=False,
    )
    reviews = Review.objects.filter(
        text__translation_of=OuterRef("string"),
        text__context=OuterRef("context"),
        text__locale=translation.target_locale_id,
    )
    return (
        StringSegment.objects.filter(source=translation.source_id)
        .exclude(context__path=ADDRESS)
        .select_related("string", "context")
        .annotate(
            data=Subquery(here.values("data")),
            kind=Subquery(here.values("translation_type")),
            writer=Subquery(here.values("last_translated_by")),
            reviewed=Subquery(reviews.values("digest")),
            reviewer=Subquery(reviews.values("by")),
        )
        .order_by("order")
    )


@contextmanager
def read_once() -> Iterator[None]:
    """Read the segments of each translation once within, where nobody changes them."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def segments_read(translation: Translation) -> list[Any]:
    """The rows of `segments_of`; those that were read before, within `read_once`."""
    known = _read.get()
    if known is None:
        return list(segments_of(translation))
    if translation.pk not in known:
        known[translation.pk] = list(segments_of(translation))
    return known[translation.pk]


def state_of(segment: Any, needs_review: bool) -> State:
    """The state of a segment of `segments_of`.

    Args:
        segment: one of its rows.
        needs_review: whether the language asks that a second person reads each text.
    """
    if segment.data is None:
        return State.MISSING
    if segment.reviewed == digest_of(segment.data):
        return State.APPROVED
    if segment.kind == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return State.UNREAD
    return State.TO_REVIEW if needs_review else State.APPROVED


def worst(states: Iterable[State]) -> State:
    """The state of what is made of several: that of the one which is least far."""
    return min(states, key=WORST_FIRST.index, default=State.APPROVED)


def states_of_parts(translation: Translation, instance: Any) -> dict[str, State]:
    """The state of each part that has words.

    What a machine wrote and nobody has read is as good as missing, unless the language shows it.

    Args:
        translation: of an original.
        instance: the original, or an empty page of its type.
    """
    locale = translation.target_locale_id
    needs_review, asks_reading = LanguageRule.asks_review(locale), LanguageRule.asks_reading(locale)
    states: dict[str, list[State]] = defaultdict(list)
    for segment in segments_read(translation):
        state = state_of(segment, needs_review)
        if state == State.UNREAD and asks_reading:
            state = State.MISSING
        states[part_key(instance, segment.context.path)].append(state)
    return {key: worst(found) for key, found in states.items()}


def parts_translated(translation: Translation) -> list[Part]:
    """The parts of the source as it was last sent to translation, each with its state."""
    instance = translation.source.as_instance()
    states = states_of_parts(translation, instance)
    by_hand = dict(
        HandWritten.objects.filter(
            page__translation_key=translation.source.object_id,
            page__locale=translation.target_locale_id,
        ).values_list("key", "digest")
    )
    found = []
    for part in parts_of(instance):
        state = states.get(part.key, State.APPROVED)
        if part.key in by_hand:
            is_same = by_hand[part.key] == part.digest
            state = State.APPROVED if is_same else State.TO_REVIEW
        found.append(Part(part.key, part.digest, part.texts, state.value))
    return found
