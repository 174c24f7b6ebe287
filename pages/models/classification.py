"""What a page is about and where: rows on the page itself, the same for every page type."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from access.prepared import prepared
from thesaurus.models import Concept, Territory


class PageTheme(Orderable):
    """A theme of a page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="theme_rows")
    concept = models.ForeignKey(Concept, verbose_name=_("theme"), on_delete=models.PROTECT)

    panels = [FieldPanel("concept")]

    class Meta(Orderable.Meta):
        verbose_name = _("theme of a page")
        verbose_name_plural = _("themes of pages")

    def __str__(self) -> str:
        return str(self.concept)


@prepared
def theme_codes_of(page: int) -> models.QuerySet[PageTheme, Any]:
    """Codes of the themes that a page is saved with."""
    return PageTheme.objects.filter(page=page).values_list("concept__code")


class PageTerritory(Orderable):
    """A country or region that a page speaks of."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="territory_rows")
    territory = models.ForeignKey(
        Territory, verbose_name=_("country or region"), on_delete=models.PROTECT
    )

    panels = [FieldPanel("territory")]

    class Meta(Orderable.Meta):
        verbose_name = _("country or region of a page")
        verbose_name_plural = _("countries and regions of pages")

    def __str__(self) -> str:
        return str(self.territory)


@prepared
def territory_codes_of(page: int) -> models.QuerySet[PageTerritory, Any]:
    """Codes of the countries and regions that a page is saved with."""
    return PageTerritory.objects.filter(page=page).values_list("territory__code")
