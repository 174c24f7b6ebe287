"""One number for the whole site: see `access.generation`."""

from django.db import models


class Generation(models.Model):
    """The one row whose number changes whenever public pages do."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "generation"
        verbose_name_plural = "generations"

    def __str__(self) -> str:
        return str(self.number)
