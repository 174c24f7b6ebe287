"""What happens to translations when pages are written, published, withdrawn or deleted."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done, page_published, page_unpublished
from wagtail_localize.models import Translation, TranslationLog, TranslationSource

from access.generation import raise_when_changed
from languages.actions.record import (
    page_was_published,
    page_was_withdrawn,
    source_goes,
    version_was_written,
)
from languages.models import Credit, CreditName, LanguageRule, TranslationLink


def written(instance: TranslationLog, created: bool, **signal: Any) -> None:
    """wagtail-localize wrote a version of a translation."""
    if created:
        version_was_written(instance)


def published(instance: Page, revision: Revision | None = None, **signal: Any) -> None:
    """A page was published; an alias is with the version of its original, which is not its own."""
    page_was_published(instance, None if instance.alias_of_id else revision)


def copied(target_obj: Any, **signal: Any) -> None:
    """A page has an alias in another language, which Wagtail does not say to be published."""
    if isinstance(target_obj, Page) and target_obj.alias_of_id and target_obj.live:
        page_was_published(target_obj)


def given_up(instance: Translation, **signal: Any) -> None:
    """A translation is none any more; wagtail-localize makes an alias of it and does not say so."""
    key = TranslationSource.objects.filter(pk=instance.source_id).values("object")
    pages = Page.objects.filter(translation_key__in=key, locale=instance.target_locale_id)
    for page in pages.filter(live=True, alias_of__isnull=False):
        page_was_published(page)


def withdrawn(instance: Page, **signal: Any) -> None:
    """A page was withdrawn."""
    page_was_withdrawn(instance)


def deleted(instance: Page, **signal: Any) -> None:
    """A page goes."""
    source_goes(instance.pk)


def connect() -> None:
    """Listen."""
    post_save.connect(written, sender=TranslationLog, dispatch_uid="translation written")
    page_published.connect(published, dispatch_uid="translation published")
    copy_for_translation_done.connect(copied, dispatch_uid="translation alias")
    post_delete.connect(given_up, sender=Translation, dispatch_uid="translation given up")
    page_unpublished.connect(withdrawn, dispatch_uid="translation withdrawn")
    pre_delete.connect(deleted, sender=Page, dispatch_uid="original deleted")
    raise_when_changed(LanguageRule, TranslationLink, Credit, CreditName)
