"""Concepts of the thesaurus, as plain rows that all languages share."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from thesaurus.folding import fold
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

    def clean(self) -> None:
        """Refuse an address that leads elsewhere, and a place in the tree beneath itself.

        Raises:
            ValidationError: one of these.
        """
        from thesaurus.vocabulary import vocabulary

        super().clean()
        terms = vocabulary()
        if self.code in terms.former:
            raise ValidationError({"code": _("A theme that was merged had this code.")})
        if self.pk and self.broader and self.code in terms.with_broader(self.broader.code):
            raise ValidationError({"broader": _("This theme lies beneath the one that you name.")})


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

    @property
    def other_words(self) -> list[str]:
        """The synonyms, one by one."""
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]

    def add_words(self, words: Iterable[str]) -> None:
        """Take in other words, each once, and none that is the name; nothing is saved."""
        known = {fold(word) for word in (self.name, *self.other_words)}
        for word in words:
            if fold(word) not in known:
                known.add(fold(word))
                self.synonyms = "\n".join([*self.other_words, word])


class FormerCode(models.Model):
    """What a concept that is part of another now was called in addresses: links lead on."""

    code = models.SlugField(max_length=50, unique=True)
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="former_codes")

    class Meta:
        verbose_name = _("former code of a theme")
        verbose_name_plural = _("former codes of themes")

    def __str__(self) -> str:
        return self.code
