"""What readers ask to have in their language: count it, and say what is wanted most."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.models import Page

from languages.addresses import translate_address
from languages.freshness import Freshness
from languages.models import Wish
from languages.originals import OWN_WORDS, originals

SALT = "languages.wishes"
LENGTH = 24
MOST = 10
"""How many of the most wanted are told."""


@dataclass(frozen=True)
class Wanted:
    """A page that readers ask for in a language.

    Attributes:
        page: the original.
        language: that they ask for.
        asked: how often they did.
    """

    page: Page
    language: str
    asked: int

    @property
    def address(self) -> str:
        """Where it is translated."""
        return translate_address(self.page.pk, self.language)


def reader_of_today(marks: Iterable[str]) -> str:
    """A name under which nobody is known on another day, nor elsewhere.

    Args:
        marks: by which readers of one day are told apart.
    """
    today = timezone.localdate().isoformat()
    return salted_hmac(SALT, "\n".join([today, *marks])).hexdigest()[:LENGTH]


def wish(page: Page, language: str, reader: str) -> bool:
    """Count that somebody would like a page in a language, once a day.

    Args:
        page: the page, in any language.
        language: the one that is asked for.
        reader: what `reader_of_today` said.

    Returns:
        Whether it was not counted yet.
    """
    today = timezone.localdate()
    _wish, is_new = Wish.objects.get_or_create(
        key=page.translation_key, language=language, day=today, reader=reader
    )
    return is_new


def can_be_wished(page: Page) -> list[str]:
    """Codes of the languages in which a page cannot be read as it is now, in the site's order."""
    rows = Page.objects.filter(
        OWN_WORDS, translation_key=page.translation_key, live=True
    ).values_list("locale__language_code", "made_from__state")
    whole = {language for language, state in rows if state in (None, Freshness.CURRENT)}
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code not in whole]


def wishes_for(pages: Collection[int], language: str) -> Mapping[int, int]:
    """How many readers asked for pages in a language.

    Args:
        pages: ids of the pages in the language they were written in.
        language: code of the language that is asked for.

    Returns:
        The number by id; pages that nobody asked for are left out.
    """
    keys = dict(Page.objects.filter(pk__in=pages).values_list("translation_key", "pk"))
    asked = wishes_by_key(list(keys), [language])
    return {keys[key]: number for (key, _language), number in asked.items()}


def wishes_by_key(keys: Any, languages: Sequence[str]) -> dict[tuple[UUID, str], int]:
    """How often pages were asked for.

    Args:
        keys: what each page and its translations have in common.
        languages: codes of those that matter.

    Returns:
        The number by key and language.
    """
    found = Wish.objects.filter(key__in=keys, language__in=languages)
    rows = found.order_by().values_list("key", "language").annotate(number=Count("pk"))
    return {(key, language): number for key, language, number in rows}


def most_wanted(
    pages: QuerySet[Page],
    languages: Sequence[str],
    since: datetime.date | None = None,
    most: int = MOST,
) -> list[Wanted]:
    """What readers asked for and do not have yet, the most wanted first: two queries.

    Args:
        pages: among which, such as those that somebody may translate.
        languages: codes of those that matter.
        since: nothing that was asked before that day; None for all.
        most: how many at most.
    """
    here = Q(translation_key=OuterRef("key"))
    whole = Page.objects.filter(
        Q(made_from=None) | Q(made_from__state=Freshness.CURRENT),
        OWN_WORDS,
        here,
        locale__language_code=OuterRef("language"),
        live=True,
    )
    wishes = Wish.objects.filter(Exists(pages.filter(here)), ~Exists(whole), language__in=languages)
    if since:
        wishes = wishes.filter(day__gte=since)
    counted = wishes.order_by().values_list("key", "language").annotate(asked=Count("pk"))
    found = list(counted.order_by("-asked", "key", "language")[:most])
    keys = [key for key, _language, _asked in found]
    known = {
        page.translation_key: page
        for page in originals(Page.objects.filter(translation_key__in=keys)).select_related(
            "locale"
        )
    }
    return [Wanted(known[key], language, asked) for key, language, asked in found if key in known]
