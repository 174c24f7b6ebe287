"""When each scheduled command last ran, and how it ended."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ScheduledRun(models.Model):
    """The last run of one scheduled command; without a beginning, it is still awaited."""

    name = models.CharField(max_length=40, primary_key=True)
    awaited_since = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_well = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("run of a scheduled command")
        verbose_name_plural = _("runs of scheduled commands")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.began_at}"
