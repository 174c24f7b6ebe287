"""Which page was made from which, against which text, by whom: what readers are told of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from languages.freshness import Freshness

WHOLE_ENOUGH = 80
"""Percent from which a translation is offered to search engines as the page in its language."""


class TranslationLink(models.Model):
    """A page was made from another; its freshness is kept up to date.

    A translation says what its source says, in another language: its row is written when it is
    published, and again when its source is. An adaptation was rewritten for other readers, in any
    language, and is a page of its own: whether it follows its source is for its editors to say.
    """

    class Kind(models.TextChoices):
        """How it was made."""

        TRANSLATION = "translation", _("Translation")
        ADAPTATION = "adaptation", _("Adaptation")

    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.TRANSLATION)
    context = models.CharField(_("for whom it was adapted"), max_length=150, blank=True)
    target = models.OneToOneField(Page, models.CASCADE, related_name="made_from")
    source = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="made_into")
    source_language = models.CharField(max_length=10)
    source_date = models.DateTimeField(_("date of the original"), default=timezone.now)
    state = models.CharField(max_length=10, choices=Freshness.choices, default=Freshness.CURRENT)
    changed = models.PositiveIntegerField(_("paragraphs changed since"), default=0)
    complete = models.PositiveSmallIntegerField(_("share translated, in percent"), default=100)
    words_left = models.PositiveIntegerField(_("words left to translate"), default=0)
    untranslated = models.JSONField(_("parts shown in the language of the original"), default=list)
    changed_at = models.DateTimeField(_("source changed on"), null=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        indexes = [models.Index(fields=["state"], name="translation_state")]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}: {self.state}"

    @property
    def is_adaptation(self) -> bool:
        """Whether the page is one of its own."""
        return self.kind == self.Kind.ADAPTATION


def is_whole(kind: str | None, state: str | None, complete: int | None) -> bool:
    """Whether a page can stand for the original in its language.

    Args:
        kind: of its link; None for a page that was made from no other.
        state: likewise.
        complete: likewise, in percent.
    """
    if kind != TranslationLink.Kind.TRANSLATION or complete is None:
        return True
    return state != Freshness.UNREAD and complete >= WHOLE_ENOUGH


class Snapshot(models.Model):
    """The parts of the original that a published translation was made against."""

    link = models.OneToOneField(TranslationLink, models.CASCADE, related_name="snapshot")
    parts = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.link_id)


class Credit(models.Model):
    """Somebody translated or reviewed a published translation."""

    class Role(models.TextChoices):
        """What they did."""

        TRANSLATOR = "translator", _("Translated by")
        REVIEWER = "reviewer", _("Reviewed by")

    link = models.ForeignKey(TranslationLink, models.CASCADE, related_name="credits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="credits")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "person", "role"], name="credited_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.person_id}"


class CreditName(models.Model):
    """How somebody wishes to be named on what she translated; without a row, by her name."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="credit_name"
    )
    name = models.CharField(
        _("name on translations"),
        max_length=100,
        blank=True,
        help_text=_("Leave it empty not to be named."),
    )

    def __str__(self) -> str:
        return self.name
