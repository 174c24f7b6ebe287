"""Pages that editors want to be seen first by whoever searches for certain words."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from access.generation import held
from access.visibility import PUBLIC_ONLY, visible_to
from search.query import TextQuery, parse
from search.words import Phrase

Wishes = frozenset[frozenset[Phrase]]
"""What a query asks for, whatever the order of its words and their endings."""


class PinQuerySet(models.QuerySet["Pin"]):
    """Pins."""

    def open(self) -> "PinQuerySet":
        """Those of pages that everybody may read: no other title stands among them."""
        return self.filter(page__in=visible_to(Page.objects.all(), PUBLIC_ONLY))


class Pin(models.Model):
    """A page above the results of a search."""

    words = models.CharField(
        _("searched words"),
        max_length=200,
        help_text=_("As a reader types them: endings, accents and order make no difference."),
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="pins",
        verbose_name=_("page"),
        help_text=_("Readers of other languages are shown its translation, if there is one."),
    )
    rank = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("Where several pages are pinned for the same words.")
    )

    objects = PinQuerySet.as_manager()

    panels = [FieldPanel("words"), FieldPanel("page"), FieldPanel("rank")]

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering = ["words", "rank", "pk"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Refuse words that no search can be for, and pages that not everybody may read.

        Raises:
            ValidationError: a sentence for whoever typed.
        """
        errors: dict[str, Any] = {}
        if not wishes(parse(self.words)):
            errors["words"] = _("The search passes over these words: add one that says more.")
        if self.page_id and not visible_to(Page.objects.filter(pk=self.page_id), PUBLIC_ONLY):
            errors["page"] = _("Not everybody may read this page. Choose a public one.")
        if errors:
            raise ValidationError(errors)


def wishes(query: TextQuery) -> Wishes:
    """What a query asks for; nothing if it also leaves out or filters."""
    if query.without or query.filters or query.excluded:
        return frozenset()
    return frozenset(group.phrases for group in query.groups)


@held
def pins() -> dict[Wishes, list[str]]:
    """The translation keys of pinned pages, by what is searched for."""
    found: dict[Wishes, list[str]] = defaultdict(list)
    for words, key in Pin.objects.values_list("words", "page__translation_key"):
        found[wishes(parse(words))].append(str(key))
    return dict(found)


def pinned_for(query: TextQuery) -> list[str]:
    """The groups of documents that are pinned for a query, in order.

    Args:
        query: what a reader searches for.
    """
    return pins().get(wishes(query), []) if query.groups else []
