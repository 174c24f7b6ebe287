"""What waits for a translator: pages to begin, to go on with, to bring up to date, to review."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from access.into import REVIEWER, language_roles
from access.reach import translatable_by, translates_everywhere
from languages.freshness import Freshness
from languages.models import LanguageRule, TranslationLink
from languages.wishes import wishes_for

MOST = 20
"""How many pages are listed in one go."""


def languages_of(person: Any) -> list[str]:
    """The languages that somebody may translate into, those first that she has a role in.

    The site's own first language comes last: most is written in it.
    """
    held = {code for code, _space, _role in language_roles(person)}
    codes = [code for code, _name in settings.LANGUAGES]
    if not translates_everywhere(person):
        codes = [code for code in codes if code in held]
    return sorted(codes, key=lambda code: (code not in held, code == settings.LANGUAGE_CODE))


@dataclass
class Desk:
    """What waits for one person in one language.

    Attributes:
        person: who translates.
        locale: the language to translate into.
    """

    person: Any
    locale: Locale
    wishes: dict[int, int] = field(default_factory=dict)

    @cached_property
    def waiting(self) -> list[int]:
        """Ids of the originals that are not translated, or not as they are now.

        Those that most readers asked for come first, then those that have waited longest; of the
        versions of one page, that in the first language of the site.
        """
        first = Case(When(locale__language_code=settings.LANGUAGE_CODE, then=0), default=1)
        found = self.unfinished().order_by(first, "pk")
        rows: dict[Any, tuple[int, Any]] = {}
        for pk, since, shared in found.values_list("pk", "since", "translation_key"):
            rows.setdefault(shared, (pk, since))
        keys = [pk for pk, _since in rows.values()]
        self.wishes = dict(wishes_for(keys, self.locale.language_code))
        since = dict(rows.values())
        return sorted(
            keys, key=lambda pk: (-self.wishes.get(pk, 0), since[pk] is None, since[pk], pk)
        )

    def originals(self, *roles: str) -> QuerySet[Page]:
        """The pages that she may turn into the language, each with `link` and `is_begun`."""
        links = TranslationLink.objects.filter(
            target__translation_key=OuterRef("translation_key"), target__locale=self.locale
        )
        begun = Translation.objects.filter(
            source__object_id=OuterRef("translation_key"),
            source__locale=OuterRef("locale"),
            target_locale=self.locale,
            enabled=True,
        )
        return (
            translatable_by(self.person, self.locale.language_code, *roles)
            .exclude(locale=self.locale)
            .filter(made_from=None)
            .annotate(
                link_state=Subquery(links.values("state")[:1]),
                since=Coalesce(
                    Subquery(links.values("changed_at")[:1]),
                    F("last_published_at"),
                    F("first_published_at"),
                ),
                is_begun=Exists(begun),
            )
        )

    def unfinished(self) -> QuerySet[Page]:
        """The originals of which the language has nothing, or what is translated is not current.

        A page that somebody wrote in that language by hand waits for nobody here.
        """
        versions = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale=self.locale, alias_of=None
        )
        return (
            self.originals()
            .filter(Q(is_begun=True) | ~Exists(versions))
            .filter(~Q(link_state=Freshness.CURRENT) | Q(link_state=None))
        )

    def begun_by_her(self) -> list[int]:
        """Ids of those among them of which she translated something."""
        texts = StringTranslation.objects.filter(
            context__object_id=OuterRef("translation_key"),
            locale=self.locale,
            last_translated_by=self.person.pk,
        )
        found = self.unfinished().filter(Exists(texts)).order_by("-since", "pk")
        return list(found.values_list("pk", flat=True)[:MOST])

    def to_review(self) -> list[int]:
        """Ids of the originals with translations that wait for her to read them."""
        found = self.originals(REVIEWER).filter(is_begun=True, translation_key__in=self.unread())
        return list(found.order_by("since", "pk").values_list("pk", flat=True)[:MOST])

    def unread(self) -> QuerySet[Any]:
        """Keys of the objects with a text that nobody read who has to."""
        in_use = StringSegment.objects.filter(
            string=OuterRef("translation_of"), context=OuterRef("context")
        )
        machine = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        unread = Q(review=None) | Q(review__at__lt=F("updated_at"))
        texts = StringTranslation.objects.filter(unread, Exists(in_use), locale=self.locale)
        if LanguageRule.asks_review(self.locale.pk):
            texts = texts.filter(remark=None).exclude(~machine, last_translated_by=self.person.pk)
        else:
            texts = texts.filter(machine)
        return texts.values("context__object_id")

    def pages(self, keys: Collection[int]) -> dict[int, Page]:
        """Some of the originals, by their ids."""
        return self.originals().select_related("locale").in_bulk(list(keys))
