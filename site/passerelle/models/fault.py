"""An error or a slowness that came up, counted: what happened where, and nobody's data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 500
"""How many there may be; those not seen for longest go first."""


class FaultQuerySet(models.QuerySet["Fault"]):
    """Faults by what is to be done with them."""

    def too_many(self) -> "FaultQuerySet":
        """Those for which there is no room."""
        kept = self.order_by("-last_at", "-pk")[:MOST]
        return self.exclude(pk__in=list(kept.values_list("pk", flat=True)))


class Fault(models.Model):
    """All occurrences of the same error or slowness."""

    class Kind(models.TextChoices):
        """What went wrong."""

        ERROR = "error", _("Error")
        SLOW_REQUEST = "request", _("Slow page")
        SLOW_QUERY = "query", _("Slow query")

    key = models.CharField(max_length=64, unique=True, help_text="Digest of kind, place and words.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    route = models.CharField(max_length=120, help_text="Name of the address, or of the log.")
    says = models.TextField(help_text="Type of the error, or the query without its values.")
    trace = models.TextField(help_text="Files and lines, without values.")
    request_id = models.CharField(max_length=64, help_text="Of the last time.")
    times = models.PositiveIntegerField(default=0)
    longest = models.PositiveIntegerField(default=0, help_text="Milliseconds.")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)

    objects = FaultQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("fault")
        verbose_name_plural = _("faults")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.route}"
