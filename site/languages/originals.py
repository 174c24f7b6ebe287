"""Which page of those that are translations of each other is the original."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from languages.models import TranslationLink

OWN_WORDS = ~Q(alias_of__gt=0)
"""A page that is no alias. Not `alias_of=None`: a database may begin at the index of that column,
where nearly all pages stand at one place."""


def translated() -> Exists:
    """Whether a page was made from one in another language that can still be read."""
    return Exists(
        TranslationLink.objects.filter(
            target=OuterRef("pk"),
            source__live=True,
            source__translation_key=OuterRef("translation_key"),
        )
    )


def originals(pages: QuerySet[Page]) -> QuerySet[Page]:
    """The originals among published pages, one for all the languages that it exists in.

    Where several were written, each by hand, the first one counts.
    """
    earlier = Page.objects.filter(
        ~translated(),
        OWN_WORDS,
        translation_key=OuterRef("translation_key"),
        live=True,
        pk__lt=OuterRef("pk"),
    )
    return pages.filter(OWN_WORDS, ~translated(), ~Exists(earlier), live=True)


def versions(language: str) -> QuerySet[Page]:
    """For a condition on an original: what there is of it in a language, in its own words."""
    return Page.objects.filter(
        OWN_WORDS,
        translation_key=OuterRef("translation_key"),
        locale__language_code=language,
        live=True,
    )
