"""PDFs that were drawn, so that each is drawn once."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


def paper_place(paper: "Paper", name: str) -> str:
    """Where a PDF is stored: never where everybody may fetch files by name."""
    return f"private/papers/{paper.digest[:2]}/{paper.digest}.pdf"


class Paper(models.Model):
    """The PDF of a page, as it is for all who see the same of it.

    Nobody is let in by such a row: a page is first found among those that the reader may see, then
    written for her, and what she was given to read names the row.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="papers")
    revision = models.PositiveBigIntegerField(_("revision"), default=0)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    is_public = models.BooleanField(_("for everybody"), default=False)
    weight = models.PositiveIntegerField(_("weight in bytes"))
    file = models.FileField(_("file"), upload_to=paper_place)

    class Meta:
        verbose_name = _("PDF of a page")
        verbose_name_plural = _("PDFs of pages")

    def __str__(self) -> str:
        return self.digest


def remove_file(instance: Paper, **signal: Any) -> None:
    """A PDF goes with its row."""
    instance.file.delete(save=False)


post_delete.connect(remove_file, sender=Paper, dispatch_uid="exchange.paper")
