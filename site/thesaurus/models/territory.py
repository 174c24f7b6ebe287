"""The places of the world, as plain rows that all languages share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Territory(models.Model):
    """A country (ISO 3166-1), one of its regions (ISO 3166-2) or a world region (UN M49)."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    broader = models.ForeignKey(
        "self",
        verbose_name=_("lies in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        blank=True,
        help_text=_("Only where the standard list of names has none."),
    )

    class Meta:
        verbose_name = _("country or region")
        verbose_name_plural = _("countries and regions")
        ordering = ["code"]

    def __str__(self) -> str:
        from thesaurus.vocabulary import vocabulary

        return vocabulary().place(self.code)
