"""Send one page to translation, or bring its translation up to what the page says now."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator


class NotBegun(Exception):
    """A page can not be sent to translation as things are."""


class AboveIsMissing(NotBegun):
    """The page above it is not there in the language yet.

    Attributes:
        page: the highest page above it that is not there.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(str(page))
        self.page = page


class WrittenByHand(NotBegun):
    """The language has a page of its own in this place, which nobody may write over."""


def followed(page: Page, locale: Locale) -> Translation | None:
    """The translation of a page into a language, whichever version it is made from."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    )
    return found.select_related(
        "source__locale", "source__specific_content_type", "source__object", "target_locale"
    ).first()


@transaction.atomic
def begin(page: Page, locale: Locale, person: Any) -> Translation:
    """Send one page to translation; if that was done before, take in what has changed since.

    Args:
        page: the original, as it is published.
        locale: the language to translate it into.
        person: who begins.

    Raises:
        AboveIsMissing: there is nothing in that language below which it could stand.
        WrittenByHand: somebody wrote the page in that language without translating it.
    """
    known = followed(page, locale)
    if known is not None:
        renew(known)
        return known
    versions = Page.objects.filter(translation_key=page.translation_key, locale=locale)
    if versions.filter(alias_of=None).exists():
        raise WrittenByHand
    missing = highest_missing(page, locale)
    if missing is not None:
        raise AboveIsMissing(missing)
    # What it links to is not hers to translate: this page alone.
    creator = TranslationCreator(person, [locale])
    creator.create_translations(page, include_related_objects=False)
    begun = followed(page, locale)
    assert begun is not None
    return begun


def renew(translation: Translation) -> None:
    """Take in what its original says now; what is translated stays as far as it still fits."""
    if is_behind(translation):
        translation.source.update_from_db()


def is_behind(translation: Translation) -> bool:
    """Whether the original was published again since its text was last taken in."""
    source: TranslationSource = translation.source
    published = Page.objects.filter(
        translation_key=source.object_id, locale=source.locale_id, live=True
    )
    return published.filter(last_published_at__gt=source.last_updated_at).exists()


def highest_missing(page: Page, locale: Locale) -> Page | None:
    """The highest page above this one that is not there in a language; None if all are."""
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth")
    there = set(
        Page.objects.filter(
            translation_key__in=above.values("translation_key"), locale=locale
        ).values_list("translation_key", flat=True)
    )
    return next((one for one in above if one.translation_key not in there), None)
