"""Parts of a translation that somebody wrote by hand in place of those of the original."""

from django.db import models
from wagtail.models import Page


class HandWritten(models.Model):
    """A block that a translation keeps as it was written there, whatever its segments say.

    It is forgotten as soon as somebody translates the block again.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="hand_written")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=24, help_text="of the part of the original at that time")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="hand_written_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.key}"
