"""How originals stand in each language: what the overview counts and lists."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from languages.models import LanguageRule, TranslationLink
from languages.originals import OWN_WORDS, versions


class Stand(TextChoices):
    """How an original stands in a language; the order is that of the way it goes."""

    MISSING = "missing", _("Not translated yet")
    IN_PROGRESS = "in_progress", _("Begun")
    TO_REVIEW = "to_review", _("To review")
    UNREAD = "unread", _("Partly not read by anybody")
    STALE = "stale", _("Changed since")
    PARTIAL = "partial", _("Partly translated")
    CURRENT = "current", _("Up to date")
    APART = "apart", _("Written by hand, not compared")


BEGUN = (Stand.IN_PROGRESS.value, Stand.TO_REVIEW.value)
DONE = (Stand.CURRENT.value, Stand.APART.value)
"""What waits for nobody."""


@dataclass(frozen=True)
class Begun:
    """A translation that somebody began and nobody has published.

    Attributes:
        key: what the page and its translations have in common.
        language: into which.
        source: the language that it is made from.
        state: one of `BEGUN`.
        complete: share of the texts that are translated, in percent.
    """

    key: UUID
    language: str
    source: str
    state: str
    complete: int

    def words_left(self, words: int) -> int:
        """How many words of the original there still are to translate, about."""
        return words - words * self.complete // 100


def begun(languages: Sequence[str]) -> list[Begun]:
    """The translations into these languages that are begun, in one query; they are not many."""
    segments = StringSegment.objects.filter(source=OuterRef("source")).exclude(context__path="slug")
    texts = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    published = Page.objects.filter(
        OWN_WORDS,
        translation_key=OuterRef("source__object_id"),
        locale=OuterRef("target_locale"),
        live=True,
    )
    found = Translation.objects.filter(
        ~Exists(published), enabled=True, target_locale__language_code__in=languages
    )
    rows = found.annotate(
        total=Subquery(number_of(segments)),
        done=Subquery(number_of(segments.filter(Exists(texts)))),
    ).filter(done__gt=0)
    return [
        Begun(
            key,
            language,
            source,
            Stand.TO_REVIEW.value
            if done >= total and LanguageRule.asks_review(locale)
            else Stand.IN_PROGRESS.value,
            100 * done // total,
        )
        for key, locale, language, source, total, done in rows.values_list(
            "source__object_id",
            "target_locale",
            "target_locale__language_code",
            "source__locale__language_code",
            "total",
            "done",
        )
    ]


def number_of(rows: QuerySet[Any]) -> QuerySet[Any]:
    """For a condition: how many rows there are."""
    return rows.order_by().values("source").annotate(number=Count("pk")).values("number")


def standing(language: str, state: str, begun_keys: Mapping[str, Collection[UUID]]) -> Q:
    """The condition for an original that stands so in a language; not in its own.

    Args:
        language: code of the language.
        state: one of `Stand`.
        begun_keys: the keys of what is begun in that language, by state.
    """
    there = versions(language)
    elsewhere = ~Q(locale__language_code=language)
    if state in BEGUN:
        return elsewhere & Q(translation_key__in=list(begun_keys.get(state, ())))
    if state == Stand.MISSING:
        known = [key for keys in begun_keys.values() for key in keys]
        return elsewhere & ~Q(Exists(there)) & ~Q(translation_key__in=known)
    if state == Stand.APART:
        linked = TranslationLink.objects.filter(target=OuterRef("pk"))
        return elsewhere & Q(Exists(there.filter(~Exists(linked))))
    return elsewhere & Q(Exists(there.filter(made_from__state=state)))
