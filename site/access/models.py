"""Which audience each page belongs to: roots say it, database triggers spread it."""

from django.db import models

PUBLIC = "public"


class AudienceRoot(models.Model):
    """A page where an audience begins: all pages beneath have it, down to the next root."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="audience_root"
    )
    audience = models.CharField("audience", max_length=40)

    class Meta:
        verbose_name = "audience root"
        verbose_name_plural = "audience roots"

    def __str__(self) -> str:
        return f"{self.audience} ({self.page_id})"


class PageAudience(models.Model):
    """The one audience of one page. Written by the triggers of `access.triggers` only."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="audience_row",
    )
    audience = models.CharField("audience", max_length=40, db_index=True)

    class Meta:
        verbose_name = "audience of a page"
        verbose_name_plural = "audiences of pages"

    def __str__(self) -> str:
        return f"{self.page_id}: {self.audience}"


class Generation(models.Model):
    """The one row whose number changes whenever public pages do: see `access.generation`."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "generation"
        verbose_name_plural = "generations"

    def __str__(self) -> str:
        return str(self.number)
