"""One number for the whole site: see `access.generation`."""

from django.db import models


class Generation(models.Model):
    """The one row whose number changes whenever public pages do.

    `restored_from` is the moment of the backup that the site was restored from, as long as
    nobody has confirmed its people and their rights: see `passerelle.backup.confirmation`.
    """

    number = models.BigIntegerField(default=0)
    restored_from = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "generation"
        verbose_name_plural = "generations"

    def __str__(self) -> str:
        return str(self.number)
