"""Concepts of the thesaurus and the places of the world, as plain rows that all languages share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from thesaurus.languages import site_languages


class Concept(ClusterableModel):
    """A theme, under its domain; what it is called in each language is in its labels."""

    code = models.SlugField(
        _("code"),
        max_length=50,
        unique=True,
        help_text=_("Short name in addresses, in English; never changes afterwards."),
    )
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader theme"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        help_text=_("Leave empty for one of the main domains."),
    )
    related = models.ManyToManyField(
        "self",
        verbose_name=_("related themes"),
        blank=True,
        help_text=_("Themes that a reader of this one may want to see too."),
    )

    panels = [
        FieldPanel("code"),
        MultiFieldPanel([FieldPanel("broader"), FieldPanel("related")], _("Place among themes")),
        InlinePanel("labels", heading=_("Names"), label=_("Name in one language"), min_num=1),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["code"]

    def __str__(self) -> str:
        from thesaurus.vocabulary import vocabulary

        return vocabulary().label(self.code) or self.code


class ConceptLabel(models.Model):
    """What a concept is called in one language, and the other words people use for it."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("language"), max_length=15, choices=site_languages)
    name = models.CharField(_("name"), max_length=100)
    synonyms = models.TextField(
        _("other words"),
        blank=True,
        help_text=_("One on each line: searching for any of them finds this theme."),
    )
    definition = models.TextField(_("definition"), blank=True)

    panels = [
        FieldPanel("language"),
        FieldPanel("name"),
        FieldPanel("synonyms"),
        FieldPanel("definition"),
    ]

    class Meta:
        verbose_name = _("name of a theme")
        verbose_name_plural = _("names of themes")
        constraints = [
            models.UniqueConstraint(fields=["concept", "language"], name="one_label_a_language")
        ]

    def __str__(self) -> str:
        return self.name


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
