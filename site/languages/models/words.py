"""What an original says, in short: how much there is to translate, and since when it is so."""

from django.db import models
from wagtail.models import Page


class PageWords(models.Model):
    """The words of a published page, counted when it is published."""

    page = models.OneToOneField(
        Page, models.CASCADE, primary_key=True, related_name="counted_words"
    )
    words = models.PositiveIntegerField()
    digest = models.CharField(max_length=24, blank=True, help_text="of all that it says")
    changed_at = models.DateTimeField(null=True, help_text="when that was published first")

    class Meta:
        indexes = [models.Index(fields=["changed_at"], name="words_changed_at")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.words}"
