"""Two numbers for the whole site: see `access.generation`."""

from django.db import models


class Generation(models.Model):
    """A number that changes whenever anything does that is shown, or anything public."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "generation"
        verbose_name_plural = "generations"

    def __str__(self) -> str:
        return str(self.number)
