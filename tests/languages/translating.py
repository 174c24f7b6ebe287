"""Translate pages in tests, as wagtail-localize keeps it."""

from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from languages.models import Review, TranslationLink
from languages.models.review import digest_of
from people.models import Person

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE


def begin(page: Page, language: str = "en") -> Translation:
    """Send a page to translation, or bring its translation up to what the page says now."""
    locale = Locale.objects.get(language_code=language)
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None or not source.translations.filter(target_locale=locale).exists():
        translate_object(page, [locale])
    else:
        source.update_from_db()
    source = TranslationSource.objects.get_for_instance(page)
    return source.translations.get(target_locale=locale)


def translate(
    translation: Translation,
    only: Any = None,
    kind: str = MANUAL,
    by: Person | None = None,
) -> None:
    """Give its segments a text, `en: …`; all of them, or those whose path `only` accepts."""
    for segment in StringSegment.objects.filter(source=translation.source):
        if only and not only(segment.context.path):
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={
                "data": f"{translation.target_locale.language_code}: {segment.string.data}",
                "translation_type": kind,
                "last_translated_by": by,
            },
        )


def publish(translation: Translation, by: Person | None = None) -> Page:
    """Publish what is translated; wrap it in `django_capture_on_commit_callbacks(execute=True)`."""
    translation.save_target(user=by, publish=True)
    return Page.objects.get(
        translation_key=translation.source.object_id, locale=translation.target_locale
    )


def link_of(page: Page) -> TranslationLink:
    """What readers are told of a published translation."""
    return TranslationLink.objects.get(target_id=page.pk)


def publish_whole(page: Page, capture: Any, by: Person | None = None) -> Page:
    """Translate all that a page says now, and publish it.

    Args:
        page: the original.
        capture: pytest-django's `django_capture_on_commit_callbacks`.
        by: who translates.
    """
    with capture(execute=True):
        translation = begin(page)
        translate(translation, by=by)
        return publish(translation)


def approve(text: StringTranslation, person: Person) -> None:
    """Somebody read a translated text and found it right, as the sheet notes it."""
    Review.objects.update_or_create(
        text=text, defaults={"digest": digest_of(text.data), "by": person, "at": timezone.now()}
    )
