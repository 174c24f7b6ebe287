"""What a language asks before a translation counts as read, and who has read what."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from access.generation import held


def digest_of(text: str) -> str:
    """A short digest of a translated text: who approves it approves these very words."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


class LanguageRule(models.Model):
    """What a language asks of its translations; a language without a row asks nothing."""

    locale = models.OneToOneField(
        Locale, models.CASCADE, verbose_name=_("language"), related_name="rule"
    )
    needs_review = models.BooleanField(
        _("a second person reads each translation"),
        default=False,
        help_text=_("A text counts as translated once somebody else than its author approved it."),
    )

    shows_unread = models.BooleanField(
        _("readers see what a machine wrote before anybody has read it"),
        default=False,
        help_text=_("Marked as such. Otherwise they see the original in its place."),
    )

    class Meta:
        verbose_name = _("rule of a language")
        verbose_name_plural = _("rules of languages")

    def __str__(self) -> str:
        return str(self.locale)

    @staticmethod
    def asks_review(locale_id: int) -> bool:
        """Whether a second person has to read what is translated into a language."""
        return (locale_id, "needs_review") in rules()

    @staticmethod
    def asks_reading(locale_id: int) -> bool:
        """Whether readers see nothing that a machine wrote before somebody has read it."""
        return (locale_id, "shows_unread") not in rules()


@held
def rules() -> frozenset[tuple[int, str]]:
    """What the languages ask: their ids, each with the name of a rule that is on."""
    names = ("needs_review", "shows_unread")
    rows = LanguageRule.objects.values("locale_id", *names)
    return frozenset((row["locale_id"], name) for row in rows for name in names if row[name])


class Review(models.Model):
    """Somebody read a translated text and found it right."""

    text = models.OneToOneField(StringTranslation, models.CASCADE, related_name="review")
    digest = models.CharField(max_length=24)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.text_id} · {self.at:%Y-%m-%d}"
