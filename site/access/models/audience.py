"""Which audience each page and each collection of files belongs to.

Roots say where an audience begins; database triggers spread it to all beneath.
"""

import datetime

from django.db import models
from wagtail.models import Page

PUBLIC = "public"

SWITCHED_OFF = "off"
"""The audience of what is switched off: nobody holds it."""

SPACES = "spaces"
"""The audience of what holds all spaces, in each tree and among collections: nobody holds it, so
that whatever comes to lie there without a root of its own is seen by nobody."""


class AudienceRoot(models.Model):
    """A page where an audience begins: all pages beneath have it, down to the next root.

    The translations of a root become roots of the same audience as they are inserted.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="audience_root")
    audience = models.CharField("audience", max_length=40, db_index=True)

    class Meta:
        verbose_name = "audience root"
        verbose_name_plural = "audience roots"

    def __str__(self) -> str:
        return f"{self.audience} ({self.page_id})"

    @classmethod
    def begin(cls, page: Page, audience: str) -> None:
        """Let an audience begin at a page, unless a translation brought the same one already."""
        cls.objects.update_or_create(page=page, defaults={"audience": audience})


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


class AudienceHistoryQuerySet(models.QuerySet["AudienceHistory"]):
    """The past, as one asks for it."""

    def audience_of(self, page: Page, moment: datetime.datetime) -> str:
        """The audience that a page had at a moment; empty when it was not there."""
        rows = self.filter(page_id=page.pk, since__lte=moment).order_by("-since", "-pk")
        return rows.values_list("audience", flat=True).first() or ""


class AudienceHistory(models.Model):
    """Since when a page had an audience. Written by the triggers of `access.triggers` only.

    Rows outlive their page, so there is no foreign key.
    """

    page_id = models.BigIntegerField()
    audience = models.CharField("audience", max_length=40)
    since = models.DateTimeField()

    objects = AudienceHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = "past audience of a page"
        verbose_name_plural = "past audiences of pages"
        indexes = [models.Index(fields=["page_id", "since"], name="audiences_of_a_page")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.audience} since {self.since}"


class CollectionRoot(models.Model):
    """A collection of files where an audience begins."""

    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.CASCADE, related_name="audience_root"
    )
    audience = models.CharField("audience", max_length=40, db_index=True)

    class Meta:
        verbose_name = "audience root of files"
        verbose_name_plural = "audience roots of files"

    def __str__(self) -> str:
        return f"{self.audience} ({self.collection_id})"


class CollectionAudience(models.Model):
    """The one audience of one collection. Written by the triggers of `access.triggers` only."""

    collection = models.OneToOneField(
        "wagtailcore.Collection",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="audience_row",
    )
    audience = models.CharField("audience", max_length=40, db_index=True)

    class Meta:
        verbose_name = "audience of a collection"
        verbose_name_plural = "audiences of collections"

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.audience}"
