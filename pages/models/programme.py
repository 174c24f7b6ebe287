"""What belongs to an event: the sessions of its programme, and what is handed out there."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from pages.blocks import SpeakersBlock
from pages.stream import Stream


class Session(TranslatableMixin, Orderable):
    """A part of the programme."""

    class Kind(models.TextChoices):
        """How people sit together."""

        PLENARY = "plenary", _("Plenary")
        WORKSHOP = "workshop", _("Working group")
        ROUNDTABLE = "roundtable", _("Round table")
        VISIT = "visit", _("Visit")
        BREAK = "break", _("Break")

    day = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.PLENARY)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    speakers = Stream(SpeakersBlock(), verbose_name=_("speakers"), blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("room")]),
        FieldPanel("summary"),
        FieldPanel("speakers"),
    ]

    people: list[dict[str, Any]]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class Material(TranslatableMixin, Orderable):
    """Something shown or handed out: a file, or a resource of the site."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    target = models.ForeignKey(
        Page,
        verbose_name=_("resource"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("document"),
        PageChooserPanel("target", ["pages.Resource"]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title or str(self.document or self.target)
