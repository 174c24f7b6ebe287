"""What readers say is wrong in a translation, until somebody has looked at it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from thesaurus.languages import site_languages


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    """Reports, by what became of them."""

    def waiting(self) -> "ErrorReportQuerySet":
        """Those that nobody has settled, the oldest first."""
        return self.filter(outcome="").order_by("pk")


class ErrorReport(models.Model):
    """A reader found an error in a translation; who she is, the site does not know."""

    class Outcome(models.TextChoices):
        """What became of it, once."""

        CORRECTED = "corrected", _("Corrected")
        RIGHT = "right", _("Right as it is")

    page = models.ForeignKey(
        Page, models.CASCADE, verbose_name=_("page"), related_name="error_reports"
    )
    part = models.CharField(max_length=100, blank=True, help_text="Its key; empty for the page.")
    quote = models.TextField(_("paragraph"), blank=True)
    text = models.TextField(_("what is wrong"), max_length=1000)
    proposal = models.TextField(_("what it should say"), max_length=2000, blank=True)
    address = models.EmailField(
        _("e-mail address"), blank=True, help_text="Struck out once the reader is answered."
    )
    language = models.CharField(_("language"), max_length=15, choices=site_languages)
    written_at = models.DateTimeField(_("written at"), auto_now_add=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ErrorReportQuerySet.as_manager()

    audience_lookup = "page__audience_row__audience"
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("error reported by a reader")
        verbose_name_plural = _("errors reported by readers")
        default_permissions = ()
        indexes = [
            models.Index(fields=["page"], condition=models.Q(outcome=""), name="report_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.text[:40]}"

    @property
    def original(self) -> Any:
        """The page that it was translated from; None where that is gone."""
        link = getattr(self.page, "made_from", None)
        return link.source if link else None
