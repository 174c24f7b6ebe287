"""What readers ask to have in their language, and nothing of who they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wish(models.Model):
    """Once a reader asked to have a page in a language."""

    key = models.UUIDField(help_text="That the page and its translations have in common.")
    language = models.CharField(_("language"), max_length=10)
    day = models.DateField(db_index=True)
    reader = models.CharField(
        max_length=24,
        blank=True,
        help_text="Tells readers of one day apart; struck out on the next.",
    )

    class Meta:
        verbose_name = _("wish of a reader")
        verbose_name_plural = _("wishes of readers")
        indexes = [models.Index(fields=["key", "language"], name="wish_of_page")]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "language", "day", "reader"],
                condition=~models.Q(reader=""),
                name="wished_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.language}"
