"""What each text of a translation was made against, published or not."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page


class Basis(models.Model):
    """What one text of a translation was made against.

    Wagtail publishes versions, a new one or one of last year: which text of the original stands
    behind the one that readers get is known by its words alone.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="bases")
    digest = models.CharField(max_length=24, help_text="of the text of the translation itself")
    source = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    source_language = models.CharField(max_length=10)
    source_date = models.DateTimeField(default=timezone.now)
    parts = models.JSONField(default=list)
    credits = models.JSONField(default=list, help_text="pairs of a person's id and a role")
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "digest"], name="basis_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.digest}"
