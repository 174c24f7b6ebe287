"""What happens to originals and translations that people are to be told of, by rooms above."""

from typing import Any

from django.dispatch import Signal
from wagtail.models import Page, Revision
from wagtail.signals import page_published
from wagtail_localize.models import StringTranslation, Translation

from languages.models import LanguageRule, TranslationLink
from languages.originals import translated
from languages.states import State, segments_of, state_of
from languages.words import count_published

original_published = Signal()
"""Sent with `page`, `is_new` (it was never published before) and `by`: it says something else."""

translation_published = Signal()
"""Sent with `link`, `revision` (its id, or None) and `by`."""

review_asked = Signal()
"""Sent with `translation` and `by`: all of it is translated, and somebody has to read it."""

sent_back = Signal()
"""Sent with `text` (a `StringTranslation`) and `by`: a reviewer wants it to be changed."""


def published(instance: Page, revision: Revision | None = None, **signal: Any) -> None:
    """A page was published; what shows another's words says nothing of its own."""
    if instance.alias_of_id is not None:
        return
    by = revision.user if revision else None
    says_else = count_published(instance)
    if Page.objects.filter(translated(), pk=instance.pk).exists():
        link = TranslationLink.objects.get(target=instance.pk)
        number = revision.pk if revision else None
        translation_published.send(TranslationLink, link=link, revision=number, by=by)
    elif says_else:
        is_new = instance.first_published_at == instance.last_published_at
        original_published.send(Page, page=instance, is_new=is_new, by=by)


def texts_were_saved(translation: Translation, by: Any) -> None:
    """Somebody saved texts of a translation: ask for a review if that is what comes next."""
    if waits_for_review(translation):
        review_asked.send(Translation, translation=translation, by=by)


def waits_for_review(translation: Translation) -> bool:
    """Whether all is translated, and some of it is to be read by somebody else."""
    needs_review = LanguageRule.asks_review(translation.target_locale_id)
    if not needs_review:
        return False
    states = {state_of(segment, needs_review) for segment in segments_of(translation)}
    return State.MISSING not in states and State.TO_REVIEW in states


def text_was_sent_back(text: StringTranslation, by: Any) -> None:
    """A reviewer sent a text back, with a sentence."""
    sent_back.send(StringTranslation, text=text, by=by)


def connect() -> None:
    """Listen, after what is published was compared."""
    page_published.connect(published, dispatch_uid="told of publication")
