"""Our own picture and document models, from the first migration."""

from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as StockDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as StockImage

from files.text import text_of
from thesaurus.languages import site_languages


class Picture(AbstractImage):
    """A picture, stored once and shown at two widths."""

    audience_lookup = "collection__audience_row__audience"

    credit = models.CharField(
        _("credit"),
        max_length=150,
        blank=True,
        help_text=_("Who made the picture and who may use it."),
    )

    admin_form_fields = (*StockImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """A picture at one width in one format, with its weight so that pages can announce it."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    weight = models.PositiveIntegerField(_("weight in bytes"), default=0)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note the weight of the file before saving."""
        self.weight = self.file.size
        super().save(*args, **kwargs)


class SiteDocument(AbstractDocument):
    """A file to take away: its language and its text are known, so that it is found."""

    audience_lookup = "collection__audience_row__audience"

    language = models.CharField(
        _("language of the file"), max_length=15, choices=site_languages, blank=True
    )
    text = models.TextField(_("text of the file"), blank=True, editable=False)

    admin_form_fields = (*StockDocument.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def format(self) -> str:
        """The kind of file as people name it, for instance `PDF`."""
        return PurePath(self.file.name).suffix.lstrip(".").upper()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Read the text of a file that is new, so that search finds it."""
        if self.file and not self.file._committed:
            self.file.seek(0)
            self.text = text_of(self.file, self.file_extension)
            self.file.seek(0)
        super().save(*args, **kwargs)
