"""Where somebody translates: a page on its way into a language, and what she may do with it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from access.decisions import may
from access.into import Into
from access.visibility import audiences_of, visible_to
from languages.actions.begin import followed
from languages.direction import direction_of
from languages.models import LanguageRule


@dataclass(frozen=True)
class Place:
    """Where a sheet is: what is translated, into what, by whom, and what she may do with it.

    Attributes:
        page: the original.
        locale: the language to translate it into.
        person: who translates.
        reviews: whether she may say of others' texts that they are right.
        publishes: whether she may publish the translation.
        translation: None while it is not begun.
    """

    page: Page
    locale: Locale
    person: Any
    reviews: bool
    publishes: bool
    translation: Translation | None

    @property
    def language(self) -> str:
        """The language to translate into."""
        return self.locale.language_code

    @property
    def address(self) -> str:
        """The address of the sheet."""
        return reverse("translate_page", args=[self.page.pk, self.language])


def place_at(request: HttpRequest, page: int, target: str) -> Place:
    """The sheet at an address.

    Args:
        request: whose person asks.
        page: id of the original.
        target: code of the language to translate it into.

    Raises:
        Http404: there is none, or it is not for this person.
    """
    person: Any = request.user
    readable = visible_to(Page.objects.filter(pk=page), audiences_of(person))
    original = readable.select_related("locale").first()
    # A language that the site had once leaves its row behind.
    known = Locale.objects.filter(language_code__in=get_content_languages())
    locale = known.filter(language_code=target).first()
    if original is None or locale is None or locale.pk == original.locale_id:
        raise Http404
    into = Into(original, target)
    if not may(person, "translate", into):
        raise Http404
    reviews = bool(may(person, "review_translation", into))
    publishes = reviews or not LanguageRule.asks_review(locale.pk)
    return Place(original, locale, person, reviews, publishes, followed(original, locale))


def about(place: Place) -> dict[str, Any]:
    """What all pages about a translation say of it."""
    source = place.page.locale.language_code
    return {
        "original": place.page,
        "source": source,
        "source_dir": direction_of(source),
        "target": place.language,
        "target_dir": direction_of(place.language),
        "address": place.address,
    }
