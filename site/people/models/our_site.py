"""What the people of a site make their own: colour, logo, address, words in each language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thesaurus.languages import site_languages


class BandColour(models.TextChoices):
    """Colours of the band, all of them tried with white words; `theme.sheet.BANDS` mixes them."""

    INDIGO = "indigo", _("Indigo")
    LATERITE = "laterite", _("Red earth")
    LEAF = "leaf", _("Leaf green")
    LAGOON = "lagoon", _("Lagoon blue")
    PLUM = "plum", _("Plum")
    SLATE = "slate", _("Slate grey")


class OurSite(models.Model):
    """What is the same in all languages; one row at most."""

    colour = models.CharField(
        _("colour of the band"),
        max_length=10,
        choices=BandColour.choices,
        default=BandColour.INDIGO,
    )
    logo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    contact_address = models.EmailField(
        _("contact address"),
        blank=True,
        help_text=_(
            "Messages of the contact form go there. Nobody sees it; empty, there is no form."
        ),
    )
    menu = models.JSONField(default=list, blank=True)
    """Translation keys of the pages below the home pages, in the order of the menu."""

    class Meta:
        verbose_name = _("our site")
        verbose_name_plural = _("our site")
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_site_of_ours")]

    def __str__(self) -> str:
        return str(_("Our site"))


class OurWords(models.Model):
    """What the site says of itself in a language."""

    language = models.CharField(_("language"), max_length=15, choices=site_languages, unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    baseline = models.CharField(_("baseline"), max_length=160, blank=True)
    footer = models.TextField(_("words at the foot of every page"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("words of our site")
        verbose_name_plural = _("words of our site")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.language}: {self.name}"
