"""What Passerelle changes in wagtail-localize, and why. Each can go when the package does so.

wagtail-localize fills what is not translated with the words of the original, paragraph by
paragraph, and publishes the mixture; it writes a translation anew from its segments, and what was
written there by hand is gone.
"""

from contextlib import suppress
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page
from wagtail_localize import models as localize
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue

from languages.foreign import MUST_BE_TRANSLATED, translate_first
from languages.handwork import hand_work, put_back, take_hand_work, translated_again
from languages.parts import part_key
from languages.sheet import label_at
from languages.states import State, read_once, segments_read, states_of_parts


def whole_parts(source: TranslationSource, locale: Any, segments: list[Any]) -> list[Any]:
    """Segments of which each part of the page is in one language: the target's, or its own."""
    translation = source.translations.filter(target_locale=locale).first()
    if translation is None:
        return segments
    instance = empty(source)
    missing = missing_parts(translation, instance)
    if not missing:
        return segments
    own = {one.order: one.string.data for one in segments_read(translation)}
    return [
        StringSegmentValue(one.path, StringValue(own[one.order]), attrs=one.attrs).with_order(
            one.order
        )
        if isinstance(one, StringSegmentValue) and part_key(instance, one.path) in missing
        else one
        for one in segments
    ]


def empty(source: TranslationSource) -> Any:
    """An empty page of the type of the original, which tells its fields apart."""
    model: Any = source.specific_content_type.model_class()
    return model()


def missing_parts(translation: Translation, instance: Any) -> set[str]:
    """The keys of the parts that are shown in the language of the original."""
    states = states_of_parts(translation, instance)
    return {key for key, state in states.items() if state == State.MISSING}


def check_may_be_published(translation: Translation) -> None:
    """Refuse to publish a page under a title in another language: lists have no place for marks.

    Raises:
        ValidationError: the title or another such text is not translated, or read by nobody.
    """
    instance = empty(translation.source)
    missing = missing_parts(translation, instance)
    names = [name for name in MUST_BE_TRANSLATED if name in missing]
    if names and isinstance(instance, Page):
        raise ValidationError(translate_first(label_at(type(instance), name) for name in names))


def adopt() -> None:
    """Put these changes in place, once, when the site starts."""
    get_segments = TranslationSource._get_segments_for_translation
    save_target = Translation.save_target
    ingest = localize.ingest_segments

    @wraps(get_segments)
    def segments_by_parts(self: TranslationSource, locale: Any, fallback: bool = False) -> Any:
        segments = get_segments(self, locale, fallback=fallback)
        return whole_parts(self, locale, segments) if fallback else segments

    @wraps(save_target)
    def save_checked(self: Translation, user: Any = None, publish: bool = True) -> Any:
        with read_once():
            if publish:
                check_may_be_published(self)
            return save_target(self, user=user, publish=publish)

    @wraps(ingest)
    def ingest_around_hand_work(
        original: Any, translated: Any, source_locale: Any, target_locale: Any, segments: Any
    ) -> None:
        kept = hand_work(original, translated)
        ingest(original, translated, source_locale, target_locale, segments)
        put_back(translated, kept)

    TranslationSource._get_segments_for_translation = segments_by_parts
    Translation.save_target = save_checked
    localize.ingest_segments = ingest_around_hand_work
    pre_save.connect(followed_or_left, sender=Translation, dispatch_uid="followed or left")
    post_save.connect(translated_again, sender=StringTranslation, dispatch_uid="translated again")


def followed_or_left(instance: Translation, **signal: Any) -> None:
    """A translation is followed again, or left: nothing that people wrote is lost by it.

    When it is left, what is translated goes into its draft; when it is followed again, what was
    written there by hand becomes its words.
    """
    was = Translation.objects.filter(pk=instance.pk).values_list("enabled", flat=True).first()
    if was is False and instance.enabled:
        take_hand_work(instance)
    if was is True and not instance.enabled:
        with suppress(ValidationError, ObjectDoesNotExist):
            instance.save_target(publish=False)
