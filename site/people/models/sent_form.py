"""Forms that were taken, so that none is taken twice."""

import datetime

from django.db import models
from django.utils import timezone

REMEMBERED = datetime.timedelta(days=30)
"""How long a device may send a form again."""


class SentForm(models.Model):
    """A form that was taken: a mark of it from which nothing can be read, and where it led."""

    mark = models.CharField(max_length=64, unique=True)
    leads_to = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.mark
